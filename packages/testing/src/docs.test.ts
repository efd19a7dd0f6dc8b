import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { compile } from '@fairway/compiler';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksOf, callsOf, edited, filesOf, placeOf, shows, wordsOf, type Block } from './docs.ts';
import type { Page, Step } from './docs-runner.ts';
import { organizationOf } from './harness.ts';
import { acmeFolder, acmeNow } from './organization.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Pages that people write; reference pages are generated and decisions show nothing to run. */
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !/^(reference|decisions)\//.test(file))
    .map((file) => `docs/${file}`),
].sort();

/** What a page may tell people to type that is not `fairway`; other tests run it. */
const known: ReadonlySet<string> = new Set(['npm ci && npm start', 'npm ci && npm test']);

/** The small organization that examples in YAML are laid over. */
const small = {
  'fairway.yaml': documentOf('Organization', 'acme', '  api:\n    group: platform.example.com\n'),
  'platform/teams.yaml': [
    documentOf(
      'Team',
      'team-orders',
      '  aliases: [orders]\n  defaultSystem: order-management\n  costCenter: cc-142\n  members:\n    - { id: ada, roles: [lead] }\n    - { id: jonas, roles: [developer] }\n',
    ),
    documentOf('System', 'order-management', '  owner: team-orders\n'),
    documentOf('Team', 'team-platform', '  members:\n    - { id: grace, roles: [platform, security] }\n'),
  ].join('---\n'),
};

function documentOf(kind: string, name: string, spec: string): string {
  return `apiVersion: fairway.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
}

/** Problems of files laid over the small organization, in every environment: errors and warnings. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const {
    definition,
    diagnostics,
    intents: documents,
    platform,
  } = organizationOf({ ...small, ...files }, { now: acmeNow });
  const found = [...diagnostics];
  for (const { name } of definition.environments) {
    const { diagnostics: known, units } = compile(platform, {
      definition,
      environment: name,
      documents,
      now: acmeNow,
    });
    found.push(...known, ...[...units].flatMap((unit) => unit.diagnostics));
  }
  return [
    ...new Set(
      found
        .filter(({ severity }) => severity !== 'note')
        .map(({ code, file, message }) => `${code} ${file}: ${message}`),
    ),
  ];
}

/** Codes that a block of YAML brings up, and those that its fence announces. */
function yamlOf(block: Block): { readonly found: readonly string[]; readonly announced: readonly string[] } {
  const announced = /(?:^| )(?:fails|warns)=(FWY\d{4})/.exec(block.info)?.slice(1) ?? [];
  const problems = problemsOf(filesOf(block));
  // The whole line where nothing is announced: then a failure shows it.
  return { found: announced.length === 0 ? problems : problems.map((line) => line.slice(0, 7)), announced };
}

const temporary: string[] = [];
afterAll(() => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** A folder that looks like a clone, as far as pages need it. */
function clone(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fairway-docs-')));
  temporary.push(folder);
  mkdirSync(join(folder, 'examples'));
  cpSync(acmeFolder, join(folder, 'examples/acme'), { recursive: true });
  return folder;
}

/** What each step of a page prints, run from its beginning in a fresh copy of the example. */
async function outputsOf(page: Page): Promise<readonly string[]> {
  const runner = fileURLToPath(new URL('docs-runner.ts', import.meta.url));
  const child = spawn(process.execPath, [runner], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(page));
  return JSON.parse(await text(child.stdout)) as readonly string[];
}

/** Where a page shows something else than its commands print: the place and what was printed. */
async function differencesOf(page: string, content: string): Promise<string[]> {
  const calls: { readonly at: string; readonly output: string | undefined; readonly step: Step }[] = [];
  for (const block of blocksOf(page, content)) {
    const at = `${page}:${block.line}`;
    if (block.language === 'diff') {
      const [, file = ''] = /^# file: (\S+)/.exec(block.text) ?? [];
      calls.push({ at, output: undefined, step: { file, edit: block } });
    }
    for (const { command, output } of block.language === 'console' ? callsOf(block) : []) {
      if (known.has(command)) continue;
      const words = wordsOf(command);
      const [program, ...argv] = words[0] === 'npx' ? words.slice(1) : words;
      if (program === 'fairway') calls.push({ at: `${at} ${command}`, output, step: { argv } });
      else throw new Error(`${at}: nobody tests ${command}`);
    }
  }
  if (calls.length === 0) return [];
  const steps = calls.map(({ step }) => step);
  const printed = await outputsOf({ cwd: join(clone(), placeOf(content)), now: acmeNow, steps });
  return calls.flatMap(({ at, output }, index) =>
    output === undefined || shows(output, printed[index] ?? '') ? [] : [`${at}\n${printed[index]}`],
  );
}

describe.each(pages)('%s', (page) => {
  const content = readFileSync(join(root, page), 'utf8');
  const yaml = blocksOf(page, content).filter(
    ({ language, info }) => language === 'yaml' && info !== 'fragment',
  );

  it('has only blocks that are tested, or that are nothing to run', () => {
    const languages = new Set(blocksOf(page, content).map(({ language }) => language));
    for (const language of languages)
      expect(['yaml', 'console', 'diff', 'ts', 'text', 'json', 'sh']).toContain(language);
  });

  it('has examples that check', () => {
    const checked = yaml.map(yamlOf);
    expect(checked.map(({ found }) => found)).toEqual(checked.map(({ announced }) => announced));
  });

  it('shows what commands print', async () => {
    expect(await differencesOf(page, content)).toEqual([]);
  });
});

describe('the harness', () => {
  const block = (text: string): Block => ({ page: 'page.md', line: 1, language: 'yaml', info: '', text });

  it('compares output with wildcards', () => {
    expect(shows('a\n…\nz\n', 'a\nb\nc\nz\n')).toBe(true);
    expect(shows('a\n…\nz\n', 'a\nz\n')).toBe(true);
    expect(shows('took … ms\n', 'took 12 ms\n')).toBe(true);
    expect(shows('a\n', 'a\nb\n')).toBe(false);
    expect(shows('a.c\n', 'abc\n')).toBe(false);
  });

  it('reads commands, files, and edits', () => {
    expect(wordsOf(`fairway why prod x 'a b[name=c]'`)).toEqual(['fairway', 'why', 'prod', 'x', 'a b[name=c]']);
    expect(callsOf(block('$ one\nout\n$ two\n'))).toEqual([
      { command: 'one', output: 'out\n' },
      { command: 'two', output: '' },
    ]);
    expect(filesOf(block('# file: a.yaml\na: 1\n# file: b.yaml\nb: 2\n'))).toEqual({
      'a.yaml': 'a: 1\n',
      'b.yaml': 'b: 2\n',
    });
    expect(edited('x\n  a: 1\n', block('# file: f\n-  a: 1\n+  a: 2\n'))).toBe('x\n  a: 2\n');
    expect(() => edited('b\n', block('# file: f\n-a\n'))).toThrow('0 times');
  });

  it('finds mistakes', () => {
    expect(problemsOf({ 'services/web.yaml': 'kind: Nothing\n' })).not.toEqual([]);
    expect(() => filesOf(block('a: 1\n'))).toThrow('begins without');
  });
});

describe('the page of commands', () => {
  it('names every command of fairway, and no other', async () => {
    const page = readFileSync(join(root, 'docs/guides/cli.md'), 'utf8');
    const named = Array.from(page.matchAll(/^\| `(\w+)` \|/gm), ([, name]) => name);
    const [help = ''] = await outputsOf({ cwd: clone(), now: acmeNow, steps: [{ argv: ['--help'] }] });
    const commands = help.slice(help.indexOf('Commands:'), help.indexOf('Options:'));
    const listed = Array.from(commands.matchAll(/^ {2}(\w+) /gm), ([, name]) => name);
    expect(new Set(named)).toEqual(new Set(listed));
  });
});
