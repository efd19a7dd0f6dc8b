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
    if (object.kind === 'NetworkPolicy' && Object.keys(selector).length === 0) continue;
    const [only, ...others] = Object.keys(selector);
    if (only !== instance || others.length > 0) {
      yield { object, path: `spec.${path.join('.')}`, message: `the selector is not exactly ${instance}` };
    } else if (templates.length > 0 && !selects(selector, object.kind === 'ServiceMonitor' ? services : templates)) {
      yield {
        object,
        path: `spec.${path.join('.')}`,
        message: `the selector finds no ${object.kind === 'ServiceMonitor' ? 'Service' : 'pod'} of the unit`,
      };
    }
  }
}

function selectorPath(kind: string): readonly string[] | undefined {
  switch (kind) {
    case 'Deployment':
    case 'Rollout':
    case 'StatefulSet':
    case 'PodDisruptionBudget':
    case 'ServiceMonitor':
    case 'PodMonitor':
      return ['selector', 'matchLabels'];
    case 'NetworkPolicy':
      return ['podSelector', 'matchLabels'];
    case 'CiliumNetworkPolicy':
      return ['endpointSelector', 'matchLabels'];
    case 'Service':
      return ['selector'];
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
