import {
  kindSchemas,
  mayVary,
  publishedKinds,
  resourceDefinitions,
  toHub,
  type PublishedKind,
} from '@fairway/compiler';
import { sha256Hex } from '@fairway/kubernetes';
import { createPlatform, isObject, type Constraint } from '@fairway/model';
import { acmeFolder, acmeNow, loadOrganization } from '@fairway/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../client.ts';
import { startCluster, type Cluster } from '../cluster.ts';
import { installDefinitions } from '../definitions.ts';
import { recordSection } from '../report/section.ts';
import { writtenDocuments, type Written } from './own-kinds/documents.ts';
import { constraintMistakes, schemaMistakes, type Mistake } from './own-kinds/mistakes.ts';
import {
  leastOf,
  requiringOnly,
  sampleAt,
  satisfying,
  shapeIn,
  withValue,
  type Place,
} from './own-kinds/sample.ts';
import { samplePlugin } from './own-kinds/sample-kind.ts';
import { createJudge, sentence, type Judge } from './own-kinds/verdicts.ts';

const acme = await loadOrganization(acmeFolder);
const { definition } = acme;
const platform = createPlatform({ plugins: [...acme.platform.plugins, samplePlugin], sha256: sha256Hex });
const source = { platform, definition };
const kinds = publishedKinds(source);
const definitions = resourceDefinitions(source);
const served = new Map(definitions.map(({ spec }) => [spec.names.kind, spec.versions.map(({ name }) => name)]));
const { group } = definition.organization.api;
const apiVersion = `${group}/v1beta1`;
const judge = createJudge(platform, definition, acmeNow);
const judgeInDev = createJudge(platform, definition, acmeNow, 'dev');

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ layer: 'api' });
  await installDefinitions(cluster.client, definitions as unknown as KubernetesObject[]);
}, 60_000);

afterAll(() => cluster?.stop());

type Rest = Readonly<Record<string, unknown>>;

function documentOf(kind: string, spec: unknown, rest: Rest = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'sample' }, spec, ...rest };
}

/** The mistakes that one of the two judges does not see, or where the right document is refused. */
async function disagreements(
  mistakes: readonly Mistake[],
  document: (value: unknown, mistake: Mistake) => KubernetesObject,
  verdictsOf: Judge = judge,
): Promise<string[]> {
  const found = mistakes.flatMap((mistake) => [
    verdictsOf(cluster.client, document(mistake.good, mistake)).then((verdicts) =>
      verdicts.check.length === 0 && verdicts.server === ''
        ? []
        : [sentence(`right, ${mistake.name}`, verdicts)],
    ),
    verdictsOf(cluster.client, document(mistake.bad, mistake)).then((verdicts) => {
      const { check, server } = verdicts;
      const seen =
        mistake.constraint === undefined ? check.length > 0 : check.some((one) => one.startsWith('FWY2010'));
      return seen && server !== '' ? [] : [sentence(`wrong, ${mistake.name}`, verdicts)];
    }),
  ]);
  return (await Promise.all(found)).flat();
}

/** Unions of several types have no type in a structural schema; what stands there is for the compiler alone. */
const isUntyped = ({ name }: Mistake): boolean => name.endsWith(': flag');

function specMistakes({ schema }: PublishedKind): Mistake[] {
  return schemaMistakes(schema.spec.v1beta1, schema.constraints);
}

describe('resource definitions of own kinds', () => {
  it('are structural, served in each of their versions, and convert nothing', async () => {
    const reply = await cluster.client.list<Installed>('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const installed = reply.ok ? reply.body.items : [];
    expect(installed.map(({ spec }) => spec.names.kind).toSorted()).toEqual(kinds.map(({ name }) => name));
    for (const { metadata, spec, status } of installed) {
      const conditions = status.conditions.map(({ type, status: is }) => `${type}=${is}`).toSorted();
      expect([metadata.name, conditions]).toEqual([metadata.name, ['Established=True', 'NamesAccepted=True']]);
      expect([metadata.name, spec.conversion.strategy]).toEqual([metadata.name, 'None']);
      const schemas = new Set(spec.versions.map(({ schema }) => JSON.stringify(schema)));
      expect([metadata.name, schemas.size]).toEqual([metadata.name, 1]);
      for (const { name } of spec.versions) {
        expect(await cluster.client.resource(`${group}/${name}`, spec.names.kind)).toBeDefined();
      }
    }
  });
});

interface Installed extends KubernetesObject {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly conversion: { readonly strategy: string };
    readonly versions: readonly { readonly name: string; readonly schema: unknown }[];
  };
  readonly status: { readonly conditions: readonly { readonly type: string; readonly status: string }[] };
}

/** The same document as the definitions serve it: an alias under its kind, an older version as the newest. */
function asServed({ from, object }: Written): Written {
  const schema = kindSchemas(platform).get(object.kind);
  if (schema === undefined) throw new Error(`${from}: no kind ${object.kind}`);
  const version = object.apiVersion.slice(group.length + 1);
  const { kind } = schema.kind;
  if (served.get(kind)?.includes(version) === true) return { from, object: { ...object, kind } };
  const convert = (value: unknown): unknown => toHub(value, schema.steps).spec;
  const environments = Object.entries((object['environments'] ?? {}) as Rest);
  return {
    from,
    object: {
      ...object,
      apiVersion,
      kind,
      spec: convert(object['spec']),
      ...(environments.length === 0
        ? {}
        : { environments: Object.fromEntries(environments.map(([name, value]) => [name, convert(value)])) }),
    },
  };
}

const documents = writtenDocuments(acme);

describe('right documents', () => {
  it('are taken as they are, but for spellings that the definitions do not serve', async () => {
    const replies = await Promise.all(
      documents.map(async ({ from, object }) => {
        const reply = await cluster.client.apply(object, { dryRun: true });
        return reply.ok ? [] : [`${from}: ${reply.message}`];
      }),
    );
    expect(documents.length).toBeGreaterThan(200);
    expect(replies.flat().toSorted()).toEqual([
      `example, services/order-management/orders-report.yaml: no kind ScheduledJob in ${group}/v1alpha1`,
      `example, services/storefront/deliveries.yaml: no kind Deployment in ${group}/v1`,
    ]);
  });

  it('are taken in the spelling that is served', async () => {
    const replies = await Promise.all(
      documents.map(asServed).map(async ({ from, object }) => {
        const reply = await cluster.client.apply(object, { dryRun: true });
        return reply.ok ? [] : [`${from}: ${reply.message}`];
      }),
    );
    expect(replies.flat()).toEqual([]);
  });

  it('lose nothing between the versions that are served', async () => {
    const lost: string[] = [];
    const tasks = documents.map(asServed).flatMap(({ from, object }, index) =>
      (served.get(object.kind) ?? []).map(async (written) => {
        const name = `d${index}-${written}`;
        const document = {
          ...object,
          apiVersion: `${group}/${written}`,
          metadata: { ...object.metadata, name },
        };
        const reply = await cluster.client.apply(document);
        if (!reply.ok) lost.push(`${from} through ${written}: ${reply.message}`);
        for (const read of served.get(object.kind) ?? []) {
          const found = await cluster.client.get({ ...document, name, apiVersion: `${group}/${read}` });
          const same = found.ok && contentOf(found.body) === contentOf(document);
          if (!same) lost.push(`${from} through ${written}, read as ${read}: ${JSON.stringify(found)}`);
        }
      }),
    );
    await Promise.all(tasks);
    expect(tasks.length).toBeGreaterThan(400);
    expect(lost).toEqual([]);
  });
});

/** What people wrote, without what the server adds; keys sorted, since the server sorts them too. */
function contentOf(object: KubernetesObject): string {
  const { labels, annotations } = object.metadata;
  const content = [object.kind, labels, annotations, object['spec'], object['environments']];
  return JSON.stringify(content, (_, value: unknown) =>
    isObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('mistakes in a %s', (name, kind) => {
  const { schema } = kind;
  const shape = schema.spec.v1beta1;

  it('of the schema', async () => {
    const mistakes = specMistakes(kind).filter((mistake) => !isUntyped(mistake));
    expect(mistakes.length).toBeGreaterThan(5);
    expect(await disagreements(mistakes, (spec) => documentOf(name, spec))).toEqual([]);
  });

  it('against each rule between fields', async () => {
    const mistakes = constraintMistakes(shape, schema.constraints);
    const shown = new Set(mistakes.map(({ constraint }) => constraint));
    expect(schema.constraints.filter((one) => one.rule !== 'immutable' && !shown.has(one))).toEqual([]);
    expect(await disagreements(mistakes, (spec) => documentOf(name, spec))).toEqual([]);
  });

  it('in what an environment sets', async () => {
    const document = (dev: unknown, { place }: Mistake): KubernetesObject => {
      const spec = satisfying(sampleAt(shape, place), shape, schema.constraints, place);
      return documentOf(name, spec, { environments: { dev } });
    };
    expect(await disagreements(environmentMistakes(kind), document, judgeInDev)).toEqual([]);
  });
});

/** What an environment can get wrong by itself: a missing field may stand in `spec`, and so may half of a rule. */
function environmentMistakes({ schema }: PublishedKind): Mistake[] {
  const varies = (place: Place): boolean =>
    place.length > 0 &&
    mayVary(
      schema,
      place.map((part) => (part === '[]' ? 0 : part)),
    );
  const shape = requiringOnly(schema.spec.v1beta1, varies);
  const rules = schema.constraints.filter((one) => rulesFields(one).every(varies));
  const alone = ({ name, constraint }: Mistake): boolean =>
    !name.includes(': without ') && constraint?.rule !== 'requires' && !name.includes('none of ');
  const fixed = Object.entries(schema.spec.v1beta1.fields).filter(([field]) => !varies([field]));
  return [
    ...schemaMistakes(shape, rules, varies),
    ...constraintMistakes(shape, rules),
    ...fixed.map(([field, { shape: below }]): Mistake => {
      const bad = { [field]: leafOf(leastOf(below)) };
      return { name: `${field} may not vary`, place: [], good: {}, bad };
    }),
  ].filter((mistake) => alone(mistake) && !isUntyped(mistake));
}

function rulesFields(constraint: Constraint): Place[] {
  if (constraint.rule === 'immutable') return [];
  const at = constraint.at === undefined ? [] : constraint.at.replace('[]', '').split('.');
  return pathsOf(constraint).map((field) => [...at, ...field.split('.')]);
}

function pathsOf(constraint: Exclude<Constraint, { rule: 'immutable' }>): readonly string[] {
  switch (constraint.rule) {
    case 'exactlyOne':
      return constraint.fields;
    case 'oneOfWhen':
      return [constraint.path, constraint.when.path];
    default:
      return [constraint.path, constraint.other];
  }
}

/** Something that says anything at all, other than `spec` does: `check` forbids values, not empty objects. */
function leafOf(value: unknown): unknown {
  if (value === 'a') return 'b';
  return isObject(value) && Object.keys(value).length === 0 ? { nonsense: 1 } : value;
}

describe('what never changes in the life of a document', () => {
  const immutable = kinds.flatMap(({ name, schema }) =>
    schema.constraints.flatMap((one) => (one.rule === 'immutable' ? [[name, one.path, schema] as const] : [])),
  );

  it.each(immutable)('%s %s', async (kind, path, { spec, constraints }) => {
    const place = path.split('.');
    const sample = satisfying(sampleAt(spec.v1beta1, place), spec.v1beta1, constraints, place);
    const shape = shapeIn(spec.v1beta1, place);
    const other = shape.type === 'string' ? (shape.values?.[1] ?? 'other') : undefined;
    const name = `immutable-${path.toLowerCase()}`;
    const written = { ...documentOf(kind, sample), metadata: { name } };
    expect(await cluster.client.apply(written)).toMatchObject({ ok: true });
    expect(await cluster.client.apply(written)).toMatchObject({ ok: true });
    const changed = { ...written, spec: withValue(sample, place, other) };
    const reply = await cluster.client.apply(changed);
    expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('never changes') as string });
  });
});

describe('mistakes outside spec', () => {
  const least = leastOf(kinds.find(({ name }) => name === 'WebService')!.schema.spec.v1beta1);
  const right = documentOf('WebService', least, { environments: { dev: {} } });

  it.each<[string, Rest]>([
    ['no spec', { spec: undefined }],
    ['an unknown field', { environment: {} }],
    ['an upper case name', { metadata: { name: 'Sample' } }],
    ['a name with dots', { metadata: { name: 'a.b' } }],
    ['a name that begins with a digit', { metadata: { name: '1a' } }],
    ['a name of 41 letters', { metadata: { name: 'a'.repeat(41) } }],
    ['environments as a list', { environments: [{ name: 'dev' }] }],
    ['an environment that is text', { environments: { dev: 'x' } }],
    ['a label that is a number', { metadata: { name: 'sample', labels: { a: 1 } } }],
  ])('%s', async (what, change) => {
    const mistake: Mistake = { name: what, place: [], good: {}, bad: change };
    const changed = (value: unknown): KubernetesObject => ({ ...right, ...(value as Rest) });
    expect(await disagreements([mistake], changed)).toEqual([]);
  });
});

describe('what only the compiler can say', () => {
  it('is the type of a field that has several', async () => {
    const found = kinds.flatMap((kind) =>
      specMistakes(kind)
        .filter(isUntyped)
        .map(async ({ name, bad }) => {
          const { check, server } = await judge(cluster.client, documentOf(kind.name, bad));
          return `${kind.name} ${name}: ${check.length > 0 && server === ''}`;
        }),
    );
    const names = ['Job', 'PartnerFeed', 'ScheduledJob', 'WebService', 'Worker'];
    expect((await Promise.all(found)).toSorted()).toEqual(
      [
        'Delivery strategy: flag: true',
        'SampleService mixed: flag: true',
        ...names.map((name) => `${name} secrets.[].keys: flag: true`),
      ].toSorted(),
    );
  });
});

it('is a section of the page of proofs', () => {
  const rows = kinds.map((kind) => [
    `\`${kind.name}\``,
    (served.get(kind.name) ?? []).join(', '),
    String(specMistakes(kind).filter((mistake) => !isUntyped(mistake)).length),
    String(constraintMistakes(kind.schema.spec.v1beta1, kind.schema.constraints).length),
    String(environmentMistakes(kind).length),
  ]);
  expect(rows).toHaveLength(definitions.length);
  recordSection({
    order: 20,
    title: "Fairway's own kinds as resource definitions",
    text: [
      `The ${definitions.length} generated definitions, those of kinds that acme declares and of a plugin included, install as structural schemas and are served in each of their versions.`,
      `${documents.length} right documents, of the example, the catalog of diagnostics, and the pages, are accepted. Written through every version that is served and read through every other, nothing of them is lost.`,
      'For each mistake of the table, `fairway check` accepts the right document and refuses the wrong one, and so does the API server, by its schema or a CEL rule. What never changes in the life of a document cannot be changed there.',
    ],
    table: {
      head: ['Kind', 'Served', 'Mistakes of the schema', 'Of rules between fields', 'In an environment'],
      rows,
    },
  });
});
