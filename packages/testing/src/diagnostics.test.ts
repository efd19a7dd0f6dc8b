import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, kindsOfDefinition } from '@fairway/compiler';
import { kindsPlugin, parts } from '@fairway/kinds';
import type { Diagnostic, DiagnosticEntry } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { organizationOf, testNow, type Files } from './harness.ts';
import { catalog, catalogBase } from './produced-organizations.ts';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** Codes that sources bring up: those in code, not in comments, tests, or the catalogue itself. */
function codesInSources(): Set<string> {
  const found = new Set<string>();
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      /^\w+\/src\/.*\.ts$/.test(file) &&
      !/node_modules|\.test\.ts$|\/testing\/|^testing\/|conformance|\/diagnostics[-./]|definition\/catalog|_template/.test(
        file,
      ),
  );
  for (const file of files) {
    for (const [, code] of readFileSync(packages + file, 'utf8').matchAll(/['"`](FWY\d{4})['"`]/g))
      found.add(code as string);
  }
  return found;
}

/** Codes of every problem of an organization in every environment, units included. */
function problemsOf(entry: DiagnosticEntry, files: Files): readonly Diagnostic[] {
  const organization = organizationOf({ ...catalogBase(entry), ...files });
  const { definition, definitionDocuments, diagnostics, intents: documents, platform } = organization;
  const { kinds } = kindsPlugin;
  const defined = kindsOfDefinition(definitionDocuments, { kinds: kinds ?? [], parts });
  const found = [...diagnostics, ...defined.diagnostics];
  for (const { name } of definition.environments) {
    const { diagnostics: known, units } = compile(platform, {
      definition,
      environment: name,
      documents,
      now: testNow,
    });
    found.push(...known, ...[...units].flatMap((unit) => unit.diagnostics));
  }
  return found;
}

describe('the catalogue of diagnostics', () => {
  it('has each code once', () => {
    const codes = catalog.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
  });

  it('has every code that sources bring up, and no other', () => {
    expect(catalog.map(({ code }) => code)).toEqual([...codesInSources()].sort());
  });

  it('says for each how it comes about', () => {
    for (const { bad, code, example, explanation, fix, good, title } of catalog) {
      expect([code, title, explanation, fix].every((text) => text.length > 0)).toBe(true);
      expect([code, Object.keys({ ...bad, ...good }).length > 0]).toEqual([code, example === undefined]);
    }
  });
});

// The hash of the lock is checked by `fairway platform check` alone; the compiler tests those pages.
const shown = catalog.filter(({ bad }) => Object.keys(bad).length > 0 && !('platform/definition.lock' in bad));

describe.each(shown.map((entry) => [entry.code, entry] as const))('%s', (code, entry) => {
  it('is triggered by its example', () => {
    const found = problemsOf(entry, entry.bad).map((one) => `${one.severity} ${one.code}`);
    expect(found).toContain(`${entry.severity} ${code}`);
  });

  it('is gone where the example is put right', () => {
    const left = problemsOf(entry, entry.good).filter((one) => one.code === code || one.severity === 'error');
    expect(left.map((one) => `${one.code} ${one.file}: ${one.message}`)).toEqual([]);
  });
});
