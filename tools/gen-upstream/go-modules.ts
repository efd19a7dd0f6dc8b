import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Where a module's files are, or why they are not at hand. */
export type ModuleFolder = { readonly folder: string } | { readonly missing: string };

/** The folder of a Go module, downloaded by the `go` command into its own cache if it is not there yet. */
export function moduleFolder(module: string, version: string): ModuleFolder {
  const { error, status, stderr, stdout } = spawnSync(
    'go',
    ['mod', 'download', '-json', `${module}@${version}`],
    {
      // A folder without a go.mod, so that no module's own requirements count.
      cwd: tmpdir(),
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local', GOWORK: 'off' },
    },
  );
  if (error !== undefined) return { missing: `the go command does not start (${error.message})` };
  const answer = parse(stdout);
  if (status === 0 && typeof answer['Dir'] === 'string') return { folder: answer['Dir'] };
  const why = typeof answer['Error'] === 'string' ? answer['Error'] : stderr.trim();
  return { missing: `go mod download: ${why === '' ? `exit code ${status}` : why}` };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
