import { OutsideSystemError } from '@fairway/model';
import { runGitOrFail } from './run-git.ts';

/** An object that is wanted, and the size that the listing gave for it. */
export interface WantedBlob {
  readonly hash: string;
  readonly size: number;
}

/** Room for the line that stands before each object's bytes. */
const HEADER_ROOM = 128;

/**
 * Reads blobs by hash through one Git process; each distinct hash once.
 * @throws {OutsideSystemError} `git-failed` when an object is missing or damaged.
 */
export async function readBlobs(
  directory: string,
  wanted: readonly WantedBlob[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const sizes = new Map(wanted.map((blob) => [blob.hash, blob.size]));
  if (sizes.size === 0) return new Map();
  let outputLimit = 0;
  for (const size of sizes.values()) outputLimit += size + HEADER_ROOM;
  const output = await runGitOrFail({
    directory,
    arguments: ['cat-file', '--batch'],
    input: [...sizes.keys(), ''].join('\n'),
    outputLimit,
  });
  return parseBatch(output);
}

/** Takes the answer of `cat-file --batch` apart: `<hash> blob <size>`, the bytes, a line end. */
function parseBatch(output: Buffer): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const header = output.toString('latin1', at, end === -1 ? output.length : end);
    const [hash = '', type, length] = header.split(' ');
    if (type !== 'blob')
      throw new OutsideSystemError('git-failed', `git cat-file cannot give an object: ${header}`);
    const start = end + 1;
    at = start + Number(length);
    blobs.set(hash, output.subarray(start, at));
    at += 1;
  }
  return blobs;
}
