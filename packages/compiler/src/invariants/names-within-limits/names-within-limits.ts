import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { type Fields, fieldsOf, pods } from '../pods.ts';

export const namesWithinLimitsInvariant: Invariant = {
  id: 'names-within-limits',
  title: 'Names and label values are within their limits',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job', 'namespace'] },
  reason:
    'A name that is too long is refused by the API server, or makes the names of pods derived from it invalid.',
  check,
};

/** Longest names by kind; 63 where pods, hosts or labels are named after the object, else what the API allows. */
const limits: Readonly<Record<string, number>> = {
  CronJob: 52,
  ConfigMap: 253,
  Secret: 253,
  ExternalSecret: 253,
  HTTPRoute: 253,
  GRPCRoute: 253,
  Role: 253,
  RoleBinding: 253,
  ResourceQuota: 253,
  LimitRange: 253,
};
const usual = 63;
const longestValue = 63;

function* check({ objects }: InvariantContext): Generator<Violation> {
  // Objects of a unit share their labels: what was found valid is not looked at again.
  let known: unknown;
  for (const object of objects) {
    const { name, labels } = object.metadata;
    const limit = limits[object.kind] ?? usual;
    if (name.length === 0 || name.length > limit)
      yield {
        object,
        path: 'metadata.name',
        message: `the name has ${name.length} characters; ${object.kind} allows ${limit}`,
      };
    else if (!lowercase(name)) yield { object, path: 'metadata.name', message: `${name} is no valid name` };
    if (labels !== undefined && labels !== known) {
      const problem = labelProblem(object, 'metadata.labels', labels);
      if (problem === undefined) known = labels;
      else yield problem;
    }
  }
  for (const pod of pods(objects)) {
    if (pod.path === '') continue;
    const problem = labelProblem(pod.object, `${pod.path}.metadata.labels`, fieldsOf(pod.metadata['labels']));
    if (problem !== undefined) yield problem;
  }
}

function labelProblem(object: Violation['object'], path: string, labels: Fields): Violation | undefined {
  for (const key in labels) {
    const value = labels[key];
    if (typeof value !== 'string' || (value.length <= longestValue && labelText(value))) continue;
    return { object, path: `${path}["${key}"]`, message: `"${value}" is no valid value of a label` };
  }
  return undefined;
}

/** Lowercase letters, digits, `-` and `.`, with a letter or digit at both ends. */
function lowercase(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    const plain = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
    const inner = index > 0 && index < name.length - 1 && (code === 45 || code === 46);
    if (!plain && !inner) return false;
  }
  return true;
}

/** Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends; or nothing. */
function labelText(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    const plain = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    const inner = index > 0 && index < value.length - 1 && (code === 45 || code === 46 || code === 95);
    if (!plain && !inner) return false;
  }
  return true;
}
