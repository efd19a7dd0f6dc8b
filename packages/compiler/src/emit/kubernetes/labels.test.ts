import { describe, expect, it } from 'vitest';
import { selectorOf, unitLabels, versionOf } from './labels.ts';
import { makeWorkload } from './testing.ts';

describe('labels', () => {
  it('are the recommended ones, then owner, environment, cost center and data class', () => {
    expect(unitLabels(makeWorkload(), { prefix: 'platform.example.com', environment: 'prod' })).toEqual({
      'app.kubernetes.io/name': 'orders-api',
      'app.kubernetes.io/instance': 'orders-api',
      'app.kubernetes.io/component': 'service',
      'app.kubernetes.io/part-of': 'order-management',
      'app.kubernetes.io/managed-by': 'fairway',
      'platform.example.com/team': 'team-orders',
      'platform.example.com/env': 'prod',
      'platform.example.com/cost-center': 'cc-142',
      'platform.example.com/data-class': 'internal',
    });
  });

  it('select by the name of the workload and nothing more, for ever', () => {
    expect(selectorOf('orders-api')).toEqual({ 'app.kubernetes.io/instance': 'orders-api' });
  });

  it.each([
    ['registry.example.com/orders/api:1.4.2@sha256:abc', '1.4.2'],
    ['registry.example.com:5000/orders/api:v2', 'v2'],
    ['registry.example.com:5000/orders/api', undefined],
    ['registry.example.com/orders/api@sha256:abc', undefined],
    ['registry.example.com/orders/api:-x', undefined],
    [`registry.example.com/orders/api:${'x'.repeat(64)}`, undefined],
  ])('%s is version %s', (image, version) => {
    expect(versionOf(image)).toBe(version);
  });
});
