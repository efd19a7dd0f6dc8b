import { common } from '@fairway/kubernetes';
import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { commonBy } from '../common-by.ts';
import { versionOf } from '../labels.ts';
import { usesWorkloadIdentity } from '../service-account/identity.ts';
import { secretsOf } from '../workload.ts';
import { containerOf } from './container.ts';
import { environmentOf } from './environment.ts';
import { pullSecretsOf } from './pull-secrets.ts';
import { schedulingOf } from './scheduling.ts';
import { volumesOf } from './volumes.ts';

/** A workload that has an image. */
export type Released = WorkloadProperties & { readonly image: string };

/** Whether there is something to run. Without an image the workload's objects are left out. */
export function isReleased(workload: WorkloadProperties): workload is Released {
  return workload.image !== null;
}

/** The labels of a released workload's pods and of the object that runs them. */
export function releaseLabels(workload: Released, context: EmitContext): Readonly<Record<string, string>> {
  const version = versionOf(workload.image);
  return version === undefined ? context.labels : { ...context.labels, 'app.kubernetes.io/version': version };
}

/** Everything of a workload's pod: the same for Deployment, Rollout, CronJob and Job. */
export function podTemplate(
  node: GraphNode,
  workload: Released,
  context: EmitContext,
  restartPolicy: 'Always' | 'OnFailure',
): object {
  const secrets = secretsOf(node, context);
  const env = environmentOf(node, workload, secrets, context);
  const { volumes, mounts } = volumesOf(node, workload, secrets, context);
  const pullSecrets = pullSecretsOf(workload.image, context);
  const labels = releaseLabels(workload, context);
  return {
    metadata: {
      labels: usesWorkloadIdentity(node, context)
        ? { ...labels, 'azure.workload.identity/use': 'true' }
        : labels,
    },
    spec: {
      serviceAccountName: node.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(pullSecrets === undefined ? {} : { imagePullSecrets: pullSecrets }),
      os: operatingSystem(workload.os),
      ...securityOf(workload),
      restartPolicy,
      dnsPolicy: 'ClusterFirst',
      terminationGracePeriodSeconds: workload.terminationGracePeriod,
      ...schedulingOf(node, workload, context),
      containers: [containerOf(workload, workload.image, env, mounts)],
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  };
}

/** Whom the pod runs as. Root is possible only in a user namespace of its own. */
function securityOf(workload: WorkloadProperties): object {
  if (workload.os === 'windows') return { securityContext: windowsUser };
  const securityContext = linuxUser(workload.user);
  return workload.user === 0 ? { hostUsers: false, securityContext } : { securityContext };
}

const operatingSystem = commonBy((name: WorkloadProperties['os']) => ({ name }));

const windowsUser = common({ runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } });

const linuxUser = commonBy((user: number) => ({
  runAsNonRoot: user !== 0,
  runAsUser: user,
  runAsGroup: user,
  fsGroup: user,
  fsGroupChangePolicy: 'OnRootMismatch',
  seccompProfile: { type: 'RuntimeDefault' },
}));
