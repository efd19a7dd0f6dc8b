import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const body = (lines: number): string =>
  Array.from({ length: lines }, (_, line) => `  console.info(${line});\n`).join('');

/** Files that break one lint rule each, with the rule's name. */
const broken: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  'packages/model/src/any.ts': ['no-explicit-any', 'export const a: any = 1;\n'],
  'packages/model/src/comment.ts': ['ban-ts-comment', `// @ts-${'ignore'}\nexport const a: number = 1;\n`],
  'packages/model/src/console.ts': ['no-console', 'console.log(1);\n'],
  'packages/model/src/default.ts': ['no-default-export', 'export default 1;\n'],
  'packages/model/src/exit.ts': ['no-process-exit', 'process.exit(1);\n'],
  'packages/model/src/floating.ts': ['no-floating-promises', 'Promise.resolve(1);\nexport {};\n'],
  'packages/model/src/misused.ts': [
    'no-misused-promises',
    '[1].forEach(async () => { await Promise.resolve(); });\n',
  ],
  'packages/model/src/cycle-a.ts': [
    'no-cycle',
    "import { b } from './cycle-b.ts';\nexport const a = (): number => b();\n",
  ],
  'packages/model/src/cycle-b.ts': [
    'no-cycle',
    "import { a } from './cycle-a.ts';\nexport const b = (): number => a();\n",
  ],
  'packages/model/src/type-import.ts': [
    'consistent-type-imports',
    "import { A } from './switch.ts';\nexport const a: A = 'x';\n",
  ],
  'packages/model/src/switch.ts': [
    'switch-exhaustiveness-check',
    "export type A = 'x' | 'y';\nexport function f(a: A): void {\n  switch (a) {\n    case 'x':\n      break;\n  }\n}\n",
  ],
  'packages/cli/src/function.ts': ['max-lines-per-function', `export function f(): void {\n${body(81)}}\n`],
  'packages/cli/src/file.ts': ['max-lines', `${'export {};\n'.repeat(601)}`],
  'packages/model/src/assert.test.ts': [
    'expect-expect',
    "import { it } from 'vitest';\nit('a', () => { f(); });\nfunction f(): void {}\n",
  ],
  'packages/model/src/skip.test.ts': [
    'no-disabled-tests',
    "import { expect, it } from 'vitest';\nit.skip('a', () => { expect(2).toBe(2); });\n",
  ],
};

let folder = '';
let reported: readonly { readonly code: string; readonly filename: string }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-lint-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json'])
    writeFileSync(join(folder, file), readFileSync(join(root, file)));
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, [, text]] of Object.entries(broken)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const lint = ['--type-aware', '--deny-warnings', '--format', 'json', 'packages'];
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), lint, { cwd: folder, encoding: 'utf8' });
  reported = (JSON.parse(stdout) as { diagnostics: typeof reported }).diagnostics;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(Object.entries(broken).map(([path, [rule]]) => [rule, path] as const))(
  'lint finds %s in %s',
  (rule, path) => {
    const rules = reported.filter(({ filename }) => filename === path).map(({ code }) => code);
    expect(rules).toContainEqual(expect.stringContaining(`(${rule})`));
  },
);
