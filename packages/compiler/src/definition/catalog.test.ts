import { createHash } from 'node:crypto';
import { readDocuments } from '@fairway/kubernetes';
import type { Diagnostic } from '@fairway/model';
import { expect, it } from 'vitest';
import { definitionDiagnostics, exampleOrganization } from './catalog.ts';
import { loadDefinition } from './load-definition.ts';
import { checkLock, lockFile } from './lock.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function diagnosticsOf(overlay: Readonly<Record<string, string>>): readonly Diagnostic[] {
  const { [lockFile]: lock, ...files } = { ...exampleOrganization, ...overlay };
  const documents = Object.entries(files).flatMap(([file, text]) => readDocuments(text ?? '', file).documents);
  const { definition, diagnostics } = loadDefinition(documents, { now: '2026-06-01T12:00:00Z', sha256 });
  return lock === undefined ? diagnostics : [...diagnostics, ...checkLock(definition, lock, sha256)];
}

it('has each code once, in its range', () => {
  const codes = definitionDiagnostics.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => !/^FWY31[0-9]{2}$/.test(code))).toEqual([]);
});

it('finds nothing wrong with the organization of the examples', () => {
  expect(diagnosticsOf({})).toEqual([]);
});

it.each(definitionDiagnostics.map((entry) => [entry.code, entry] as const))(
  '%s: the examples show it',
  (code, entry) => {
    const found = diagnosticsOf(entry.bad).filter((diagnostic) => diagnostic.code === code);
    expect(found.map(({ severity }) => severity)).toContain(entry.severity);
    for (const { file, line, message } of found) {
      expect([...Object.keys(entry.bad), 'fairway.yaml', 'platform/teams.yaml', lockFile]).toContain(file);
      expect(line).toBeGreaterThan(0);
      expect(message).not.toMatch(/undefined|NaN|\[object/);
    }
    expect(diagnosticsOf(entry.good).filter((diagnostic) => diagnostic.code === code)).toEqual([]);
  },
);

it('shows in each bad example nothing but structure that is right', () => {
  for (const { code, bad, good } of definitionDiagnostics) {
    const structure = [...diagnosticsOf(bad), ...diagnosticsOf(good)].filter(
      (diagnostic) => diagnostic.code < 'FWY3',
    );
    expect(structure, code).toEqual([]);
  }
});
