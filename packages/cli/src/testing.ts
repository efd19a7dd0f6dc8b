import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '@fairway/model';
import type { Io } from './io.ts';
import { run } from './run.ts';

export const digest = `sha256:${'a'.repeat(64)}`;

/** The smallest organization with a service: path and text. */
export const minimal: Readonly<Record<string, string>> = {
  'fairway.yaml': `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: example
spec:
  api:
    group: platform.example.com
  imageRegistries: [registry.example.com]
`,
  'platform/team.yaml': `apiVersion: fairway.dev/v1alpha1
kind: Team
metadata:
  name: team-a
spec: {}
`,
  'services/shop.yaml': webService('shop'),
};

/** A WebService of team-a; `more` stands below `spec`, indented by two. */
export function webService(name: string, more = ''): string {
  return `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: ${name}
spec:
  owner: team-a
  runtime:
    language: go
    image: registry.example.com/${name}@${digest}
${more}`;
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A patch of the service `shop` in one environment, with operations as lines of YAML. */
export function patch(
  name: string,
  operations: string,
  more = '',
  target = 'Deployment/shop',
  environment = 'dev',
): string {
  return `apiVersion: fairway.dev/v1alpha1
kind: Patch
metadata:
  name: ${name}
spec:
  owner: team-a
  reason: the old load balancer needs it
  created: 2026-05-02
  expires: 2026-07-01
  target:
    service: shop
    environments: [${environment}]
    object: ${target}
  operations:
${operations}${more}`;
}

/** A temporary folder with files, and `fairway` run in it. */
export interface Workspace {
  readonly directory: string;
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  readonly read: (file: string) => string;
  readonly fairway: (...argv: readonly string[]) => Promise<Outcome>;
  /** The diagnostics of `fairway check --format json`, and its exit code. */
  readonly check: (...argv: readonly string[]) => Promise<{ code: number; diagnostics: readonly Diagnostic[] }>;
  readonly files: (folder: string) => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export function workspace(
  files: Readonly<Record<string, string | Uint8Array>> = minimal,
  io: Partial<Io> = {},
): Workspace {
  const directory = mkdtempSync(join(tmpdir(), 'fairway-cli-'));
  const write: Workspace['write'] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  };
  write(files);
  const fairway: Workspace['fairway'] = async (...argv) => {
    let stdout = '';
    let stderr = '';
    const code = await run(argv, {
      stdout: { write: (text) => void (stdout += text) },
      stderr: { write: (text) => void (stderr += text) },
      cwd: directory,
      env: {},
      isTerminal: { stdout: false, stderr: false },
      columns: 100,
      now: () => '2026-06-01T12:00:00Z',
      clock: () => 0,
      signal: new AbortController().signal,
      ...io,
    });
    return { code, stdout, stderr };
  };
  return {
    directory,
    write,
    read: (file) => readFileSync(join(directory, file), 'utf8'),
    fairway,
    check: async (...argv) => {
      const { code, stdout } = await fairway('check', '--format', 'json', ...argv);
      return { code, ...(JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }) };
    },
    files: (folder) => filesBelow(join(directory, folder)),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function filesBelow(folder: string): Record<string, string> {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return {};
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length + 1)] = readFileSync(path, 'utf8');
  }
  return found;
}
