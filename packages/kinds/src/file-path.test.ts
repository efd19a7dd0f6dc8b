import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanPath, isFileName, liesIn, systemFolderOf } from './file-path.ts';

it.each([
  ['/data//cache/', '/data/cache'],
  ['/', '/'],
  ['/a/../b', undefined],
  ['/a/./b', undefined],
  ['/a:b', undefined],
  ['/a\\b', undefined],
])('cleans %s', (path, expected) => {
  expect(cleanPath(path)).toBe(expected);
});

it('never leads upward, whatever the path', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('.', '..', 'a', '', 'b.c', '/')), (segments) => {
      const clean = cleanPath(`/${segments.join('/')}`);
      expect(clean === undefined || !clean.split('/').includes('..')).toBe(true);
    }),
  );
});

it('knows what lies in a folder by whole segments', () => {
  expect(liesIn('/data/cache', '/data')).toBe(true);
  expect(liesIn('/database', '/data')).toBe(false);
  expect(liesIn('/data', '/')).toBe(true);
});

it.each([
  ['/proc/self', '/proc'],
  ['/var/run', '/var/run/secrets'],
  ['/etc/hosts', '/etc/hosts'],
  ['/dev/shm', undefined],
  ['/etc/web/config/a', undefined],
])('tells the system folder of %s', (path, expected) => {
  expect(systemFolderOf(path)).toBe(expected);
});

it('knows what may be the name of one file: what a clean path can end with', () => {
  const characters = fc.constantFrom('.', 'a', '/', ':', '\\', '\u0000', '\u007f', 'é');
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 4 }), (name) => {
      expect(isFileName(name)).toBe(
        !name.includes('/') && name !== '' && cleanPath(`/a/${name}`) !== undefined,
      );
    }),
  );
});
