import {
  builtinUpstream,
  createValidator,
  definitionsOf,
  uncheckedKinds,
  type Upstream,
  type Validator,
} from '@fairway/kubernetes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import type { KubernetesObject } from '../client.ts';
import { installDefinitions } from '../definitions.ts';
import { minors } from '../products.ts';
import { namespace } from './objects.ts';
import { exampleObjects, representatives } from './verdicts/example.ts';
import { disagreements, judge, type Judged } from './verdicts/judged.ts';
import { mutations, type Variant } from './verdicts/mutations.ts';
import { randomOf } from './verdicts/random.ts';
import { samples } from './verdicts/samples.ts';
import { additions } from './verdicts/variants.ts';

const SEED = 20_260_131;

/** Kinds that the example emits and that have CEL rules which a single change can break. */
const RULED = ['BackendTrafficPolicy', 'GRPCRoute', 'HTTPRoute', 'ScaledObject'];

const upstream: Upstream = builtinUpstream();
const unchecked = new Set(uncheckedKinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
const objects = exampleObjects().filter(({ apiVersion, kind }) => !unchecked.has(`${apiVersion} ${kind}`));
const chosen = representatives(objects);

function variantsOf(
  list: readonly KubernetesObject[],
  make: (object: KubernetesObject) => Iterable<Variant>,
): readonly Variant[] {
  return list.flatMap((object) => [...make(object)]);
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
    const namespaces = new Set([...objects, ...samples].flatMap(({ metadata }) => metadata.namespace ?? []));
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
  });

  it('every object with most fields of its kind is accepted by both', async () => {
    const judged = await ask(samples.map((object) => ({ name: '', object })));
    expect(disagreements(judged)).toEqual([]);
    expect(judged.filter(({ server }) => server === undefined)).toHaveLength(samples.length);
  });

  it('every mutation of every emitted kind gets the same verdict, and each class is refused', async () => {
    const judged = await ask(variantsOf(chosen, mutations));
    expect(disagreements(judged)).toEqual([]);
    const reasons = new Map<string, Set<string>>();
    for (const { offline, server, variant } of judged) {
      const { kind } = variant.object;
      const found = reasons.get(kind) ?? reasons.set(kind, new Set()).get(kind);
      if (server !== undefined) for (const { reason } of offline) found?.add(reason);
    }
    const without = (reason: string): readonly string[] =>
      [...reasons].filter(([, found]) => !found.has(reason)).map(([kind]) => kind);
    expect(without('unknownField')).toEqual([]);
    expect(without('type')).toEqual([]);
    expect(RULED.filter((kind) => without('rule').includes(kind))).toEqual([]);
  });

  it('every mutation of objects with most fields gets the same verdict', async () => {
    const judged = await ask(variantsOf(samples, mutations).filter((variant) => !isInsideSchema(variant)));
    expect(disagreements(judged)).toEqual([]);
  });

  it('versions that are not served are refused by both', async () => {
    const judged = await ask(
      chosen.map((object) => ({
        name: 'other version',
        object: { ...object, apiVersion: object.apiVersion.replace(/v[^/]*$/, 'v9') },
      })),
    );
    expect(judged.filter(({ offline, server }) => offline.length === 0 || server === undefined)).toEqual([]);
  });

  it('at least 500 variants with one more field are accepted by both', async () => {
    const random = randomOf(SEED);
    const variants = variantsOf([...chosen, ...chosen], function* more(object) {
      const kind = upstream.kindOf(object.apiVersion, object.kind, kubernetes);
      if (kind !== undefined) yield* additions(object, kind.schema, { resolve: kind.resolve, random });
    });
    const judged = await ask(variants);
    expect(disagreements(judged)).toEqual([]);
    expect(
      judged.filter(({ offline, server }) => server === undefined && offline.length === 0).length,
    ).toBeGreaterThan(500);
  });
});
