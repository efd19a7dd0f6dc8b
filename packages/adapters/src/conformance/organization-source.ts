import * as assert from 'node:assert/strict';
import type { OrganizationSource, OrganizationTree } from '@fairway/model';

/** What a test organization holds: text, bytes, or a symbolic link, by path. */
export type Contents = { readonly [path: string]: string | Uint8Array | { readonly link: string } };

/** Makes a source whose organization stands in the folder `org` of `contents`; `roots` are paths like those. */
export type MakeSource = (contents: Contents, roots?: readonly string[]) => Promise<OrganizationSource>;

/** One requirement that every implementation of a port meets; `run` throws where it does not. */
export interface ConformanceCase<Make> {
  readonly name: string;
  readonly run: (make: Make) => Promise<void>;
}

/** The requirements of `OrganizationSource`. */
export const organizationSourceCases: readonly ConformanceCase<MakeSource>[] = [
  {
    name: 'reads what belongs to an organization, in code-unit order, and nothing else',
    run: async (make) => {
      const tree = await read(make, {
        'org/services/b.yml': 'b',
        'org/services/B.json': 'B',
        'org/services/deep/er/a.yaml': 'a',
        'org/services/README.md': 'no',
        'org/services/.hidden.yaml': 'no',
        'org/services/.hidden/a.yaml': 'no',
        'org/services/node_modules/x/package.json': 'no',
        'org/platform/definition.lock': 'lock',
        'org/platform/other.lock': 'no',
        'org/platform/schemas.json': 'schemas',
        'org/platform/rules/r.yaml': 'no',
        'org/platform/checks/r.yaml': 'no',
        'org/platform/paths/p/r.yaml': 'no',
        'org/platform/teams/rules/r.yaml': 'team',
        'org/governance/patch.yaml': 'patch',
        'org/releases/dev.yaml': 'release',
        'org/fairway.yaml': 'organization',
        'org/other.yaml': 'no',
        'org/dev/eks/shop/orders/manifests.yaml': 'no',
        'other/services/x.yaml': 'no',
      });
      assert.deepEqual(tree.diagnostics, []);
      assert.deepEqual(texts(tree), [
        ['fairway.yaml', 'organization'],
        ['governance/patch.yaml', 'patch'],
        ['platform/definition.lock', 'lock'],
        ['platform/schemas.json', 'schemas'],
        ['platform/teams/rules/r.yaml', 'team'],
        ['releases/dev.yaml', 'release'],
        ['services/B.json', 'B'],
        ['services/b.yml', 'b'],
        ['services/deep/er/a.yaml', 'a'],
      ]);
    },
  },
  {
    name: 'gives bytes as they are: empty, NUL, invalid UTF-8, a byte order mark, Windows lines',
    run: async (make) => {
      const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0x00, 0xff, 0x0a);
      const tree = await read(make, { 'org/fairway.yaml': '', 'org/services/odd.yaml': bytes });
      assert.deepEqual(
        tree.files.map((file) => [...file.text]),
        [[], [...bytes]],
      );
    },
  },
  {
    name: 'says that there is no organization (FWY1020)',
    run: async (make) => {
      const tree = await read(make, { 'org/services/a.yaml': 'a' });
      assert.deepEqual(codes(tree), ['FWY1020']);
      assert.notEqual(tree.diagnostics[0]?.fix, null);
    },
  },
  {
    name: 'says that a link leaves the organization (FWY1021), and leads nowhere (FWY1022)',
    run: async (make) => {
      const tree = await read(make, {
        'org/fairway.yaml': '',
        'org/services/out.yaml': { link: '../../secret.yaml' },
        'org/services/folder': { link: '../../other' },
        'org/services/gone.yaml': { link: 'nowhere.yaml' },
        'org/services/loop.yaml': { link: 'loop.yaml' },
        'org/services/notes.md': { link: '../../notes.md' },
        'secret.yaml': 'secret',
        'notes.md': 'notes',
        'other/a.yaml': 'a',
      });
      assert.deepEqual(places(tree), [
        'services/folder FWY1021',
        'services/gone.yaml FWY1022',
        'services/loop.yaml FWY1022',
        'services/out.yaml FWY1021',
      ]);
      assert.deepEqual(texts(tree), [['fairway.yaml', '']]);
    },
  },
  {
    name: 'follows links that stay inside, and reads every file once',
    run: async (make) => {
      const tree = await read(make, {
        'org/fairway.yaml': { link: 'shared/organization.yaml' },
        'org/shared/organization.yaml': 'organization',
        'org/shared/team/a.yaml': 'a',
        'org/shared/team/again': { link: '../../services' },
        'org/services/alias.yaml': { link: 'real.yaml' },
        'org/services/chain.yaml': { link: 'alias.yaml' },
        'org/services/real.yaml': 'real',
        'org/services/team': { link: '../shared/team' },
        'org/services/team-again': { link: 'team' },
        'org/services/up': { link: '..' },
      });
      assert.deepEqual(tree.diagnostics, []);
      assert.deepEqual(texts(tree), [
        ['fairway.yaml', 'organization'],
        ['services/real.yaml', 'real'],
        ['services/team/a.yaml', 'a'],
      ]);
    },
  },
  {
    name: 'says that a folder stands where a file is expected, and the reverse (FWY1023)',
    run: async (make) => {
      const tree = await read(make, {
        'org/fairway.yaml/x': '',
        'org/governance': 'a file',
        'org/services/a.yaml/inner.yaml': 'no',
        'org/services/b.yaml': 'b',
      });
      assert.deepEqual(places(tree), ['fairway.yaml FWY1023', 'governance FWY1023', 'services/a.yaml FWY1023']);
      assert.deepEqual(texts(tree), [['services/b.yaml', 'b']]);
    },
  },
  {
    name: 'says that a file is too large (FWY1009), and reads one at the limit',
    run: async (make) => {
      const limit = 10 * 1024 * 1024;
      const tree = await read(make, {
        'org/fairway.yaml': '',
        'org/services/at.yaml': new Uint8Array(limit),
        'org/services/over.yaml': new Uint8Array(limit + 1),
      });
      assert.deepEqual(places(tree), ['services/over.yaml FWY1009']);
      assert.deepEqual(
        tree.files.map((file) => file.text.length),
        [0, limit],
      );
    },
  },
  {
    name: 'says that a name cannot be printed (FWY1025)',
    run: async (make) => {
      const tree = await read(make, {
        'org/fairway.yaml': '',
        'org/services/a\nb.yaml': 'no',
        'org/services/ok ü.yaml': 'yes',
      });
      assert.deepEqual(places(tree), ['services/a\\u000ab.yaml FWY1025']);
      assert.deepEqual(texts(tree), [
        ['fairway.yaml', ''],
        ['services/ok ü.yaml', 'yes'],
      ]);
    },
  },
  {
    name: 'reads application repositories under their path from the organization (FWY1026 where there is none)',
    run: async (make) => {
      const source = await make(
        {
          'org/fairway.yaml': '',
          'apps/orders/orders-api.yaml': 'orders',
          'apps/orders/notes.txt': 'no',
          'apps/orders/leak.yaml': { link: '../../org/fairway.yaml' },
        },
        ['apps/orders', 'apps/nowhere'],
      );
      const tree = await source.readTree();
      assert.deepEqual(texts(tree), [
        ['../apps/orders/orders-api.yaml', 'orders'],
        ['fairway.yaml', ''],
      ]);
      assert.deepEqual(codes(tree).sort(), ['FWY1021', 'FWY1026']);
    },
  },
];

async function read(make: MakeSource, contents: Contents): Promise<OrganizationTree> {
  const source = await make(contents);
  return source.readTree();
}

function texts(tree: OrganizationTree): readonly (readonly [string, string])[] {
  return tree.files.map((file) => [file.path, Buffer.from(file.text).toString('utf8')]);
}

function codes(tree: OrganizationTree): string[] {
  return tree.diagnostics.map((problem) => problem.code);
}

function places(tree: OrganizationTree): string[] {
  return tree.diagnostics.map((problem) => `${problem.file} ${problem.code}`);
}
