import { dns1123LabelReason } from '../../names/index.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { fieldOf } from './fields.ts';
import { isEmptySelector, restartPolicies, selectorMatches } from './template-check.ts';
import type { Overlay } from './words.ts';
import { notNegative } from './words.ts';

const MANY = 100_000;
const SOME = 10_000;

/** Limits per index are kept for each: with many indexes there can only be some. */
function limitsOfMany({ backoffLimitPerIndex, completions, maxFailedIndexes, parallelism }: Fields): Found {
  if (typeof backoffLimitPerIndex !== 'number') return undefined;
  if (Number(maxFailedIndexes ?? 0) > MANY)
    return problem('range', `it is at most ${MANY}`, 'maxFailedIndexes');
  if (Number(completions) <= MANY) return undefined;
  if (typeof maxFailedIndexes !== 'number')
    return problem('required', `it is needed with more than ${MANY} completions`, 'maxFailedIndexes');
  if (maxFailedIndexes > SOME)
    return problem('range', `with so many completions it is at most ${SOME}`, 'maxFailedIndexes');
  return Number(parallelism ?? 1) > SOME
    ? problem('range', `with so many completions it is at most ${SOME}`, 'parallelism')
    : undefined;
}

function indexed(spec: Fields): Found {
  const { backoffLimitPerIndex, completionMode, completions, maxFailedIndexes, parallelism } = spec;
  const isIndexed = completionMode === 'Indexed';
  // Without both, both are 1.
  if (isIndexed && typeof completions !== 'number' && typeof parallelism === 'number')
    return problem('required', 'completionMode Indexed needs it beside parallelism', 'completions');
  if (isIndexed && Number(parallelism ?? 1) > MANY)
    return problem('range', `with completionMode Indexed it is at most ${MANY}`, 'parallelism');
  let found: Found = isIndexed ? limitsOfMany(spec) : undefined;
  for (const [name, value] of Object.entries({ backoffLimitPerIndex, maxFailedIndexes }))
    if (!isIndexed && value !== undefined && value !== null)
      found = join(found, problem('combination', 'it goes with completionMode Indexed only', name));
  return found;
}

/** The selector and the labels of a Job's pods are made by the server, unless `manualSelector` says otherwise. */
function jobSelector(spec: Fields): Found {
  const { manualSelector, selector } = spec;
  if (manualSelector === true)
    return isRecord(selector)
      ? selectorMatches(spec)
      : problem('required', 'with manualSelector it is needed', 'selector');
  return isEmptySelector(selector)
    ? undefined
    : problem('combination', 'the server makes it unless manualSelector is true', 'selector');
}

/** Exit codes stand in order, each once; 0 is no failure. */
function exitCodes({ operator, values }: Fields): Found {
  const codes: readonly unknown[] = Array.isArray(values) ? values : [];
  const sorted = codes.every((code, at) => at === 0 || Number(code) > Number(codes[at - 1]));
  if (!sorted) return problem('combination', 'they must be in ascending order, each once', 'values');
  return operator === 'In' && codes.includes(0) ? problem('range', '0 is no failure', 'values') : undefined;
}

/** The names of its Jobs add 11 characters, and are values of labels. */
function cronJobName({ metadata }: Fields): Found {
  const name = fieldOf(metadata, 'name');
  return typeof name === 'string' && name.length > 52
    ? problem('name', `it has ${name.length} characters; at most 52 are allowed`, 'metadata', 'name')
    : undefined;
}

/** The name of a Job is the value of a label of its pods; with an index behind it, it is the name of a host. */
function jobName({ metadata, spec }: Fields): Found {
  const name = fieldOf(metadata, 'name');
  if (typeof name !== 'string') return undefined;
  if (name.length > 63)
    return problem('name', `it has ${name.length} characters; at most 63 are allowed`, 'metadata', 'name');
  const completions = fieldOf(spec, 'completions') ?? fieldOf(spec, 'parallelism') ?? 1;
  if (fieldOf(spec, 'completionMode') !== 'Indexed' || typeof completions !== 'number' || completions < 1)
    return undefined;
  const reason = dns1123LabelReason(`${name}-${completions - 1}`);
  return reason === undefined
    ? undefined
    : problem('name', `with the index of a pod behind it, it is no DNS label: ${reason}`, 'metadata', 'name');
}

const JOB_NAME = ['job-name', 'batch.kubernetes.io/job-name'];
const JOB_UID = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

/** The server labels the pods with the name and the uid of their Job. */
function jobLabels({ metadata, spec }: Fields): Found {
  const labels = fieldOf(spec, 'template', 'metadata', 'labels');
  if (!isRecord(labels) || fieldOf(spec, 'manualSelector') === true) return undefined;
  const name = fieldOf(metadata, 'name');
  const wrong =
    JOB_NAME.find((key) => labels[key] !== undefined && labels[key] !== name) ??
    JOB_UID.find((key) => labels[key] !== undefined);
  return wrong === undefined
    ? undefined
    : problem('combination', 'the server sets it', 'spec', 'template', 'metadata', 'labels', wrong);
}

/** The server makes the selectors of a CronJob's Jobs. */
function noManualSelector({ manualSelector, selector }: Fields): Found {
  if (manualSelector === true) return problem('forbidden', 'Jobs of a CronJob have none', 'manualSelector');
  return (selector ?? undefined) === undefined
    ? undefined
    : problem('forbidden', 'the server makes it', 'selector');
}

/** What a Job does when pods fail, or when some succeed. */
function jobPolicies(spec: Fields): Found {
  if (isRecord(spec['successPolicy']) && spec['completionMode'] !== 'Indexed')
    return problem('combination', 'it goes with completionMode Indexed only', 'successPolicy');
  if (isRecord(spec['podFailurePolicy']) && fieldOf(spec['template'], 'spec', 'restartPolicy') !== 'Never')
    return problem('combination', 'it goes with restartPolicy Never only', 'podFailurePolicy');
  if (isRecord(spec['podFailurePolicy']) && (spec['podReplacementPolicy'] ?? 'Failed') !== 'Failed')
    return problem('enum', 'beside podFailurePolicy it can only be Failed', 'podReplacementPolicy');
  return join(indexLimits(spec), policyContainers(spec));
}

/** Limits per index fit each other and the number of completions. */
function indexLimits({ backoffLimitPerIndex, completions, maxFailedIndexes, successPolicy }: Fields): Found {
  const total = typeof completions === 'number' ? completions : Infinity;
  if (typeof maxFailedIndexes === 'number') {
    if (typeof backoffLimitPerIndex !== 'number')
      return problem('required', 'maxFailedIndexes needs it', 'backoffLimitPerIndex');
    if (maxFailedIndexes > total) return problem('range', 'it is more than completions', 'maxFailedIndexes');
  }
  const rules = isRecord(successPolicy) && Array.isArray(successPolicy['rules']) ? successPolicy['rules'] : [];
  for (const [at, rule] of rules.entries()) {
    const wrong = isRecord(rule) ? successRule(rule, total) : undefined;
    if (wrong !== undefined) return problem('range', wrong, 'successPolicy', 'rules', at);
  }
  return undefined;
}

function successRule({ succeededCount, succeededIndexes }: Fields, completions: number): string | undefined {
  let count = completions;
  if (typeof succeededIndexes === 'string') {
    const ranges =
      succeededIndexes === '' ? [] : succeededIndexes.split(',').map((range) => range.split('-').map(Number));
    if (ranges.flat().some((index, at, all) => at > 0 && index <= (all[at - 1] ?? 0)))
      return 'its indexes do not rise';
    if (ranges.flat().some((index) => index >= completions)) return 'its indexes are not below completions';
    count = ranges.reduce((sum, [low = 0, high = low]) => sum + high - low + 1, 0);
  }
  return typeof succeededCount === 'number' && succeededCount > count
    ? 'succeededCount is more than there are indexes'
    : undefined;
}

function policyContainers({ backoffLimitPerIndex, podFailurePolicy, template }: Fields): Found {
  const rules = isRecord(podFailurePolicy) ? podFailurePolicy['rules'] : undefined;
  const names = new Set<unknown>();
  for (const field of ['containers', 'initContainers']) {
    const list = fieldOf(template, 'spec', field);
    for (const one of Array.isArray(list) ? list : []) names.add(fieldOf(one, 'name'));
  }
  for (const [at, rule] of (Array.isArray(rules) ? rules : []).entries()) {
    if (fieldOf(rule, 'action') === 'FailIndex' && (backoffLimitPerIndex ?? undefined) === undefined)
      return problem(
        'combination',
        'it goes with backoffLimitPerIndex only',
        'podFailurePolicy',
        'rules',
        at,
        'action',
      );
    const name = fieldOf(rule, 'onExitCodes', 'containerName') ?? undefined;
    if (name !== undefined && !names.has(name))
      return problem(
        'combination',
        'the pod has no such container',
        'podFailurePolicy',
        'rules',
        at,
        'onExitCodes',
        'containerName',
      );
  }
  return undefined;
}

const jobSpec: Node = {
  required: ['template'],
  properties: {
    parallelism: notNegative,
    completions: notNegative,
    activeDeadlineSeconds: notNegative,
    backoffLimit: notNegative,
    backoffLimitPerIndex: notNegative,
    maxFailedIndexes: notNegative,
    ttlSecondsAfterFinished: notNegative,
    completionMode: { enum: ['NonIndexed', 'Indexed'], minLength: 1 },
    managedBy: { format: 'domain-path', maxLength: 63, minLength: 1 },
    podReplacementPolicy: { enum: ['Failed', 'TerminatingOrFailed'], minLength: 1 },
  },
  checks: [
    restartPolicies(['OnFailure', 'Never'], 'Job'),
    onObject(indexed),
    onObject(jobSelector),
    onObject(jobPolicies),
  ],
};

/** Workloads that end (`pkg/apis/batch/validation`). */
export const jobs: Overlay = {
  'batch.v1.Job': { required: ['spec'], checks: [onObject(jobName), onObject(jobLabels)] },
  'batch.v1.JobSpec': jobSpec,
  'batch.v1.PodFailurePolicy': { required: [], properties: { rules: { maxItems: 20 } } },
  'batch.v1.PodFailurePolicyRule': {
    required: ['action'],
    exactlyOne: ['onExitCodes', 'onPodConditions'],
    properties: {
      action: { enum: ['Count', 'FailIndex', 'FailJob', 'Ignore'] },
      onPodConditions: { minItems: 1, maxItems: 20 },
    },
  },
  'batch.v1.PodFailurePolicyOnExitCodesRequirement': {
    required: ['operator', 'values'],
    properties: { operator: { enum: ['In', 'NotIn'] }, values: { minItems: 1, maxItems: 255 } },
    checks: [onObject(exitCodes)],
  },
  'batch.v1.PodFailurePolicyOnPodConditionsPattern': {
    required: ['type'],
    properties: { type: { format: 'qualified-name' }, status: { enum: ['True', 'False', 'Unknown'] } },
  },
  'batch.v1.SuccessPolicy': { required: ['rules'], properties: { rules: { minItems: 1, maxItems: 20 } } },
  'batch.v1.SuccessPolicyRule': {
    properties: {
      succeededCount: { minimum: 0 },
      succeededIndexes: { maxLength: 65_536, pattern: String.raw`^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$` },
    },
    checks: [
      onObject(({ succeededCount, succeededIndexes }) =>
        (succeededCount ?? succeededIndexes ?? undefined) === undefined
          ? problem('required', 'succeededCount or succeededIndexes must be set')
          : undefined,
      ),
    ],
  },
  'batch.v1.CronJob': { required: ['spec'], checks: [onObject(cronJobName)] },
  'batch.v1.CronJobSpec': {
    required: ['schedule', 'jobTemplate'],
    properties: {
      schedule: { format: 'cron-schedule' },
      timeZone: { format: 'time-zone', minLength: 1 },
      concurrencyPolicy: { enum: ['Allow', 'Forbid', 'Replace'] },
      startingDeadlineSeconds: notNegative,
      successfulJobsHistoryLimit: notNegative,
      failedJobsHistoryLimit: notNegative,
    },
  },
  'batch.v1.JobTemplateSpec': {
    required: ['spec'],
    properties: { spec: { also: { checks: [onObject(noManualSelector)] } } },
  },
};
