import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf, labelsOf, pods } from '../pods.ts';

export const networkPolicySelectsInvariant: Invariant = {
  id: 'network-policy-selects',
  title: 'Every pod has exactly one network policy',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'A pod that no policy selects may talk to everybody, and everybody to it.',
  check,
};

const instance = 'app.kubernetes.io/instance';

function* check({ objects }: InvariantContext): Generator<Violation> {
  const policies = objects.filter((object) => object.kind === 'NetworkPolicy');
  for (const object of policies) {
    const spec = fieldsOf(object['spec']);
    const types = Array.isArray(spec['policyTypes']) ? (spec['policyTypes'] as unknown[]) : [];
    if (!types.includes('Ingress') || !types.includes('Egress'))
      yield { object, path: 'spec.policyTypes', message: 'the policy does not hold for both directions' };
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = spec[direction];
      if (!Array.isArray(rules) || rules.length === 0)
        yield { object, path: `spec.${direction}`, message: `the policy has no ${direction} rule` };
    }
  }
  for (const pod of pods(objects)) {
    const name = labelsOf(pod.metadata['labels'])[instance];
    const selecting = policies.filter((policy) => selectedInstance(policy['spec']) === name);
    if (selecting.length === 1) continue;
    const path = pod.path === '' ? 'metadata.labels' : `${pod.path}.metadata.labels`;
    yield {
      object: pod.object,
      path,
      message: `${selecting.length === 0 ? 'no network policy selects' : 'several network policies select'} the pod`,
    };
  }
}

function selectedInstance(spec: unknown): unknown {
  return labelsOf(fieldsOf(fieldsOf(spec)['podSelector'])['matchLabels'])[instance];
}
