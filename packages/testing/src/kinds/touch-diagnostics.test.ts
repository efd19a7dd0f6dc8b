import { touchDiagnostics } from '@fairway/kinds';
import { describe, expect, it } from 'vitest';
import { baseOrganization } from './base-organization.ts';
import { compileFiles } from './compile-files.ts';

function codes(files: Readonly<Record<string, string>>): string[] {
  return compileFiles({ ...baseOrganization, ...files }).diagnostics.map(
    ({ code, message, file }) => `${code} ${file}: ${message}`,
  );
}

it('has each code once, in its range', () => {
  const all = touchDiagnostics.map(({ code }) => code);
  expect(all).toEqual(Array.from(new Set(all)));
  for (const code of all) expect(code).toMatch(/^FWY32[5-9][0-9]$/);
});

describe.each(touchDiagnostics.map((entry) => [entry.code, entry] as const))('%s', (code, { bad, good }) => {
  it('is triggered by its example', () => {
    expect(codes(bad).filter((line) => line.startsWith(code))).not.toEqual([]);
  });

  it('is gone where the example is put right, and nothing else is wrong', () => {
    expect(codes(good)).toEqual([]);
  });
});
