import { readdirSync } from 'node:fs';
import { compilerPlugin } from '@fairway/compiler';
import {
  builtinSources,
  builtinUpstream,
  definitionsOf,
  minors,
  readDefinitions,
  uncheckedKinds,
  type Schema,
  type UpstreamSource,
} from '@fairway/kubernetes';
import { describe, expect, it } from 'vitest';
import { gatheredProducts, kubernetesMinors, moduleProducts } from './products.ts';
import { shareDefinitions } from './share.ts';

function parsed({ definitions }: UpstreamSource): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries(definitions).map(([name, text]) => [name, JSON.parse(text) as Schema]),
  );
}

const folder = new URL('../../packages/kubernetes/src/upstream/generated/', import.meta.url);

it('every product has its module, and nothing else lies there', () => {
  const names = [
    ...kubernetesMinors.map(({ minor }) => `kubernetes-${minor}`),
    ...[...moduleProducts, ...gatheredProducts].map(({ name }) => name),
  ].sort();
  expect(builtinSources.map(({ name }) => name)).toEqual(names);
  expect(readdirSync(folder).sort()).toEqual([...names, 'index'].map((name) => `${name}.generated.ts`).sort());
});

it('every kind that Fairway emits has a schema in every minor, or is listed as unchecked', () => {
  const { servedBy } = builtinUpstream();
  const listed = new Set(uncheckedKinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  const emitted = (compilerPlugin.emitters ?? []).flatMap(({ emits }) => emits);
  expect(emitted.length).toBeGreaterThan(25);
  const unknown = emitted.filter(
    ({ apiVersion, kind }) =>
      servedBy(apiVersion, kind).length < minors.length && !listed.has(`${apiVersion} ${kind}`),
  );
  expect(unknown).toEqual([]);
  const all = new Set(emitted.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  expect([...listed].filter((kind) => !all.has(kind))).toEqual([]);
});

describe.each(
  builtinSources.filter(({ minor }) => minor === undefined).map((source) => [source.name, source] as const),
)('%s', (_, source) => {
  it('is, when rebuilt, read, and shared again, the same text', () => {
    const { source: read } = readDefinitions(definitionsOf(source), { name: source.name });
    expect(shareDefinitions(parsed(read))).toEqual(parsed(source));
  });
});
