import type { Node } from '../node.ts';
import type { Check, Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { fieldOf } from './fields.ts';
import { restartPolicies, selectorFits } from './template-check.ts';
import type { Overlay } from './words.ts';
import { countOrPercent, notNegative } from './words.ts';

const noDeadline: Check = onObject((spec) =>
  (fieldOf(spec['template'], 'spec', 'activeDeadlineSeconds') ?? undefined) === undefined
    ? undefined
    : problem('forbidden', 'pods that run for ever have none', 'template', 'spec', 'activeDeadlineSeconds'),
);

/** What holds for pods that run for ever. */
export const longRunning: readonly Check[] = [
  onObject(selectorFits),
  restartPolicies(['Always'], 'long-running workload'),
  noDeadline,
];

function progress({ minReadySeconds, progressDeadlineSeconds }: Fields): Found {
  const ready = typeof minReadySeconds === 'number' ? minReadySeconds : 0;
  const deadline = typeof progressDeadlineSeconds === 'number' ? progressDeadlineSeconds : 600;
  return deadline > ready
    ? undefined
    : problem('combination', 'it must be more than minReadySeconds', 'progressDeadlineSeconds');
}

function isZero(value: unknown, preset: number | string): boolean {
  const given = value ?? preset;
  return given === 0 || (typeof given === 'string' && /^0+%$/.test(given));
}

function rolling(strategy: Fields): Found {
  const { rollingUpdate, type } = strategy;
  if (type === 'Recreate')
    return rollingUpdate === undefined || rollingUpdate === null
      ? undefined
      : problem('forbidden', 'it goes with RollingUpdate only', 'rollingUpdate');
  if (!isRecord(rollingUpdate)) return undefined;
  return isZero(rollingUpdate['maxUnavailable'], '25%') && isZero(rollingUpdate['maxSurge'], '25%')
    ? problem('combination', 'maxSurge and maxUnavailable cannot both be 0', 'rollingUpdate', 'maxUnavailable')
    : undefined;
}

/** A DaemonSet has either of the two, `maxUnavailable` by default. */
function daemonRolling({ rollingUpdate: update, type }: Fields): Found {
  if (!isRecord(update) || (type ?? 'RollingUpdate') !== 'RollingUpdate') return undefined;
  const surge = !isZero(update['maxSurge'], 0);
  const unavailable = !isZero(update['maxUnavailable'], 1);
  if (surge && unavailable)
    return problem('combination', 'it goes with a maxUnavailable of 0 only', 'rollingUpdate', 'maxSurge');
  return surge || unavailable
    ? undefined
    : problem('required', 'it cannot be 0 without a maxSurge', 'rollingUpdate', 'maxUnavailable');
}

const upTo100: Node = { minimum: 0, format: 'percent-to-100', minLength: 1 };
const replicas: Node = { minimum: 0 };

/** Workloads that run for ever (`pkg/apis/apps/validation`). */
export const workloads: Overlay = {
  'apps.v1.Deployment': { required: ['spec'] },
  'apps.v1.DeploymentSpec': {
    required: ['selector', 'template'],
    properties: {
      replicas,
      minReadySeconds: notNegative,
      revisionHistoryLimit: notNegative,
      progressDeadlineSeconds: notNegative,
    },
    checks: [...longRunning, onObject(progress)],
  },
  'apps.v1.DeploymentStrategy': {
    properties: { type: { enum: ['Recreate', 'RollingUpdate'] } },
    checks: [onObject(rolling)],
  },
  'apps.v1.RollingUpdateDeployment': { properties: { maxUnavailable: upTo100, maxSurge: countOrPercent } },
  'apps.v1.ReplicaSet': { required: ['spec'] },
  'apps.v1.ReplicaSetSpec': {
    required: ['selector', 'template'],
    properties: { replicas, minReadySeconds: notNegative },
    checks: longRunning,
  },
  'apps.v1.DaemonSet': { required: ['spec'] },
  'apps.v1.DaemonSetSpec': {
    required: ['selector', 'template'],
    properties: { minReadySeconds: notNegative, revisionHistoryLimit: notNegative },
    checks: longRunning,
  },
  'apps.v1.DaemonSetUpdateStrategy': {
    properties: { type: { enum: ['RollingUpdate', 'OnDelete'] } },
    checks: [onObject(daemonRolling)],
  },
  'apps.v1.RollingUpdateDaemonSet': { properties: { maxUnavailable: upTo100, maxSurge: upTo100 } },
  'apps.v1.StatefulSet': { required: ['spec'] },
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy': {
    properties: { whenDeleted: { enum: ['Retain', 'Delete'] }, whenScaled: { enum: ['Retain', 'Delete'] } },
  },
  'apps.v1.StatefulSetOrdinals': { properties: { start: notNegative } },
};
