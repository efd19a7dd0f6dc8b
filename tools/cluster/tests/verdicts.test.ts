import {
  builtinUpstream,
  createValidator,
  definitionsOf,
  uncheckedKinds,
  type Minor,
  type Upstream,
  type Validator,
} from '@fairway/kubernetes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../client.ts';
import { installDefinitions } from '../definitions.ts';
import { minors } from '../products.ts';
import { recordSection } from '../report/section.ts';
import { namespace } from './objects.ts';
import {
  classes,
  classNames,
  hasClass,
  kindsWithout,
  refusedReasons,
  type ClassName,
} from './verdicts/classes.ts';
import { exampleObjects, kindOf, producedObjects, representatives } from './verdicts/example.ts';
import { disagreements, judge, type Judged } from './verdicts/judged.ts';
import { distinctMutations, mutationsBelow, type Variant } from './verdicts/mutations.ts';
import { randomOf } from './verdicts/random.ts';
import { kindsSection, verdictsHead, verdictsSection } from './verdicts/page.ts';
import { samples } from './verdicts/samples.ts';
import { additions, type Addition } from './verdicts/variants.ts';

const SEED = 20_260_131;

/** One minute where nothing else runs; several where all cores have other things to do. */
const SECONDS = 400;

const upstream: Upstream = builtinUpstream();
const unchecked = new Set(uncheckedKinds.map(kindOf));
const isChecked = (object: KubernetesObject): boolean => !unchecked.has(kindOf(object));
const produced = await producedObjects();
const objects = (await exampleObjects()).filter(isChecked);
const released = produced.released.filter(isChecked);
const blocked = produced.blocked.filter(isChecked);
const chosen = representatives([...objects, ...released]);

const kinds = chosen.map(kindOf).toSorted();

/** What each minor has proved so far, in the order of the page's columns. */
const facts = new Map<Minor, readonly number[]>();
const factsOf = (kubernetes: Minor): readonly number[] => facts.get(kubernetes) ?? [];

function additionsOf(kubernetes: Minor): readonly Addition[] {
  const random = randomOf(SEED);
  return [...chosen, ...chosen].flatMap((object) => {
    const kind = upstream.kindOf(object.apiVersion, object.kind, kubernetes);
    return kind === undefined ? [] : [...additions(object, kind.schema, { resolve: kind.resolve, random })];
  });
}

function lacks(
  refused: ReadonlyMap<string, ReadonlySet<string>>,
  kind: string,
  reasons: readonly string[],
): boolean {
  return !reasons.some((reason) => refused.get(kind)?.has(reason) === true);
}

function schemaHas({ apiVersion, kind }: KubernetesObject, name: ClassName, kubernetes: Minor): boolean {
  const known = upstream.kindOf(apiVersion, kind, kubernetes);
  return known !== undefined && hasClass(known, name);
}

/** Broken definitions are refused by both for their first mistake; their inner ones are not compared one by one. */
function isInsideSchema({ name }: Variant): boolean {
  return name.includes('openAPIV3Schema') || name.includes('selectableFields');
}

describe.each(minors)('Kubernetes %s', (kubernetes) => {
  let cluster: Cluster;
  let validator: Validator;
  const ask = async (variants: readonly Variant[]): Promise<readonly Judged[]> =>
    judge(cluster.client, validator, variants);

  beforeAll(async () => {
    cluster = await startCluster({ kubernetes });
    validator = createValidator(upstream, { kubernetes });
    const kinds = chosen.map(({ apiVersion, kind }) => upstream.kindOf(apiVersion, kind, kubernetes));
    const sources = new Set(
      kinds.flatMap((kind) => (kind === undefined || kind.source.minor !== undefined ? [] : [kind.source])),
    );
    await installDefinitions(cluster.client, [...sources].flatMap((source) => definitionsOf(source)) as never);
    const namespaces = new Set(
      [...objects, ...released, ...blocked, ...samples].flatMap(({ metadata }) => metadata.namespace ?? []),
    );
    await Promise.all([...namespaces].map(async (name) => cluster.client.apply(namespace(name))));
    // Pods of samples run as one of these.
    await Promise.all(
      samples
        .filter(({ kind }) => kind === 'ServiceAccount')
        .map(async (account) => cluster.client.apply(account)),
    );
    await cluster.client.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'verdicts' },
    });
  });

  afterAll(async () => {
    await cluster.stop();
  });

  it('every object of the example is accepted by both', async () => {
    const judged = await ask(objects.map((object) => ({ name: '', object })));
    expect(disagreements(judged)).toEqual([]);
    expect(judged.filter(({ server }) => server === undefined)).toHaveLength(objects.length);
    facts.set(kubernetes, [objects.length]);
  });

  it('every object of tests, pages, and other clusters is accepted by both', async () => {
    const judged = await ask(released.map((object) => ({ name: '', object })));
    expect(disagreements(judged)).toEqual([]);
    expect(judged.filter(({ server }) => server === undefined)).toHaveLength(released.length);
    facts.set(kubernetes, [...factsOf(kubernetes), released.length]);
  });

  it('every object that errors keep in the compiler gets the same verdict', async () => {
    expect(disagreements(await ask(blocked.map((object) => ({ name: '', object }))))).toEqual([]);
    facts.set(kubernetes, [...factsOf(kubernetes), blocked.length]);
  });

  it('every object with most fields of its kind is accepted by both', async () => {
    const judged = await ask(samples.map((object) => ({ name: '', object })));
    expect(disagreements(judged)).toEqual([]);
    expect(judged.filter(({ server }) => server === undefined)).toHaveLength(samples.length);
    facts.set(kubernetes, [...factsOf(kubernetes), samples.length]);
  });

  it('versions that are not served are refused by both', async () => {
    const judged = await ask(
      chosen.map((object) => ({
        name: 'other version',
        object: { ...object, apiVersion: object.apiVersion.replace(/v[^/]*$/, 'v9') },
      })),
    );
    expect(judged.filter(({ offline, server }) => offline.length === 0 || server === undefined)).toEqual([]);
    expect(judged).toHaveLength(chosen.length);
  });

  it(
    'variants with one more field and every mutation get the same verdict, and each class is refused',
    async () => {
      const added = additionsOf(kubernetes);
      const variants = await ask(added);
      expect(disagreements(variants)).toEqual([]);
      const valid = variants.filter(({ server, offline }) => server === undefined && offline.length === 0);
      expect(valid.length).toBeGreaterThan(500);
      const mutated = await ask(
        distinctMutations([...chosen, ...samples]).filter((variant) => !isInsideSchema(variant)),
      );
      expect(disagreements(mutated)).toEqual([]);

      // Of kinds that do not use what a class is about: what the added fields can have wrong.
      const first = refusedReasons([...variants, ...mutated]);
      const rest = added.filter(({ object }) =>
        classNames.some(
          (name) => lacks(first, kindOf(object), classes[name]) && schemaHas(object, name, kubernetes),
        ),
      );
      const more = await ask(rest.flatMap((variant) => [...mutationsBelow(variant, variant.path)]));
      expect(disagreements(more)).toEqual([]);

      const refused = refusedReasons([...variants, ...mutated, ...more]);
      const without = (reasons: readonly string[]): readonly string[] =>
        kinds.filter((kind) => lacks(refused, kind, reasons));
      expect(without(['unknownField'])).toEqual([]);
      expect(without(['type'])).toEqual([]);
      for (const name of classNames)
        expect([name, without(classes[name])]).toEqual([name, kindsWithout(name, kubernetes)]);
      facts.set(kubernetes, [...factsOf(kubernetes), valid.length, mutated.length + more.length]);
    },
    SECONDS * 1000,
  );

  it('no schema of a kind without a class names a mistake of that class', () => {
    for (const name of classNames) {
      const named = chosen.filter(
        (object) =>
          kindsWithout(name, kubernetes).includes(kindOf(object)) && schemaHas(object, name, kubernetes),
      );
      expect([name, named.map(kindOf)]).toEqual([name, []]);
    }
  });
});

it('is a section of the page of proofs', () => {
  expect([...facts.keys()]).toEqual([...minors]);
  for (const row of facts.values()) expect(row).toHaveLength(verdictsHead.length - 1);
  recordSection(verdictsSection(facts, kinds.length));
  recordSection(kindsSection(chosen, minors));
});
