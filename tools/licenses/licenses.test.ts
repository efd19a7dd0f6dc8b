import { describe, expect, it } from 'vitest';
import { allowed, isAllowed, licenseProblems, packagesOf } from './licenses.ts';

const lock = (entry: object): string =>
  JSON.stringify({ packages: { '': { license: 'Secret' }, 'packages/model': {}, 'node_modules/@a/b': entry } });
const problems = (entry: object): string[] => licenseProblems(packagesOf(lock(entry)));

describe('licenses of the dependency tree', () => {
  it('accepts what is on the list', () => {
    expect(problems({ version: '1.0.0', license: 'MIT' })).toEqual([]);
    expect(problems({ resolved: 'packages/model', link: true })).toEqual([]);
  });

  it('names a package without a license or with another one', () => {
    expect(problems({ version: '1.0.0' })).toEqual(['@a/b@1.0.0: declares no license']);
    expect(problems({ version: '1.0.0', license: 'AGPL-3.0', dev: true })).toEqual(['@a/b@1.0.0: AGPL-3.0']);
  });

  it('accepts MPL-2.0 for development only', () => {
    expect(problems({ version: '1.0.0', license: 'MPL-2.0', dev: true })).toEqual([]);
    expect(problems({ version: '1.0.0', license: 'MPL-2.0' })).toEqual([
      '@a/b@1.0.0: MPL-2.0, not only for development',
    ]);
  });

  it('finds nested packages under their own name', () => {
    const text = JSON.stringify({
      packages: { 'node_modules/a/node_modules/c': { version: '2.0.0', license: 'X' } },
    });
    expect(licenseProblems(packagesOf(text))).toEqual(['c@2.0.0: X, not only for development']);
  });

  it.each([
    ['MIT OR GPL-3.0', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT AND GPL-3.0', false],
    ['MIT AND ISC', true],
    ['(MIT AND GPL-3.0) OR (GPL-2.0)', false],
  ])('reads %s', (expression, expected) => {
    expect(isAllowed(expression, (id) => allowed.has(id))).toBe(expected);
  });
});
