import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { orderDifferences } from '@fairway/kinds/testing';
import { kindsPlugin } from '@fairway/kinds';
import { isObject } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, testPlatform, type CompileOptions, type Files } from '../harness.ts';
import { manyServices, serviceSpecs, serviceSpecsWithOverrides } from './generated-services.ts';

const seeds = { numRuns: 25, seed: 20_260_601 } as const;

function recordOf(files: Files, environment = 'prod', options: CompileOptions = {}): [string, string][] {
  return [...compileFiles(files, environment, options).record()];
}

/** One file with every document, in the given order. */
function joined(texts: readonly string[]): Files {
  return { ...baseOrganization, 'services/all.yaml': texts.join('\n---\n') };
}

function shuffledKeys(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((entry) => shuffledKeys(entry, random));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(
    ([key, entry]) => [random(), key, shuffledKeys(entry, random)] as const,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => a - b).map(([, key, entry]) => [key, entry]));
}

/** A sequence of numbers from 0 to 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const usual = manyServices();
const usualFiles: Files = { ...baseOrganization, ...usual };

/** Manifests only: locks name the files and hashes of documents, which a test may have moved. */
const manifests = (record: readonly (readonly [string, string])[]) =>
  record.filter(([path]) => path.endsWith('manifests.yaml'));

describe('same input gives same bytes', () => {
  it('twice', () => {
    expect(recordOf(usualFiles)).toEqual(recordOf(usualFiles));
  });

  it('whatever the order of files', () => {
    const expected = recordOf(usualFiles);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.entries(usualFiles), { minLength: Object.keys(usualFiles).length }),
        (entries) => {
          expect(recordOf(Object.fromEntries(entries))).toEqual(expected);
        },
      ),
      { ...seeds, numRuns: 8 },
    );
  });

  it('whatever the order of documents in a file', () => {
    const texts = Object.values(usual);
    const expected = manifests(recordOf(usualFiles));
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (order) => {
        expect(manifests(recordOf(joined(order)))).toEqual(expected);
      }),
      { ...seeds, numRuns: 8 },
    );
  });

  it('whatever the order of keys', () => {
    const expected = recordOf(usualFiles);
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = randomOf(seed);
        const files = Object.entries(usual).map(([path, text]) => [
          path,
          JSON.stringify(shuffledKeys(JSON.parse(text), random)),
        ]);
        expect(manifests(recordOf({ ...baseOrganization, ...Object.fromEntries(files) }))).toEqual(
          manifests(expected),
        );
      }),
      { ...seeds, numRuns: 8 },
    );
  });

  it('with and without a previous graph', () => {
    const { compilation } = compileFiles(usualFiles);
    expect(recordOf(usualFiles, 'prod', { previousGraph: compilation.graph })).toEqual(recordOf(usualFiles));
  });

  it('whatever the day', () => {
    expect(recordOf(usualFiles, 'prod', { now: '2031-12-31T23:59:59Z' })).toEqual(recordOf(usualFiles));
  });

  it('whatever the units that are asked for', () => {
    const whole = new Map(recordOf(usualFiles));
    const some = recordOf(usualFiles, 'prod', { only: ({ service }) => service === 'web-0' });
    expect(some).toHaveLength(2);
    for (const [path, text] of some) expect(text).toBe(whole.get(path));
  });

  it('whatever the order of parts', () => {
    const compile = (kinds: typeof kindsPlugin) =>
      compileFiles(usualFiles, 'prod', { platform: testPlatform([], kinds) }).compilation;
    expect(orderDifferences(kindsPlugin, [1, 2, 3], compile)).toEqual([]);
  });

  it('whatever the time zone, the locale, and the working directory', () => {
    const program = fileURLToPath(new URL('print-record-hash.ts', import.meta.url));
    const hashes = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
    ].map((env, index) =>
      execFileSync(process.execPath, [program], {
        env: { ...process.env, ...env },
        cwd: index === 0 ? process.cwd() : '/',
        encoding: 'utf8',
      }),
    );
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(hashes).size).toBe(1);
  });
});

describe('generated services', () => {
  it.each([
    ['as they are', serviceSpecs()],
    ['with overrides', serviceSpecsWithOverrides()],
  ])('compile or are refused, never throw, and keep every check: %s', (_, specs) => {
    let good = 0;
    fc.assert(
      fc.property(specs, fc.constantFrom('dev', 'staging', 'prod'), (text, environment) => {
        const { errors, units } = compileFiles({ ...baseOrganization, 'services/web.yaml': text }, environment);
        const made = [...units.values()].some(({ service }) => service === 'web');
        expect(made).toBe(!errors.some(({ file }) => file === 'services/web.yaml'));
        if (made) good += 1;
      }),
      { ...seeds, numRuns: 400 },
    );
    expect(good).toBeGreaterThan(40);
  });

  it('have the same bytes whatever the order of their keys', () => {
    fc.assert(
      fc.property(serviceSpecs(), fc.nat(), (text, seed) => {
        const other = JSON.stringify(shuffledKeys(JSON.parse(text), randomOf(seed)));
        const record = (one: string) => manifests(recordOf({ ...baseOrganization, 'services/web.yaml': one }));
        expect(record(other)).toEqual(record(text));
      }),
      { ...seeds, numRuns: 100 },
    );
  });
});
