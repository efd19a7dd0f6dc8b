import { describe, expect, it } from 'vitest';
import { builtinUpstream } from '../../upstream/index.ts';
import type { Minor } from '../../upstream/index.ts';
import { createValidator } from '../index.ts';

type Fields = Readonly<Record<string, unknown>>;
type Case = readonly [what: string, fields: Fields, expected: readonly string[]];

const upstream = builtinUpstream();

function verdict(
  apiVersion: string,
  kind: string,
  fields: Fields,
  kubernetes: Minor = '1.35',
): readonly string[] {
  const object = { apiVersion, kind, metadata: { name: 'a' }, ...fields };
  return createValidator(upstream, { kubernetes })
    .check(object)
    .map(({ path, reason }) => `${reason} ${path}`);
}

const labels = { app: 'a' };
const app = { name: 'app', image: 'a:1' };

function deployment(container: Fields, pod: Fields = {}, spec: Fields = {}): Fields {
  const template = { metadata: { labels }, spec: { containers: [{ ...app, ...container }], ...pod } };
  return { spec: { selector: { matchLabels: labels }, template, ...spec } };
}

const pod = 'spec.template.spec';
const at = `${pod}.containers[name=app]`;

describe('containers and pods', () => {
  it.each<Case>([
    ['nothing wrong', deployment({}), []],
    ['no image', deployment({ image: '' }), [`required ${at}.image`]],
    ['a wrong name', deployment({ name: 'App' }), [`format ${pod}.containers[name=App].name`]],
    ['no containers', deployment({}, { containers: [] }), [`length ${pod}.containers`]],
    [
      'a port out of range',
      deployment({ ports: [{ containerPort: 70_000 }] }),
      [`range ${at}.ports[containerPort=70000].containerPort`],
    ],
    [
      'a port twice',
      deployment({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }),
      [`duplicate ${at}.ports[1]`],
    ],
    [
      'a port name twice',
      deployment({
        ports: [
          { name: 'a', containerPort: 80 },
          { name: 'a', containerPort: 81 },
        ],
      }),
      [`duplicate ${at}.ports[containerPort=81]`],
    ],
    ['no such policy', deployment({ imagePullPolicy: 'Sometimes' }), [`enum ${at}.imagePullPolicy`]],
    ['an empty policy is the default', deployment({ imagePullPolicy: '' }), []],
    [
      'two sources of a variable',
      deployment({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      [`combination ${at}.env[name=A].valueFrom`],
    ],
    [
      'an unknown field of a pod',
      deployment({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.x' } } }] }),
      [`pattern ${at}.env[name=A].valueFrom.fieldRef.fieldPath`],
    ],
    [
      'more requested than allowed',
      deployment({ resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } }),
      [`range ${at}.resources.requests.cpu`],
    ],
    [
      'a negative amount',
      deployment({ resources: { requests: { cpu: '-1' } } }),
      [`format ${at}.resources.requests.cpu`],
    ],
    [
      'no amount',
      deployment({ resources: { requests: { cpu: 'lots' } } }),
      [`format ${at}.resources.requests.cpu`],
    ],
    [
      'a probe with two handlers',
      deployment({ livenessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } }),
      [`combination ${at}.livenessProbe`],
    ],
    [
      'a probe without a handler',
      deployment({ readinessProbe: { periodSeconds: 5 } }),
      [`combination ${at}.readinessProbe`],
    ],
    [
      'a liveness probe that succeeds twice',
      deployment({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
      [`range ${at}.livenessProbe.successThreshold`],
    ],
    [
      'a mount without a volume',
      deployment({ volumeMounts: [{ name: 'x', mountPath: '/x' }] }),
      [`combination ${at}.volumeMounts[mountPath=/x].name`],
    ],
    [
      'a volume with two sources',
      deployment({}, { volumes: [{ name: 'x', emptyDir: {}, hostPath: { path: '/x' } }] }),
      [`combination ${pod}.volumes[name=x]`],
    ],
    [
      'a container name twice',
      deployment({}, { initContainers: [app] }),
      [`duplicate ${pod}.initContainers[name=app].name`],
    ],
    [
      'a sleep longer than the time to end',
      deployment({ lifecycle: { preStop: { sleep: { seconds: 60 } } } }),
      [`range ${at}.lifecycle.preStop.sleep.seconds`],
    ],
    [
      'a group that is no number',
      deployment({ securityContext: { runAsGroup: -1 } }),
      [`range ${at}.securityContext.runAsGroup`],
    ],
    [
      'a capability by the name that runtimes use',
      deployment({
        securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
      }),
      [],
    ],
    [
      'the capability that the server knows',
      deployment({
        securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
      }),
      [`combination ${at}.securityContext.allowPrivilegeEscalation`],
    ],
    [
      'a profile without its file',
      deployment({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
      [`required ${at}.securityContext.seccompProfile.localhostProfile`],
    ],
    [
      'a toleration without a key',
      deployment({}, { tolerations: [{ effect: 'NoSchedule' }] }),
      [`combination ${pod}.tolerations[0].operator`],
    ],
    [
      'a spread of 0',
      deployment(
        {},
        {
          topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
        },
      ),
      [`range ${pod}.topologySpreadConstraints[topologyKey=zone].maxSkew`],
    ],
    ['an unknown field', deployment({ imagePullPolice: 'Always' }), [`unknownField ${at}.imagePullPolice`]],
    ['null is absent', deployment({ livenessProbe: null }, { hostname: null }), []],
    ['null in a list is empty', deployment({ envFrom: [null] }), [`combination ${at}.envFrom[0]`]],
  ])('%s', (_, fields, expected) => {
    expect(verdict('apps/v1', 'Deployment', fields)).toEqual(expected);
  });
});

const job = { template: { spec: { restartPolicy: 'Never', containers: [app] } } };
const web = { ports: [{ port: 80 }] };
const path = { path: '/', pathType: 'Prefix', backend: { service: { name: 'a', port: { number: 80 } } } };
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' };
const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'a' };

describe.each<readonly [apiVersion: string, kind: string, cases: readonly Case[]]>([
  [
    'apps/v1',
    'Deployment',
    [
      ['fewer than none', deployment({}, {}, { replicas: -1 }), ['range spec.replicas']],
      [
        'a selector of others',
        deployment({}, {}, { selector: { matchLabels: { app: 'b' } } }),
        ['combination spec.template.metadata.labels'],
      ],
      ['an empty selector', deployment({}, {}, { selector: {} }), ['required spec.selector']],
      ['a policy of Jobs', deployment({}, { restartPolicy: 'Never' }), [`enum ${pod}.restartPolicy`]],
      [
        'no progress possible',
        deployment({}, {}, { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
        ['combination spec.strategy.rollingUpdate.maxUnavailable'],
      ],
      [
        'more than all',
        deployment({}, {}, { strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
        ['format spec.strategy.rollingUpdate.maxUnavailable'],
      ],
      ['a number beyond 32 bits', deployment({}, {}, { replicas: 2 ** 31 }), ['range spec.replicas']],
    ],
  ],
  [
    'batch/v1',
    'Job',
    [
      [
        'a policy of Deployments',
        { spec: { template: { spec: { containers: [app] } } } },
        ['enum spec.template.spec.restartPolicy'],
      ],
      [
        'a negative time to live',
        { spec: { ...job, ttlSecondsAfterFinished: -1 } },
        ['range spec.ttlSecondsAfterFinished'],
      ],
      ['one index by default', { spec: { ...job, completionMode: 'Indexed' } }, []],
      [
        'no number of indexes',
        { spec: { ...job, completionMode: 'Indexed', parallelism: 2 } },
        ['required spec.completions'],
      ],
      [
        'an own selector',
        { spec: { ...job, selector: { matchLabels: labels } } },
        ['combination spec.selector'],
      ],
    ],
  ],
  [
    'batch/v1',
    'CronJob',
    [
      [
        'a wrong schedule',
        { spec: { schedule: '61 * * * *', jobTemplate: { spec: job } } },
        ['format spec.schedule'],
      ],
      [
        'a wrong time zone',
        { spec: { schedule: '@daily', timeZone: 'Mars/Olympus', jobTemplate: { spec: job } } },
        ['format spec.timeZone'],
      ],
      [
        'a long name',
        { metadata: { name: 'a'.repeat(53) }, spec: { schedule: '@daily', jobTemplate: { spec: job } } },
        ['name metadata.name'],
      ],
    ],
  ],
  [
    'v1',
    'Service',
    [
      ['no ports', { spec: {} }, ['required spec.ports']],
      [
        'ports without names',
        { spec: { ports: [{ port: 80 }, { port: 81 }] } },
        ['required spec.ports[port=80].name', 'required spec.ports[port=81].name'],
      ],
      ['a name that starts with a digit', { metadata: { name: '1a' }, spec: web }, ['format metadata.name']],
      [
        'a traffic policy inside',
        { spec: { ...web, externalTrafficPolicy: 'Local' } },
        ['combination spec.externalTrafficPolicy'],
      ],
      ['an outside name to its end', { spec: { type: 'ExternalName', externalName: 'a.example.org.' } }, []],
      [
        'a wrong outside name',
        { spec: { type: 'ExternalName', externalName: 'a..b' } },
        ['format spec.externalName'],
      ],
      ['no outside name', { spec: { type: 'ExternalName' } }, ['required spec.externalName']],
    ],
  ],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    [
      [
        'fewer at most than at least',
        { spec: { minReplicas: 3, maxReplicas: 2, scaleTargetRef: target } },
        ['range spec.maxReplicas'],
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
    'policy/v1',
    'PodDisruptionBudget',
    [
      ['both', { spec: { minAvailable: 1, maxUnavailable: 1 } }, ['combination spec']],
      ['no percentage', { spec: { minAvailable: 'half' } }, ['format spec.minAvailable']],
    ],
  ],
  [
    'networking.k8s.io/v1',
    'NetworkPolicy',
    [
      [
        'an end before the start',
        { spec: { podSelector: {}, ingress: [{ ports: [{ port: 80, endPort: 79 }] }] } },
        ['range spec.ingress[0].ports[port=80].endPort'],
      ],
      [
        'an exception outside',
        {
          spec: {
            podSelector: {},
            egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }],
          },
        },
        ['range spec.egress[0].to[0].ipBlock.except[0]'],
      ],
      [
        'no peer',
        { spec: { podSelector: {}, ingress: [{ from: [{}] }] } },
        ['required spec.ingress[0].from[0]'],
      ],
    ],
  ],
  [
    'networking.k8s.io/v1',
    'Ingress',
    [
      ['nothing to route', { spec: {} }, ['required spec']],
      [
        'a relative path',
        { spec: { rules: [{ http: { paths: [{ ...path, path: 'a' }] } }] } },
        ['format spec.rules[0].http.paths[0].path'],
      ],
      [
        'an address as host',
        { spec: { rules: [{ host: '10.0.0.1', http: { paths: [path] } }] } },
        ['name spec.rules[host=10.0.0.1].host'],
      ],
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
    'apps/v1',
    'StatefulSet',
    [
      [
        'a field behind a feature gate is dropped',
        {
          spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [app] } },
            updateStrategy: { rollingUpdate: { maxUnavailable: 0 } },
          },
        },
        [],
      ],
    ],
  ],
  [
    'v1',
    'LimitRange',
    [
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
  const own = deployment({ restartPolicy: 'Never' });

  it('containers have restart policies of their own from 1.35 on', () => {
    expect(verdict('apps/v1', 'Deployment', own, '1.34')).toEqual([`forbidden ${at}.restartPolicy`]);
    expect(verdict('apps/v1', 'Deployment', own, '1.35')).toEqual([]);
  });
});
