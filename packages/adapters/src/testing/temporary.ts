import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Contents } from '../conformance/organization-source.ts';

/** A new temporary folder, without symbolic links on the way; gone when the returned object is disposed of. */
export function temporaryDirectory(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const made = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'fairway-test-'));
  return { path: made, [Symbol.dispose]: () => fs.rmSync(made, { recursive: true, force: true }) };
}

/** Writes files and symbolic links below a folder. */
export function writeContents(directory: string, contents: Contents): void {
  for (const [name, content] of Object.entries(contents)) {
    const file = path.join(directory, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    if (typeof content === 'object' && 'link' in content) fs.symlinkSync(content.link, file);
    else fs.writeFileSync(file, content);
  }
}

/** Runs Git in a folder with an identity of its own. */
export function git(directory: string, ...words: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...words], { cwd: directory, encoding: 'utf8', stdio: 'pipe' });
}

/** Makes a repository of a folder and commits all of it. */
export function commitAll(directory: string): void {
  if (!fs.existsSync(path.join(directory, '.git'))) git(directory, 'init', '-q', '-b', 'main');
  git(directory, 'add', '-A', '-f');
  git(directory, 'commit', '-q', '--allow-empty', '-m', 'state');
}
