import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { containers, fieldsOf, inContainer, inPod, pods, type PodTemplate } from '../pods.ts';

export const seccompRuntimeDefaultInvariant: Invariant = {
  id: 'seccomp-runtime-default',
  title: 'System calls are filtered',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'The default profile of the runtime refuses the system calls that most kernel exploits need.',
  check,
};

function* check({ objects, os }: InvariantContext): Generator<Violation> {
  if (os === 'windows') return;
  for (const pod of pods(objects)) {
    const profile = profileOf(pod.spec);
    const bad = profile !== undefined && !filtered(profile);
    if (bad)
      yield inPod(pod, 'securityContext.seccompProfile.type', 'the seccomp profile of the pod filters nothing');
    else yield* checkContainers(pod, profile !== undefined);
  }
}

function* checkContainers(pod: PodTemplate, filteredByDefault: boolean): Generator<Violation> {
  for (const container of containers([pod.object])) {
    const own = profileOf(container.fields);
    if (own === undefined ? filteredByDefault : filtered(own)) continue;
    yield inContainer(
      container,
      'securityContext.seccompProfile.type',
      'has no seccomp profile RuntimeDefault or Localhost',
    );
  }
}

function profileOf(fields: Readonly<Record<string, unknown>>): unknown {
  return fieldsOf(fieldsOf(fields['securityContext'])['seccompProfile'])['type'];
}

function filtered(profile: unknown): boolean {
  return profile === 'RuntimeDefault' || profile === 'Localhost';
}
