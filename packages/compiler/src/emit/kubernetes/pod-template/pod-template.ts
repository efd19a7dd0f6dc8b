import { common } from '@fairway/kubernetes';
import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { commonBy } from '../../../common-by.ts';
import { versionOf } from '../labels.ts';
import { usesWorkloadIdentity } from '../service-account/identity.ts';
import { isAtLeast } from '../version.ts';
import { secretsOf, type SecretUse } from '../workload.ts';
import { containerOf } from './container.ts';
import { environmentOf } from './environment.ts';
import { pullSecretsOf } from './pull-secrets.ts';
import { addScheduling } from './scheduling.ts';
import { volumesOf } from './volumes.ts';

/** A workload that has an image. */
export type Released = WorkloadProperties & { readonly image: string };

/** Whether there is something to run. Without an image the workload's objects are left out. */
export function isReleased(workload: WorkloadProperties): workload is Released {
  return workload.image !== null;
}

/** What a released workload's pods and the object that runs them share. */
export interface Release {
  readonly labels: Readonly<Record<string, string>>;
  readonly secrets: readonly SecretUse[];
}

/** The labels of a released workload, with its version, and the secrets that it reads. */
export function releaseOf(node: GraphNode, workload: Released, context: EmitContext): Release {
  const version = versionOf(workload.image);
  const { labels } = context;
  return {
    labels: version === undefined ? labels : { ...labels, 'app.kubernetes.io/version': version },
    secrets: secretsOf(node, context),
  };
}

/** Everything of a workload's pod: the same for Deployment, Rollout, CronJob and Job. */
export function podTemplate(
  node: GraphNode,
  workload: Released,
  { labels, secrets }: Release,
  context: EmitContext,
  restartPolicy: 'Always' | 'OnFailure',
): object {
  const env = environmentOf(node, workload, secrets, context);
  const { volumes, mounts } = volumesOf(node, workload, secrets, context);
  const pullSecrets = pullSecretsOf(workload.image, context);
  const windows = workload.os === 'windows';
  // Assigned one by one, in this order: the names of Jobs are hashes of this object's JSON.
  const spec: Record<string, unknown> = {
    serviceAccountName: node.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
  };
  if (pullSecrets !== undefined) spec['imagePullSecrets'] = pullSecrets;
  spec['os'] = operatingSystem(workload.os);
  if (!windows && workload.user === 0) addUserNamespace(spec, node, context);
  spec['securityContext'] = windows ? windowsUser : linuxUser(workload.user);
  spec['restartPolicy'] = restartPolicy;
  spec['dnsPolicy'] = 'ClusterFirst';
  spec['terminationGracePeriodSeconds'] = workload.terminationGracePeriod;
  addScheduling(spec, node, workload, context);
  spec['containers'] = [containerOf(workload, workload.image, env, mounts)];
  if (volumes.length > 0) spec['volumes'] = volumes;
  return {
    metadata: {
      labels: usesWorkloadIdentity(node, context)
        ? { ...labels, 'azure.workload.identity/use': 'true' }
        : labels,
    },
    spec,
  };
}

/** The first minor whose Pod Security `restricted` admits root in a user namespace of its own. */
const ROOT_ADMITTED = [1, 35] as const;

/** Root is possible only in a user namespace of its own, where the namespace admits it. */
function addUserNamespace(spec: Record<string, unknown>, node: GraphNode, context: EmitContext): void {
  spec['hostUsers'] = false;
  const { cluster, system } = context;
  const { kubernetesVersion } = cluster.spec;
  if (system.spec.podSecurity === 'baseline' || isAtLeast(kubernetesVersion, ROOT_ADMITTED)) return;
  context.report(
    {
      code: 'FWY4107',
      message: `${node.name} runs as root, and cluster ${cluster.name} has Kubernetes ${kubernetesVersion}: Pod Security restricted, which holds in namespace ${context.namespace}, admits root in a user namespace of its own only from ${ROOT_ADMITTED.join('.')}, so no pod would ever start`,
      fix: `run as another user, place it on a cluster with Kubernetes ${ROOT_ADMITTED.join('.')}, or let the platform team write podSecurity: baseline into System ${system.name}`,
    },
    node.id,
    ['runtime', 'user'],
  );
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
