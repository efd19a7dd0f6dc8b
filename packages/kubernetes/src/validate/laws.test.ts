import fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtinUpstream } from '../upstream/index.ts';
import { createValidator } from './index.ts';

type Fields = Record<string, unknown>;

const labels = { app: 'web' };
const template = {
  metadata: { labels, annotations: { note: 'x' } },
  spec: {
    securityContext: { runAsNonRoot: true, fsGroup: 1, sysctls: [{ name: 'net.core.somaxconn', value: '1' }] },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }],
        },
      },
    },
    containers: [
      {
        name: 'app',
        image: 'app:1',
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }],
        ports: [{ name: 'http', containerPort: 80 }],
        resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
        livenessProbe: { httpGet: { path: '/', port: 'http' } },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: labels },
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Mi' } }],
  },
};
const once = { ...template, spec: { ...template.spec, restartPolicy: 'Never' } };
const selector = { matchLabels: labels };

const VALID: readonly Fields[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    spec: { selector, template, strategy: { rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { serviceName: 'web', selector, template, updateStrategy: { rollingUpdate: { partition: 1 } } },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    spec: { schedule: '@daily', jobTemplate: { spec: { template: once } } },
  },
  { apiVersion: 'v1', kind: 'Service', spec: { selector: labels, ports: [{ name: 'http', port: 80 }] } },
  {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      maxReplicas: 3,
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 1 } } },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    spec: {
      podSelector: selector,
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 80 }] }],
    },
  },
].map((object) => ({ ...object, metadata: { name: 'web', namespace: 'shop', labels } }));

/** Every field and item of an object that something else can stand in. */
function placesIn(
  value: unknown,
  found: [holder: Fields, key: string][] = [],
): [holder: Fields, key: string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'apiVersion' && key !== 'kind') found.push([value as Fields, key]);
    placesIn(inner, found);
  }
  return found;
}

const validator = createValidator(builtinUpstream(), { kubernetes: '1.35' });

it('what the other laws start from is valid', () => {
  expect(VALID.flatMap((object) => validator.check(object))).toEqual([]);
});

it('whatever stands anywhere, there is a verdict', () => {
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('', '-1', -1, 1.5, 1e20, 'A b', '1Gi', '200%', null, {}, [], [null], [{}], { '': '' }),
  );
  const changes = fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...VALID), changes, (valid, list) => {
      const object = structuredClone(valid);
      for (const [at, value] of list) {
        const places = placesIn(object);
        const [holder, key] = places[at % places.length] ?? [object, 'spec'];
        holder[key] = structuredClone(value);
      }
      const problems = validator.check(object);
      expect(problems.every(({ message, reason }) => message !== '' && reason.length > 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

it('a field that is unknown is told wherever it stands, whatever else is wrong', () => {
  const known = new Set(['labels', 'annotations', 'matchLabels', 'requests', 'limits', 'selector']);
  fc.assert(
    fc.property(fc.constantFrom(...VALID), fc.nat(), (valid, at) => {
      const object: Fields = { ...structuredClone(valid), wrong: true };
      const places = placesIn(object).filter(
        ([holder, key]) => !known.has(key) && typeof holder[key] === 'object' && !Array.isArray(holder[key]),
      );
      const [holder, key] = places[at % places.length] ?? [];
      if (holder === undefined || key === undefined) throw new Error('there is no such place');
      (holder[key] as Fields)['unheardOf'] = 1;
      const told = validator.check(object).filter(({ reason }) => reason === 'unknownField');
      expect(told).toHaveLength(2);
      expect(told.some(({ path }) => path === 'wrong')).toBe(true);
      expect(told.some(({ path }) => path.endsWith('.unheardOf'))).toBe(true);
    }),
  );
});
