import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { minimal, webService, workspace, type Workspace } from './testing.ts';

const bin = fileURLToPath(new URL('../bin/fairway.js', import.meta.url));
const main = fileURLToPath(new URL('main.ts', import.meta.url));
let space: Workspace | undefined;
afterEach(() => space?.remove());

describe('the command line', () => {
  it.each([[[]], [['--help']], [['help']]])('%j lists the commands', async (argv) => {
    space = workspace({});
    const { code, stdout, stderr } = await space.fairway(...argv);
    expect([code, stderr]).toEqual([0, '']);
    for (const name of ['welcome', 'check', 'compile', 'diff', 'eject']) expect(stdout).toContain(`  ${name} `);
  });

  it.each([
    [['chekc'], 'did you mean check?'],
    [['check', '--bogus'], "unknown option '--bogus'"],
    [['check', '--format', 'xml'], 'xml'],
    [['compile'], '--out DIR'],
    [['compile', '--out', 'out', '--image', 'shop'], '[ENV:]NAME=REF'],
    [['eject', '--out', 'out'], 'service'],
  ])('%j is wrong use', async (argv, words) => {
    space = workspace();
    const { code, stdout, stderr } = await space.fairway(...argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('explains a command', async () => {
    space = workspace({});
    const { code, stdout } = await space.fairway('help', 'compile');
    expect(code).toBe(0);
    expect(stdout).toContain('--keep-going');
  });

  it('calls a bug a bug, with a stack trace, and exits with 3', async () => {
    space = workspace(minimal, {
      now: () => {
        throw new TypeError('broken clock');
      },
    });
    const { code, stderr } = await space.fairway('check');
    expect(code).toBe(3);
    expect(stderr).toContain('bug in Fairway');
    expect(stderr).toMatch(/^\s+at /m);
  });

  it('exits with 4 when the disk fails', async () => {
    space = workspace();
    const { code, stderr } = await space.fairway(
      'compile',
      '--out',
      'out',
      '--receipt',
      'no/such/folder/receipt.json',
    );
    expect(code).toBe(4);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('loads nothing heavy for help and version', () => {
    const register =
      "data:text/javascript,import{registerHooks}from'node:module';registerHooks({load(u,c,n){process._rawDebug('loaded '+u);return n(u,c)}})";
    for (const argument of ['--help', '--version']) {
      const { stderr, status } = spawnSync(process.execPath, ['--import', register, main, argument], {
        encoding: 'utf8',
      });
      expect(status).toBe(0);
      const loaded = [...stderr.matchAll(/^loaded (\S+)$/gm)].map(([, url = '']) => url);
      expect(loaded.length).toBeGreaterThan(3);
      expect(loaded.filter((url) => /node_modules|packages\/(?!cli\/)/.test(url))).toEqual([]);
    }
  });

  it('works as a program, and a closed pipe is no error', () => {
    space = workspace();
    const run = (command: string): string =>
      execFileSync('bash', ['-c', `set -o pipefail; ${command}`], { cwd: space?.directory, encoding: 'utf8' });
    expect(run(`"${process.execPath}" "${bin}" check 2>&1`)).toBe(
      '1 service in 3 environments: nothing is wrong\n',
    );
    expect(run(`"${process.execPath}" "${bin}" compile --out out --format json 2>&1 | head -c 1`)).toBe('{');
  });
});

describe('formats', () => {
  const broken = { ...minimal, 'services/shop.yaml': webService('shop', '  descripton: sells\n') };

  it('human: excerpt with carets, fix, link, summary; color only on a terminal and without NO_COLOR', async () => {
    space = workspace(broken);
    const plain = await space.fairway('check');
    expect(plain.stderr).toBe(`error FWY2001 there is no field "descripton" in spec; did you mean "description"?
  --> services/shop.yaml:10:3
  10 |   descripton: sells
     |   ^^^^^^^^^^
  fix: rename descripton to description (fairway check --fix does it)
  https://fairway.dev/reference/diagnostics/FWY2001

1 error in 1 file
`);
    const terminal = { isTerminal: { stdout: true, stderr: true } };
    space.remove();
    space = workspace(broken, terminal);
    expect((await space.fairway('check')).stderr).toContain('\u001b[31m');
    space.remove();
    space = workspace(broken, { ...terminal, env: { NO_COLOR: '1' } });
    expect((await space.fairway('check')).stderr).toBe(plain.stderr);
  });

  it('human: what is no error is counted once where one terminal shows both', async () => {
    const files = { ...minimal, 'services/shop.yaml': webService('shop').replace(/^ {4}image:.*\n/m, '') };
    const verdict = '1 service in 3 environments: no errors, 1 note\n';
    for (const [isTerminal, counted] of [
      [{ stdout: true, stderr: true }, ''],
      [{ stdout: true, stderr: false }, '1 note in 1 file; '],
    ] as const) {
      space = workspace(files, { isTerminal });
      const { stdout, stderr } = await space.fairway('check');
      expect([stderr, stdout]).toEqual([`${counted}--notes shows the notes\n`, verdict]);
      space.remove();
    }
    space = undefined;
  });

  it('json: the object of the contract', async () => {
    space = workspace(broken);
    const { diagnostics } = await space.check();
    expect(diagnostics).toEqual([
      {
        code: 'FWY2001',
        severity: 'error',
        message: 'there is no field "descripton" in spec; did you mean "description"?',
        file: 'services/shop.yaml',
        line: 10,
        column: 3,
        endLine: 10,
        endColumn: 13,
        related: [],
        units: ['dev', 'prod', 'staging'].flatMap((environment) => [
          `${environment}/local/team-a-${environment}/_namespace`,
          `${environment}/local/team-a-${environment}/shop`,
        ]),
        fix: {
          summary: 'rename descripton to description',
          edits: [expect.objectContaining({ newText: 'description' })],
        },
        docs: 'https://fairway.dev/reference/diagnostics/FWY2001',
      },
    ]);
  });

  it.each([
    [['chekc', '--format', 'json'], 'there is no command "chekc"; did you mean check?', 'fairway --help'],
    [['check', '--format=json', '--nope'], "unknown option '--nope'", 'fairway check --help'],
    [
      ['check', '--format', 'human', '--format', 'json', 'a', 'b'],
      'too many arguments',
      'fairway check --help',
    ],
    [['compile', '--format', 'json'], 'say where to write: --out DIR', 'fairway compile --help'],
    [['doctor', 'a', 'b', '--format', 'json'], 'too many arguments', 'fairway doctor --help'],
  ])('json: %j is wrong use, as a diagnostic', async (argv, message, help) => {
    space = workspace();
    const { code, stdout, stderr } = await space.fairway(...argv);
    expect([code, stderr]).toEqual([2, '']);
    const output = JSON.parse(stdout) as { diagnostics: { message: string; fix: { summary: string } }[] };
    expect(output).toMatchObject({
      diagnostics: [{ code: 'FWY4040', severity: 'error', file: '', units: [] }],
    });
    expect(output.diagnostics[0]?.message).toContain(message);
    expect(output.diagnostics[0]?.fix.summary).toContain(help);
  });

  it.each([
    ['check', '--nope'],
    ['check', '--nope', '--format', 'sarif'],
    ['check', '--nope', '--', '--format', 'json'],
    ['check', '--format', 'json', '--format', 'nonsense'],
  ])('%s %s %s %s %s is text on standard error', async (...argv) => {
    space = workspace();
    const { code, stdout, stderr } = await space.fairway(...argv.filter((one) => one !== undefined));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^fairway: .*\nfairway check --help shows how it is used\n$/);
  });

  it('sarif and github', async () => {
    space = workspace(broken);
    const sarif = JSON.parse((await space.fairway('check', '--format', 'sarif')).stdout) as {
      version: string;
      runs: { results: { ruleId: string; level: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results).toMatchObject([{ ruleId: 'FWY2001', level: 'error' }]);
    const { stdout, code } = await space.fairway('check', '--format', 'github');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=services\/shop\.yaml,line=10,col=3,endColumn=13,title=FWY2001::/);
  });

  it('sarif and github name no place for what belongs to no file', async () => {
    space = workspace();
    const call = ['compile', '--out', 'out', '--env', 'nowhere', '--format'];
    const sarif = JSON.parse((await space.fairway(...call, 'sarif')).stdout) as {
      runs: { results: { locations: unknown[] }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ locations }) => locations)).toEqual([[]]);
    expect((await space.fairway(...call, 'github')).stdout).toMatch(/^::error title=FWY3000::/);
  });

  it.each(['human', 'json', 'sarif', 'github'])('%s prints no secret', async (format) => {
    const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const text = webService('shop').replace(
      '    language: go',
      `    language: go\n    env: { API_TOKEN: ${secret} }`,
    );
    space = workspace({ ...minimal, 'services/shop.yaml': text });
    const { code, stdout, stderr } = await space.fairway('check', '--format', format);
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(secret);
  });
});
