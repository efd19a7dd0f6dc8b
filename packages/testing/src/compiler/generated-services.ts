import { kindSchemas } from '@fairway/compiler';
import type { Shape } from '@fairway/model';
import fc from 'fast-check';
import { arbitraryOf } from '../arbitrary.ts';
import { image, testPlatform, type Files } from '../harness.ts';

/** Fields that a random value would make wrong in every service. */
const LATER = new Set([
  'migration',
  'resources',
  'consumes',
  'extensions',
  'imageFrom',
  'system',
  'owner',
  'grants',
]);

/** What references name in the small organization. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  Team: ['team-a'],
  SizeProfile: ['small', 'large'],
  LanguageProfile: ['java', 'go', 'other'],
  ScalingProfile: ['steady', 'bursty'],
  ExposureClass: ['internal', 'none'],
  DataClass: ['internal', 'public'],
  SLOClass: ['tier-1', 'tier-3'],
  Workload: ['web', 'nobody'],
};

/** The shape without what always needs more, and with references that can be met. */
function usable(shape: Shape): Shape {
  switch (shape.type) {
    case 'object': {
      const fields = Object.entries(shape.fields).filter(([name]) => !LATER.has(name));
      return {
        ...shape,
        fields: Object.fromEntries(
          fields.map(([name, field]) => [name, { ...field, shape: usable(field.shape) }]),
        ),
      };
    }
    case 'map':
      return { ...shape, value: usable(shape.value) };
    case 'list':
      return { ...shape, item: usable(shape.item) };
    case 'union':
      return { ...shape, options: shape.options.map(usable) };
    case 'string': {
      const names = NAMES[shape.meta.reference ?? ''];
      return names === undefined ? shape : { type: 'string', meta: {}, values: names };
    }
    default:
      return shape;
  }
}

const shapes = ['WebService', 'Worker', 'ScheduledJob', 'Job'].map((kind) => {
  const schema = kindSchemas(testPlatform()).get(kind);
  if (schema === undefined) throw new Error(`there is no kind ${kind}`);
  return [kind, usable(schema.spec.v1beta1)] as const;
});

/** Texts of a workload `web` that its schema admits; what the fields mean together may be wrong. */
export function serviceSpecs(): fc.Arbitrary<string> {
  const of = ([kind, shape]: (typeof shapes)[number]): fc.Arbitrary<string> =>
    fc.tuple(arbitraryOf(shape), fc.array(fc.nat(), { minLength: 1, maxLength: 3 })).map(([value, picks]) => {
      // A few fields at a time: the more there are, the surer one of them is wrong.
      const entries = Object.entries(value as Record<string, unknown>);
      const chosen = new Set(picks.map((pick) => pick % Math.max(1, entries.length)));
      const required = kind === 'ScheduledJob' ? { schedule: '0 3 * * *' } : {};
      const spec: Record<string, unknown> = {
        ...required,
        ...Object.fromEntries(entries.filter((_, index) => chosen.has(index))),
      };
      return JSON.stringify({
        apiVersion: 'platform.example.com/v1beta1',
        kind,
        metadata: { name: 'web' },
        spec: {
          ...spec,
          owner: 'team-a',
          runtime: { language: 'go', ...(spec['runtime'] as object | undefined), image },
        },
      });
    });
  return fc.oneof(...shapes.map(of));
}

/** The same with an override for prod, of fields that may vary as a whole. */
export function serviceSpecsWithOverrides(): fc.Arbitrary<string> {
  const varying = [
    'scaling',
    'identity',
    'dependencies',
    'placement',
    'schedule',
    'suspend',
    'retries',
    'timeout',
    'parallelism',
    'spot',
  ];
  return fc.tuple(serviceSpecs(), serviceSpecs()).map(([text, other]) => {
    const { spec } = JSON.parse(other) as { spec: Record<string, unknown> };
    const prod = Object.fromEntries(Object.entries(spec).filter(([name]) => varying.includes(name)));
    return JSON.stringify({ ...(JSON.parse(text) as object), environments: { prod } });
  });
}

/** Thirty workloads of every kind that use much of the language, as JSON texts by path. */
export function manyServices(): Files {
  const files: Record<string, string> = {};
  const add = (kind: string, name: string, spec: Readonly<Record<string, unknown>>): void => {
    const runtime = { language: 'java', image, ...(spec['runtime'] as object | undefined) };
    const document = {
      apiVersion: 'platform.example.com/v1beta1',
      kind,
      metadata: { name },
      spec: { owner: 'team-a', ...spec, runtime },
    };
    files[`services/${name}.yaml`] = JSON.stringify(document);
  };
  for (let index = 0; index < 12; index += 1) {
    add('WebService', `web-${index}`, {
      system: index % 3 === 0 ? 'cart' : 'shop',
      runtime: { env: { B: 'b', A: `${index}` }, config: { 'b.yaml': 'b: 1', 'a.yaml': 'a: İı' } },
      secrets: [
        { name: 'db', path: `web-${index}/db`, keys: { PASSWORD: 'password', USER: 'user' }, as: 'env' },
      ],
      dependencies: [
        { service: `web-${(index + 1) % 12}` },
        { external: { host: 'api.example.org', port: 443, protocol: 'https' } },
      ],
      scaling: { minReplicas: 2, maxReplicas: 3 + index },
      reliability:
        index % 2 === 0
          ? { rollout: 'rolling' }
          : { rollout: 'canary', canary: { percentage: 20, duration: '5m' } },
      exposure: {
        class: index % 4 === 0 ? 'none' : 'internal',
        aliases: index % 4 === 0 ? [] : [{ host: `old-${index}`, redirect: true }],
      },
    });
    add('Worker', `worker-${index}`, { dependencies: [{ service: `web-${index}` }] });
  }
  for (let index = 0; index < 3; index += 1) {
    add('ScheduledJob', `report-${index}`, { schedule: '0 3 * * *', timeZone: 'Europe/Berlin' });
    add('Job', `import-${index}`, {});
  }
  return files;
}
