import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, inPod, pods } from '../pods.ts';

export const windowsFieldsInvariant: Invariant = {
  id: 'windows-fields',
  title: 'Windows pods have no Linux fields',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'The API server refuses pods of the one system with security fields of the other.',
  check,
};

const podFields = [
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'fsGroupChangePolicy',
  'supplementalGroups',
  'seccompProfile',
  'seLinuxOptions',
  'appArmorProfile',
  'sysctls',
] as const;
const containerFields = [
  'privileged',
  'allowPrivilegeEscalation',
  'readOnlyRootFilesystem',
  'capabilities',
  'runAsUser',
  'runAsGroup',
  'seccompProfile',
  'seLinuxOptions',
  'appArmorProfile',
  'procMount',
] as const;

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  for (const pod of pods(objects)) {
    const named = fieldsOf(pod.spec['os'])['name'];
    if (os === 'linux') {
      if (named === 'windows') yield inPod(pod, 'os.name', 'the pod says Windows, its unit is for Linux');
      continue;
    }
    if (named !== 'windows') yield inPod(pod, 'os.name', 'the pod does not say that it runs on Windows');
    const context = fieldsOf(pod.spec['securityContext']);
    for (const field of podFields) {
      if (context[field] !== undefined)
        yield inPod(pod, `securityContext.${field}`, `Windows pods have no ${field}`);
    }
  }
  if (os === 'linux') return;
  for (const container of containers(objects)) {
    const context = fieldsOf(container.fields['securityContext']);
    for (const field of containerFields) {
      if (context[field] !== undefined)
        yield inContainer(container, `securityContext.${field}`, `runs on Windows, which has no ${field}`);
    }
  }
}
