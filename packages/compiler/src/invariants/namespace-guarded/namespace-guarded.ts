import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import { fieldsOf, itemsOf, labelsOf } from '../pods.ts';

export const namespaceGuardedInvariant: Invariant = {
  id: 'namespace-guarded',
  title: 'A namespace has its guard rails',
  appliesTo: { shapes: ['namespace'] },
  reason:
    'A namespace without Pod Security, quota and default-deny is a hole that no unit inside it can close.',
  check,
};

const modes = ['enforce', 'audit', 'warn'] as const;

function* check({ objects }: InvariantContext): Generator<Violation> {
  for (const object of objects) {
    if (object.kind === 'Namespace') yield* checkNamespace(object);
    else if (
      object.kind === 'ResourceQuota' &&
      fieldsOf(fieldsOf(object['spec'])['hard'])['limits.cpu'] !== undefined
    ) {
      yield {
        object,
        path: 'spec.hard["limits.cpu"]',
        message: 'every pod without a CPU limit would be refused',
      };
    } else if (object.kind === 'LimitRange') yield* checkLimitRange(object);
  }
  const [first] = objects;
  if (first === undefined) return;
  if (!objects.some((object) => object.kind === 'ResourceQuota'))
    yield { object: first, path: '', message: 'the namespace has no ResourceQuota' };
  if (!objects.some(deniesAll))
    yield {
      object: first,
      path: '',
      message: 'the namespace has no NetworkPolicy that denies everything by default',
    };
}

function* checkNamespace(object: Violation['object']): Generator<Violation> {
  const labels = labelsOf(object.metadata.labels);
  for (const mode of modes) {
    const level = labels[`pod-security.kubernetes.io/${mode}`];
    const path = `metadata.labels["pod-security.kubernetes.io/${mode}`;
    if (level !== 'restricted' && level !== 'baseline')
      yield { object, path: `${path}"]`, message: `Pod Security ${mode} is ${level ?? 'not set'}` };
    const version = labels[`pod-security.kubernetes.io/${mode}-version`];
    if (version === undefined || version === 'latest')
      yield { object, path: `${path}-version"]`, message: 'an upgrade of the cluster would change the rules' };
  }
}

function* checkLimitRange(object: Violation['object']): Generator<Violation> {
  for (const [index, limit] of itemsOf(fieldsOf(object['spec'])['limits']).entries()) {
    for (const field of ['default', 'max'] as const) {
      if (fieldsOf(limit[field])['cpu'] === undefined) continue;
      yield {
        object,
        path: `spec.limits[${index}].${field}.cpu`,
        message: 'containers would get a CPU limit that nobody asked for',
      };
    }
  }
}

function deniesAll(object: Violation['object']): boolean {
  if (object.kind !== 'NetworkPolicy') return false;
  const spec = fieldsOf(object['spec']);
  const types = spec['policyTypes'];
  return (
    Object.keys(fieldsOf(spec['podSelector'])).length === 0 &&
    Array.isArray(types) &&
    types.length === 2 &&
    spec['ingress'] === undefined &&
    spec['egress'] === undefined
  );
}
