import { describe, expect, test } from 'vitest';
import { emit, namespace as node, only } from '../../edge-testing.ts';
import { namespace } from './namespace.ts';

describe('Namespace', () => {
  test('labels and alert routing', () => {
    expect(only(emit(namespace, { nodes: [node()] }), 'Namespace')).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'order-management-prod',
        labels: {
          'platform.example.com/team': 'team-orders',
          'platform.example.com/env': 'prod',
          'platform.example.com/env-class': 'prod',
          'platform.example.com/cost-center': 'cc-142',
          'platform.example.com/tenant-tier': 'shared-standard',
          'platform.example.com/scrape': 'true',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/audit-version': 'v1.35',
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/warn-version': 'v1.35',
        },
        annotations: {
          'platform.example.com/alerts-page': 'orders-pager',
          'platform.example.com/alerts-ticket': 'orders-board',
        },
      },
    });
  });

  test('baseline is enforced, restricted stays in sight', () => {
    const labels = only(emit(namespace, { nodes: [node({ podSecurity: 'baseline' })] }), 'Namespace').metadata
      .labels;
    expect(labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });

  test('a class of the organization counts as one of the built-in ones', () => {
    const labels = only(emit(namespace, { nodes: [node()], class: { stage: 'dev' } }), 'Namespace').metadata
      .labels;
    expect(labels?.['platform.example.com/env-class']).toBe('dev');
  });
});
