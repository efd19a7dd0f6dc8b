import { describe, expect, it } from 'vitest';
import { verdict } from './testing.ts';
import type { Fields, KindCases } from './testing.ts';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' };

function scaled(reference: Fields): Fields {
  return { spec: { maxReplicas: 2, scaleTargetRef: { ...target, ...reference } } };
}

function measured(metric: Fields): Fields {
  const pods = { metric: { name: 'a', ...metric }, target: { type: 'AverageValue', averageValue: '1' } };
  return { spec: { maxReplicas: 2, scaleTargetRef: target, metrics: [{ type: 'Pods', pods }] } };
}

function registry(content: string): Fields {
  return { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': content } };
}

describe.each<KindCases>([
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    [
      [
        'fewer at most than at least',
        { spec: { minReplicas: 3, maxReplicas: 2, scaleTargetRef: target } },
        ['range spec.maxReplicas'],
      ],
      ['a target of the core group', scaled({ apiVersion: 'v1' }), ['required spec.scaleTargetRef.apiVersion']],
      ['a target without a version', scaled({ apiVersion: '' }), ['required spec.scaleTargetRef.apiVersion']],
      ['a target of no group', scaled({ apiVersion: '/v1' }), ['required spec.scaleTargetRef.apiVersion']],
      ['a target of no version', scaled({ apiVersion: 'a/b/c' }), ['pattern spec.scaleTargetRef.apiVersion']],
      [
        'a target of the core group that can be scaled',
        scaled({ apiVersion: 'v1', kind: 'ReplicationController' }),
        [],
      ],
      [
        'another source',
        {
          spec: {
            maxReplicas: 2,
            scaleTargetRef: target,
            metrics: [
              {
                type: 'Resource',
                pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: '1' } },
              },
            ],
          },
        },
        ['required spec.metrics[0].resource'],
      ],
    ],
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    [
      [
        'a selector that nobody reads',
        measured({ selector: { matchLabels: { a: 'b c' }, matchExpressions: [{}] } }),
        [],
      ],
      [
        'a selector that is none',
        measured({ selector: { matchLabels: 1 } }),
        ['type spec.metrics[0].pods.metric.selector.matchLabels'],
      ],
      ['no metric', measured({ name: '' }), ['required spec.metrics[0].pods.metric.name']],
    ],
  ],
  [
    'autoscaling/v1',
    'HorizontalPodAutoscaler',
    [
      ['a target', scaled({}), []],
      ['a target of the core group', scaled({ apiVersion: 'v1' }), ['required spec.scaleTargetRef.apiVersion']],
      [
        'no replicas',
        { spec: { maxReplicas: 0, scaleTargetRef: target } },
        ['range spec.maxReplicas', 'range spec.maxReplicas'],
      ],
    ],
  ],
  [
    'policy/v1',
    'PodDisruptionBudget',
    [
      ['both', { spec: { minAvailable: 1, maxUnavailable: 1 } }, ['combination spec']],
      ['no percentage', { spec: { minAvailable: 'half' } }, ['format spec.minAvailable']],
    ],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'Role',
    [
      ['no verbs', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: [] }] }, ['length rules[0].verbs']],
      [
        'URLs in a namespace',
        { rules: [{ nonResourceURLs: ['/a'], verbs: ['get'] }] },
        ['forbidden rules[0].nonResourceURLs'],
      ],
      ['any name', { metadata: { name: 'system:a' }, rules: [] }, []],
    ],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    [
      [
        'an account of the same namespace',
        { roleRef: role, subjects: [{ kind: 'ServiceAccount', name: 'a' }] },
        [],
      ],
    ],
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    [
      [
        'an account without a namespace',
        { roleRef: { ...role, kind: 'ClusterRole' }, subjects: [{ kind: 'ServiceAccount', name: 'a' }] },
        ['required subjects[name=a].namespace'],
      ],
    ],
  ],
  [
    'v1',
    'LimitRange',
    [
      [
        'devices that differ',
        {
          spec: {
            limits: [{ type: 'Container', default: { 'a.b/gpu': '2' }, defaultRequest: { 'a.b/gpu': '1' } }],
          },
        },
        ['range spec.limits[type=Container].defaultRequest["a.b/gpu"]'],
      ],
      [
        'less at most than at least',
        { spec: { limits: [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } }] } },
        ['range spec.limits[type=Container].min.cpu'],
      ],
    ],
  ],
  [
    'v1',
    'ResourceQuota',
    [
      ['half an object', { spec: { hard: { 'count/pods': '500m' } } }, ['type spec.hard["count/pods"]']],
      ['half a device', { spec: { hard: { 'requests.nvidia.com/gpu': '500m' } } }, []],
      ['half a pod', { spec: { hard: { pods: '500m' } } }, ['type spec.hard.pods']],
      ['an unknown resource', { spec: { hard: { pots: '1' } } }, ['name spec.hard.pots']],
    ],
  ],
  [
    'v1',
    'ConfigMap',
    [
      ['a key with a slash', { data: { 'a/b': 'c' } }, ['name data["a/b"]']],
      ['too much', { data: { a: 'x'.repeat(1_048_577) } }, ['length data']],
    ],
  ],
  [
    'v1',
    'Secret',
    [
      [
        'a certificate without its key',
        { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==' } },
        ['required data'],
      ],
      ['null as configuration', registry('null'), []],
      ['a list as configuration', registry('[]'), ['format data[".dockerconfigjson"]']],
      ['plain text as configuration', registry('none'), ['format data[".dockerconfigjson"]']],
      ['plain text as data', { data: { a: 'not base64!' } }, ['format data.a']],
    ],
  ],
  [
    'v1',
    'Namespace',
    [
      [
        'no such level',
        { metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'strict' } } },
        ['enum metadata.labels["pod-security.kubernetes.io/enforce"]'],
      ],
    ],
  ],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});

describe('minors differ', () => {
  it('in tolerances of autoscalers', () => {
    const fields = scaled({});
    const spec = { ...(fields['spec'] as Fields), behavior: { scaleUp: { tolerance: '-1' } } };
    expect(verdict('autoscaling/v2', 'HorizontalPodAutoscaler', { spec }, '1.34')).toEqual([]);
    expect(verdict('autoscaling/v2', 'HorizontalPodAutoscaler', { spec })).toEqual([
      'format spec.behavior.scaleUp.tolerance',
    ]);
  });

  it('in API versions of targets', () => {
    const fields = scaled({ apiVersion: 'a/b/c' });
    expect(verdict('autoscaling/v2', 'HorizontalPodAutoscaler', fields, '1.33')).toEqual([]);
  });
});
