import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { type Fields, fieldsOf, labelsOf, pods } from '../pods.ts';

export const selectorsMatchInvariant: Invariant = {
  id: 'selectors-match',
  title: 'Selectors select the pods of their unit',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason:
    'A selector with one label too many selects nothing, and everything that hangs on it is silently off.',
  check,
};

const instance = 'app.kubernetes.io/instance';
type Labels = Readonly<Record<string, string>>;

function* check({ objects }: InvariantContext): Generator<Violation> {
  const templates = pods(objects).map((pod) => labelsOf(pod.metadata['labels']));
  const services = objects
    .filter((object) => object.kind === 'Service')
    .map((object) => labelsOf(object.metadata.labels));
  for (const object of objects) {
    const path = selectorPath(object.kind);
    if (path === undefined) continue;
    const selector = selectorAt(object['spec'], path);
    if (object.kind === 'NetworkPolicy' && isEmpty(selector)) continue;
    if (!isExact(selector)) {
      yield { object, path: `spec.${path.join('.')}`, message: `the selector is not exactly ${instance}` };
    } else if (
      templates.length > 0 &&
      !selects(selector, object.kind === 'ServiceMonitor' ? services : templates)
    ) {
      yield {
        object,
        path: `spec.${path.join('.')}`,
        message: `the selector finds no ${object.kind === 'ServiceMonitor' ? 'Service' : 'pod'} of the unit`,
      };
    }
  }
}

const matchLabels = ['selector', 'matchLabels'] as const;
const podLabels = ['podSelector', 'matchLabels'] as const;
const endpointLabels = ['endpointSelector', 'matchLabels'] as const;
const plain = ['selector'] as const;

function selectorPath(kind: string): readonly string[] | undefined {
  switch (kind) {
    case 'Deployment':
    case 'Rollout':
    case 'StatefulSet':
    case 'PodDisruptionBudget':
    case 'ServiceMonitor':
    case 'PodMonitor':
      return matchLabels;
    case 'NetworkPolicy':
      return podLabels;
    case 'CiliumNetworkPolicy':
      return endpointLabels;
    case 'Service':
      return plain;
    default:
      return undefined;
  }
}

function selectorAt(spec: unknown, path: readonly string[]): Labels {
  let here: Fields = fieldsOf(spec);
  for (const step of path) here = fieldsOf(here[step]);
  return here as Labels;
}

function selects(selector: Labels, candidates: readonly Labels[]): boolean {
  return candidates.some((labels) => labels[instance] === selector[instance]);
}

function isEmpty(selector: Labels): boolean {
  for (const _key in selector) return false;
  return true;
}

/** Whether the instance label is the only one. */
function isExact(selector: Labels): boolean {
  for (const key in selector) if (key !== instance) return false;
  return selector[instance] !== undefined;
}
