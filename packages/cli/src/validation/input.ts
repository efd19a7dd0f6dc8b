import { createReadStream, readdirSync, statSync, type Stats } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { compareText, diagnostic, fileStart, type Diagnostic } from '@fairway/model';
import { WrongUse } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** A file of manifests, or standard input. */
export interface Input {
  /** As it is shown: relative to the working directory; `-` is standard input. */
  readonly file: string;
  /** Absolute; of standard input `undefined`. */
  readonly path: string | undefined;
  /** Whether it stands on a disk with a size, and can be read again. */
  readonly isFile: boolean;
}

/** What an input holds; nothing where the diagnostic says why. */
export interface InputText {
  readonly bytes: Uint8Array | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Bytes of a file that are read. */
export const largestInput = 10 * 1024 * 1024;

const MANIFEST = /\.(?:ya?ml|json)$/;
const LEFT_OUT = /^(?:\..+|node_modules)$/;

/**
 * The inputs that a path means: itself, standard input for `-`, or everything below a folder that is YAML or JSON by
 * its name, hidden files, `node_modules`, and links to folders left out; sorted.
 *
 * @throws {WrongUse} where there is nothing of that name.
 */
export function inputsOf(path: string, cwd: string): readonly Input[] {
  if (path === '-') return [{ file: '-', path: undefined, isFile: false }];
  const absolute = resolve(cwd, path);
  const found = statOf(absolute);
  if (found === undefined) throw new WrongUse(`there is no file or folder ${path}`);
  if (!found.isDirectory()) return [inputAt(absolute, cwd, found.isFile())];
  return [...filesIn(absolute)].sort(compareText).map((one) => inputAt(one, cwd, isFileAt(one)));
}

/** Links to folders are not followed: they may lead in circles. */
function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (LEFT_OUT.test(entry.name)) continue;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (MANIFEST.test(entry.name) && !(entry.isSymbolicLink() && isFolderAt(path))) yield path;
  }
}

function inputAt(path: string, cwd: string, isFile: boolean): Input {
  const shown = relative(cwd, path).split(sep).join('/');
  return { file: shown, path, isFile };
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** What a path leads to; nothing for a link that leads nowhere, which is told of when it is read. */
function targetOf(path: string): Stats | undefined {
  try {
    return statOf(path);
  } catch {
    return undefined;
  }
}

const isFolderAt = (path: string): boolean => targetOf(path)?.isDirectory() === true;
const isFileAt = (path: string): boolean => targetOf(path)?.isFile() !== false;

/** Reads an input as far as its limit; a stream is not waited for any longer than that. */
export async function readInput(input: Input, io: Io): Promise<InputText> {
  const { file, path } = input;
  try {
    if (input.isFile && path !== undefined) {
      const { size } = statSync(path);
      if (size > largestInput) return tooLarge(file, `the file has ${size} bytes`);
      return { bytes: await readFile(path), diagnostics: [] };
    }
    return await readStream(file, path === undefined ? (io.stdin ?? []) : createReadStream(path));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const leadsNowhere = error.code === 'ENOENT' || error.code === 'ELOOP';
    const reason = leadsNowhere ? 'it is a link that leads nowhere' : String(error.code);
    return failed('FWY1022', `${file} cannot be read: ${reason}`, 'correct its rights or the link', file);
  }
}

async function readStream(
  file: string,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<InputText> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > largestInput) return tooLarge(file, `there are more than ${largestInput} bytes`);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), diagnostics: [] };
}

function tooLarge(file: string, found: string): InputText {
  return failed('FWY1009', `${found}; at most ${largestInput} are read`, 'split it into several files', file);
}

function failed(code: string, message: string, fix: string, file: string): InputText {
  return { bytes: undefined, diagnostics: [diagnostic({ code, message, fix }, fileStart(file))] };
}
