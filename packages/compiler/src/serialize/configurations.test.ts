import { createHash } from 'node:crypto';
import { readDocuments } from '@fairway/kubernetes';
import type { KubernetesObject, Unit, UnitBefore } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configurationsOf } from './configurations.ts';
import { serializeUnit } from './serialize.ts';

const platform = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const id = 'prod/eks/shop/orders';

function object(kind: string, name: string, rest: object = {}): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' }, ...rest };
}

function configMap(name: string, content = name): KubernetesObject {
  return object('ConfigMap', name, { immutable: true, data: { 'a.txt': `${content}\n\n---\nend\n` } });
}

/** A unit that makes these ConfigMaps between a ServiceAccount and a Deployment. */
function unitWith(...configMaps: readonly KubernetesObject[]): Unit {
  const deployment = { ...object('Deployment', 'orders'), apiVersion: 'apps/v1' };
  return {
    id,
    environment: 'prod',
    cluster: 'eks',
    namespace: 'shop',
    name: 'orders',
    service: 'orders',
    objects: [object('ServiceAccount', 'orders'), ...configMaps, deployment],
    nodes: [],
    edges: [],
    inputs: {},
    definition: [],
    diagnostics: [],
  };
}

interface Folder extends UnitBefore {
  readonly text: string;
  readonly codes: readonly string[];
}

function write(unit: Unit, before?: UnitBefore): Folder {
  const { files, diagnostics } = serializeUnit(unit, platform, before);
  const text = files[0]?.text ?? '';
  return {
    lock: files[1]?.text ?? '',
    text,
    manifests: () => text,
    codes: diagnostics.map(({ code }) => code),
  };
}

/** Names by kind, in the order of the manifests. */
function namesIn({ text }: Folder): readonly string[] {
  const { documents, diagnostics } = readDocuments(text, 'manifests.yaml');
  expect(diagnostics).toEqual([]);
  return documents.map(({ value }) => {
    const { kind, metadata } = value as KubernetesObject;
    return `${kind} ${metadata.name}`;
  });
}

const listed = ({ lock }: Folder): readonly string[] =>
  configurationsOf(JSON.parse(lock)).map(({ name, kept }) => (kept === true ? `${name} kept` : name));

const a = configMap('orders-aaaaaaaa');
const b = configMap('orders-bbbbbbbb');

describe('older configurations in the record', () => {
  it('stay, in apply order, when the unit makes another one', () => {
    const first = write(unitWith(b));
    expect(listed(first)).toEqual(['orders-bbbbbbbb']);
    const second = write(unitWith(a), first);
    expect(namesIn(second)).toEqual([
      'ServiceAccount orders',
      'ConfigMap orders-aaaaaaaa',
      'ConfigMap orders-bbbbbbbb',
      'Deployment orders',
    ]);
    expect(listed(second)).toEqual(['orders-aaaaaaaa', 'orders-bbbbbbbb kept']);
    expect(second.codes).toEqual([]);
    const third = write(unitWith(), second);
    expect(namesIn(third)).toEqual(namesIn(second));
    expect(listed(third)).toEqual(['orders-aaaaaaaa kept', 'orders-bbbbbbbb kept']);
  });

  it('have no part in a unit that never had any, nor in a fresh folder', () => {
    expect(write(unitWith()).lock).not.toContain('configurations');
    expect(write(unitWith(), write(unitWith()))).toMatchObject({ lock: write(unitWith()).lock, codes: [] });
    const { text, lock } = write(unitWith(a));
    expect(write(unitWith(a), write(unitWith(a)))).toMatchObject({ text, lock });
  });

  it('are the last five others of any sequence of changes, and a second time changes nothing', () => {
    const sequences = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(sequences, (sequence) => {
        const nameOf = (one: number): string => `orders-${String(one).repeat(8)}`;
        let folder: Folder | undefined;
        const used: string[] = [];
        for (const one of sequence) {
          folder = write(unitWith(configMap(nameOf(one))), folder);
          const again = write(unitWith(configMap(nameOf(one))), folder);
          expect([again.text, again.lock, again.codes]).toEqual([folder.text, folder.lock, []]);
          used.unshift(nameOf(one));
          const [current = '', ...others] = new Set(used);
          const expected = [current, ...others.slice(0, 5)];
          expect(listed(folder).map((name) => name.replace(' kept', ''))).toEqual(expected);
          const there = namesIn(folder).filter((name) => name.startsWith('ConfigMap'));
          expect(there).toEqual(expected.map((name) => `ConfigMap ${name}`).toSorted());
        }
      }),
    );
  });

  it('are counted by what they are versions of', () => {
    const page = configMap('orders-page-00000000');
    let folder: Folder | undefined;
    for (let one = 1; one < 9; one += 1)
      folder = write(unitWith(configMap(`orders-${String(one).repeat(8)}`), page), folder);
    folder = write(unitWith(configMap('orders-99999999'), configMap('orders-page-11111111')), folder);
    expect(listed(folder as Folder)).toEqual([
      'orders-99999999',
      'orders-page-11111111',
      'orders-88888888 kept',
      'orders-page-00000000 kept',
      ...[7, 6, 5, 4].map((one) => `orders-${String(one).repeat(8)} kept`),
    ]);
  });

  it('do not pile up where names end with nothing that tells versions apart', () => {
    let folder: Folder | undefined;
    for (const letter of 'abcdefghijk') folder = write(unitWith(configMap(`${letter}${letter}-x`)), folder);
    expect(listed(folder as Folder)).toHaveLength(6);
  });

  it('are only immutable ones, and none that is called as one that the unit makes now', () => {
    const mutable = object('ConfigMap', 'orders-cccccccc', { data: { a: 'b' } });
    const first = write(unitWith(a, mutable));
    expect(listed(first)).toEqual(['orders-aaaaaaaa']);
    expect(namesIn(write(unitWith(), first))).not.toContain('ConfigMap orders-cccccccc');
    const taken = write(unitWith({ ...mutable, metadata: a.metadata }), first);
    expect(namesIn(taken).filter((name) => name.startsWith('ConfigMap'))).toEqual([
      'ConfigMap orders-aaaaaaaa',
    ]);
  });
});

describe('a record that somebody edited', () => {
  const first = write(unitWith(a));
  const edited = (text: string, lock = first.lock): Folder =>
    write(unitWith(b), { lock, manifests: () => text });
  const hashed = (text: string): Folder =>
    edited(text, first.lock.replace(/(aaaaaaaa","hash":")[^"]*/, `$1sha256:${platform.sha256(text)}`));

  it.each([
    ['an edited ConfigMap', edited(first.text.replace('a.txt', 'b.txt'))],
    ['no ConfigMap', edited('')],
    ['no YAML', edited('<<<<<<< ours\n')],
    ['no manifests', write(unitWith(b), { lock: first.lock, manifests: () => null })],
    [
      'another kind behind a hash that fits',
      hashed(
        `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders-aaaaaaaa\n  namespace: shop\nkind: Secret\n`,
      ),
    ],
    [
      'another name behind a hash that fits',
      hashed(`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  namespace: shop\nimmutable: true\n`),
    ],
    [
      'another namespace behind a hash that fits',
      hashed(
        `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: orders-aaaaaaaa\n  namespace: x\nimmutable: true\n`,
      ),
    ],
  ])('keeps nothing of %s, and says so', (_, folder) => {
    expect(folder.codes).toEqual(['FWY4028']);
    expect(namesIn(folder)).toEqual(namesIn(write(unitWith(b))));
  });

  it('keeps what nobody touched', () => {
    const folder = edited(first.text.replace('kind: Deployment', 'kind: <<<<<<<'));
    expect(folder.codes).toEqual([]);
    expect(listed(folder)).toEqual(['orders-bbbbbbbb', 'orders-aaaaaaaa kept']);
  });

  it('keeps it also where the lock was laid out anew', () => {
    const lock = JSON.stringify(JSON.parse(first.lock), null, 2);
    expect(listed(edited(first.text, lock))).toEqual(['orders-bbbbbbbb', 'orders-aaaaaaaa kept']);
  });

  it.each([
    '',
    '<<<<<<< ours\n"configurations": [\n',
    '{"configurations": 1}',
    '{"configurations": [1, null, {"name": 2}]}',
  ])('takes over nothing that the lock does not claim: %s', (lock) => {
    expect(edited(first.text, lock)).toMatchObject({ codes: [], text: write(unitWith(b)).text });
  });
});
