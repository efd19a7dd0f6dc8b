import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { digest, minimal, webService, workspace, type Workspace } from './testing.ts';

let space: Workspace | undefined;
afterEach(() => space?.remove());

const shop = minimal['services/shop.yaml'] ?? '';
const service = (more: string): string => webService('shop', more);
const change = (from: string, to: string): string => {
  expect(shop).toContain(from);
  return shop.replace(from, to);
};

/** What stands in services/shop.yaml, and the code that must be among the answer. */
const cases: readonly (readonly [name: string, text: () => string | Uint8Array, code: string])[] = [
  ['an unknown kind', () => change('WebService', 'WebServise'), 'FWY2013'],
  ['an unknown group', () => change('platform.example.com/v1beta1', 'platform.example.org/v1beta1'), 'FWY2012'],
  ['an unknown version', () => change('/v1beta1', '/v9'), 'FWY2014'],
  ['an unknown field', () => service('  replicas: 3\n'), 'FWY2001'],
  [
    'an unknown field deep down',
    () => change('    language: go', '    language: go\n    writable: [{ path: /data, sise: 1Gi }]'),
    'FWY2001',
  ],
  ['a wrong type', () => service('  scaling: { minReplicas: many }\n'), 'FWY2002'],
  ['metadata that is a list', () => change('metadata:\n  name: shop\n', 'metadata: []\n'), 'FWY2002'],
  ['a missing field', () => change('    language: go\n', ''), 'FWY2003'],
  ['a duplicate key', () => service('  owner: team-a\n'), 'FWY1004'],
  ['a duplicate name', () => `${shop}---\n${shop}`, 'FWY3016'],
  ['a tab as indentation', () => change('  owner', '\towner'), 'FWY1005'],
  ['NUL', () => change('team-a', 'team\u0000-a'), 'FWY1006'],
  ['invalid UTF-8', () => Buffer.concat([Buffer.from(shop), Buffer.from([0x23, 0xff, 0xfe, 0x0a])]), 'FWY1007'],
  ['a billion laughs', () => laughs(), 'FWY1008'],
  [
    '10 MB of keys',
    () => `a:\n${Array.from({ length: 900_000 }, (_, index) => `  k${index}: 1\n`).join('')}`,
    'FWY1009',
  ],
  ['20,000-deep nesting', () => `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'FWY1010'],
  ['an ambiguous scalar', () => change('    language: go', '    language: go\n    version: 1.20'), 'FWY2009'],
  [
    '500mb',
    () => change('    language: go', '    language: go\n    writable: [{ path: /data, size: 500mb }]'),
    'FWY2005',
  ],
  ['30 minutes', () => service('  exposure: { class: internal, timeout: 30 minutes }\n'), 'FWY2005'],
  ['a name that is no DNS label', () => change('name: shop', 'name: Shop_1'), 'FWY2005'],
  ['an unknown team', () => change('owner: team-a', 'owner: team-b'), 'FWY3000'],
  [
    'an unknown environment',
    () => `${shop}environments:\n  pord:\n    scaling: { minReplicas: 2 }\n`,
    'FWY3000',
  ],
  ['an unknown profile', () => change('    language: go', '    language: go\n    size: mediun'), 'FWY3000'],
  ['an unknown class', () => service('  exposure: { class: pubic }\n'), 'FWY3000'],
  ['an unknown dependency', () => service('  dependencies: [{ service: shob }]\n'), 'FWY3280'],
  ['absurd numbers', () => service('  scaling: { minReplicas: 1, maxReplicas: 999999999999 }\n'), 'FWY2006'],
  ['a registry outside the list', () => change('registry.example.com/', 'docker.io/'), 'FWY3201'],
  [
    'path traversal in a config name',
    () => change('    language: go', '    language: go\n    config: { ../../etc/passwd: root }'),
    'FWY3209',
  ],
  [
    'path traversal in a secret name',
    () => service('  secrets: [{ name: db, path: ../team-b/db, keys: [a] }]\n'),
    'FWY3253',
  ],
];

function laughs(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
}

describe('bad input', () => {
  it.each(cases)('%s', { timeout: 20_000 }, async (_name, text, expected) => {
    space = workspace({ ...minimal, 'services/shop.yaml': text() });
    const { code, diagnostics } = await space.check();
    expect(diagnostics.filter(({ severity }) => severity === 'error').map((one) => one.code)).toContain(
      expected,
    );
    expect(code).toBe(1);
    const { code: compiled, stdout, stderr } = await space.fairway('compile', '--out', 'out');
    expect(compiled).toBe(1);
    expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(space.files('out')).toEqual({});
  });

  it('colliding hosts and paths', async () => {
    const exposure = '  exposure: { class: internal, host: shop }\n';
    space = workspace({
      ...minimal,
      'services/shop.yaml': webService('shop', exposure),
      'services/b.yaml': webService('b', exposure),
    });
    const { code, diagnostics } = await space.check();
    expect(code).toBe(1);
    expect(diagnostics.map((one) => one.code)).toContain('FWY3014');
  });

  it('a dependency cycle is allowed and noted', async () => {
    space = workspace({
      ...minimal,
      'services/shop.yaml': webService('shop', '  dependencies: [{ service: b }]\n'),
      'services/b.yaml': webService('b', '  dependencies: [{ service: shop }]\n'),
    });
    const { code, diagnostics } = await space.check();
    expect(code).toBe(0);
    expect(diagnostics.filter((one) => one.code === 'FWY3015').map(({ severity }) => severity)).toEqual([
      'note',
    ]);
  });

  it('CRLF, a byte order mark, several documents, and aliases are no problem', async () => {
    const crlf =
      `\ufeff${shop}---\n${webService('other').replace('owner: team-a', 'owner: &o team-a\n  description: *o')}`.replaceAll(
        '\n',
        '\r\n',
      );
    space = workspace({ ...minimal, 'services/shop.yaml': crlf });
    expect(await space.check()).toMatchObject({ code: 0 });
  });

  it('a symbolic link that leaves the organization', async () => {
    space = workspace();
    symlinkSync(join(tmpdir()), join(space.directory, 'services/linked.yaml'));
    const { code, diagnostics } = await space.check();
    expect([code, diagnostics[0]?.code]).toEqual([1, 'FWY1021']);
  });

  it('an unreadable file', async () => {
    space = workspace();
    const file = join(space.directory, 'services/shop.yaml');
    chmodSync(file, 0);
    const { code, diagnostics } = await space.check();
    // The superuser reads everything.
    expect([code, diagnostics[0]?.code]).toEqual(process.getuid?.() === 0 ? [0, undefined] : [1, 'FWY1022']);
  });

  it('a folder where a file is expected', async () => {
    space = workspace();
    mkdirSync(join(space.directory, 'services/other.yaml'));
    const { code, diagnostics } = await space.check();
    expect([code, diagnostics[0]?.code]).toEqual([1, 'FWY1023']);
  });

  it.each([
    ['an empty file', ''],
    ['only comments', '# nothing\n# here\n'],
  ])('%s is a warning', async (_name, text) => {
    space = workspace({ ...minimal, 'services/empty.yaml': text });
    const { code, diagnostics } = await space.check();
    expect([code, diagnostics.map((one) => `${one.severity} ${one.code}`)]).toEqual([0, ['warning FWY1001']]);
    expect(await space.check('--strict')).toMatchObject({ code: 1 });
  });

  it('no organization', async () => {
    space = workspace({ 'readme.txt': 'nothing' });
    const { code, diagnostics } = await space.check();
    expect([code, diagnostics[0]?.code]).toEqual([1, 'FWY1020']);
  });

  it.each([
    ['a tab', '\tdescripton: x\n', ['FWY1005:10', 'FWY2001:10', 'FWY3000:11']],
    ['a duplicate key', '  owner: team-a\n', ['FWY1004:10', 'FWY3000:11']],
    ['a missing space', '  description:sells\n', ['FWY1003:10', 'FWY3000:11']],
    ['an open quote', '  descripton: "x\n', ['FWY2001:10', 'FWY1003:10', 'FWY3000:11']],
    ['NUL', '  descripton: \u0000\n', ['FWY2001:10', 'FWY1006:10', 'FWY3000:11']],
  ])('%s does not hide the other problems of its document', async (_name, line, expected) => {
    const text = webService('shop', `${line}  exposure: { class: pubic }\n`);
    for (const form of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`]) {
      space?.remove();
      space = workspace({ ...minimal, 'services/shop.yaml': form });
      const { diagnostics } = await space.check();
      expect(diagnostics.map(({ code, line: at }) => `${code}:${at}`)).toEqual(expected);
    }
  });

  it.each([
    ['no spec', '', ['FWY2003']],
    ['a spec that is text', 'spec: none\n', ['FWY2002']],
    ['an empty spec', 'spec: {}\n', ['FWY2003', 'FWY3002']],
  ])('%s: only what is missing is said', async (_name, spec, expected) => {
    const text = `apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata:\n  name: shop\n${spec}`;
    space = workspace({ ...minimal, 'services/shop.yaml': text });
    const { diagnostics } = await space.check();
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(
      expected,
    );
  });

  it('does not write what reading found errors in, even when it keeps going', async () => {
    space = workspace({
      ...minimal,
      'services/double.yaml': webService('double', '  owner: team-a\n'),
      'services/tab.yaml': webService('tab', '\tdescription: x\n'),
    });
    const { code } = await space.fairway('compile', '--out', 'out', '--keep-going');
    expect(code).toBe(1);
    const services = Object.keys(space.files('out')).map((file) => file.split('/').at(-2));
    expect(new Set(services)).toEqual(new Set(['shop']));
  });

  it('all problems of a document at once', async () => {
    const text = `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: shop
spec:
  owner: team-a
  runtime:
    langage: go
    image: docker.io/shop@${digest}
  scaling:
    minReplicas: many
  exposure:
    class: pubic
`;
    space = workspace({ ...minimal, 'services/shop.yaml': text });
    const { diagnostics } = await space.check();
    const codes = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ code, line }) => `${code}:${line}`);
    expect(codes).toEqual(['FWY2001:8', 'FWY3201:9', 'FWY2002:11', 'FWY3000:13']);
  });
});
