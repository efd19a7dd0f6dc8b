import { cleanPath, isFileName, liesIn, systemFolderOf } from '../../file-path.ts';
import type { ProgramContext } from './fields.ts';
import type { WritableFolder } from './writable.ts';

/** A ConfigMap may hold 1 MiB (Kubernetes, `data` and `binaryData` together). */
const mostBytes = 2 ** 20;

/** So many characters never have more bytes. */
const fewCharacters = mostBytes / 4;

type Config = Readonly<Record<string, string>>;
type Files = Readonly<Record<string, string>>;

/** Files that need no check, by the `config` they come from: environments of a service share it. */
const plain = new WeakMap<Config, { readonly folder: string; readonly files: Files }>();

/**
 * Configuration files by absolute path: relative names stand below `/etc/<service>/config/`.
 * Reports names that leave their place, that meet another file or folder, and too much content.
 */
export function filesOf(context: ProgramContext, writable: readonly WritableFolder[]): Files {
  const { config } = context.spec.runtime;
  const folder = `/etc/${context.name}/config`;
  const isFree = systemFolderOf(folder) === undefined && !meetsOne(folder, writable);
  if (!isFree) return checkedFiles(context, folder, writable);
  const known = plain.get(config);
  if (known?.folder === folder) return known.files;
  const files = plainFiles(config, folder);
  if (files === undefined) return checkedFiles(context, folder, writable);
  plain.set(config, { folder, files });
  return files;
}

function meetsOne(folder: string, writable: readonly WritableFolder[]): boolean {
  for (const { path } of writable) if (liesIn(path, folder) || liesIn(folder, path)) return true;
  return false;
}

/** The files, if they lie in their folder itself, where they meet neither each other nor anything else, and are small. */
function plainFiles(config: Config, folder: string): Files | undefined {
  const files: Record<string, string> = {};
  let length = 0;
  for (const name in config) {
    if (!isFileName(name)) return undefined;
    const content = config[name] ?? '';
    length += name.length + content.length;
    files[`${folder}/${name}`] = content;
  }
  return length > fewCharacters ? undefined : files;
}

function checkedFiles(context: ProgramContext, folder: string, writable: readonly WritableFolder[]): Files {
  const { config } = context.spec.runtime;
  const files: Record<string, string> = {};
  const sources = new Map<string, string>();
  let length = 0;
  for (const name of Object.keys(config)) {
    const content = config[name] ?? '';
    length += name.length + content.length;
    const path = pathOf(name, folder);
    if (path === undefined) {
      reportUnsafe(
        context,
        name,
        'a name goes down from its folder: no empty, `.`, or `..` segment, no `:` and no backslash',
      );
      continue;
    }
    const system = systemFolderOf(path);
    if (system !== undefined) reportUnsafe(context, name, `${system} belongs to the system`);
    const same = sources.get(path);
    if (same !== undefined) reportMeeting(context, name, `the file ${same} stands at the same place, ${path}`);
    sources.set(path, name);
    files[path] = content;
  }
  for (const [path, name] of sources) checkPlace(context, name, path, sources, writable);
  if (length > fewCharacters) checkSize(context, config);
  return files;
}

function pathOf(name: string, folder: string): string | undefined {
  if (name === '' || name.endsWith('/') || name.slice(1).includes('//')) return undefined;
  return name.startsWith('/') ? cleanPath(name) : cleanPath(`${folder}/${name}`);
}

function checkPlace(
  context: ProgramContext,
  name: string,
  path: string,
  sources: ReadonlyMap<string, string>,
  writable: readonly WritableFolder[],
): void {
  const folder = writable.find((one) => liesIn(path, one.path));
  if (folder !== undefined) reportMeeting(context, name, `${folder.path} is a writable folder`);
  const secrets = `/etc/${context.name}/secrets`;
  if (liesIn(path, secrets)) reportMeeting(context, name, `${secrets} is where secrets are mounted`);
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const above = sources.get(path.slice(0, end));
    if (above !== undefined) reportMeeting(context, name, `${above} is a file, so nothing can lie in it`);
  }
}

function checkSize(context: ProgramContext, config: Config): void {
  const encoder = new TextEncoder();
  let size = 0;
  for (const [name, content] of Object.entries(config)) {
    size += encoder.encode(name).length + encoder.encode(content).length;
  }
  if (size <= mostBytes) return;
  context.report(
    {
      code: 'FWY3211',
      message: `the configuration files hold ${Math.ceil(size / 1_024)} KiB; a ConfigMap holds at most 1024 KiB`,
      fix: 'keep large files in the image or in a Bucket',
    },
    ['runtime', 'config'],
  );
}

function reportUnsafe(context: ProgramContext, name: string, why: string): void {
  context.report(
    {
      code: 'FWY3209',
      message: `the configuration file "${name}" cannot stand there: ${why}`,
      fix: 'use a plain name such as application.yaml',
    },
    ['runtime', 'config', name],
  );
}

function reportMeeting(context: ProgramContext, name: string, why: string): void {
  context.report(
    {
      code: 'FWY3210',
      message: `the configuration file "${name}" meets something else: ${why}`,
      fix: 'move the file',
    },
    ['runtime', 'config', name],
  );
}
