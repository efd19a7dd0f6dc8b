import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RecordUnit } from '@fairway/model';

/** A unit with a proper lock over its files; `extra` goes into the lock. */
export function unit(
  folder: string,
  files: { readonly [name: string]: string } = { 'manifests.yaml': `# ${folder}\n` },
  extra: { readonly [key: string]: string } = {},
): RecordUnit {
  const hashes: Record<string, string> = {};
  for (const [name, text] of Object.entries(files)) {
    hashes[name] = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  }
  const lock = `${JSON.stringify({ ...extra, files: hashes, nodes: [], edges: [] })}\n`;
  const listed = Object.entries(files).map(([name, text]) => ({ name, text }));
  return { folder, files: [...listed, { name: 'fairway.lock', text: lock }] };
}

/** Every file and link below a folder with its text, sorted; folders that hold nothing end in `/`. */
export function contentsOf(directory: string, below = ''): { readonly [file: string]: string } {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(path.join(directory, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isSymbolicLink()) found[name] = `-> ${fs.readlinkSync(path.join(directory, name))}`;
    else if (entry.isDirectory()) {
      const inner = contentsOf(directory, name);
      Object.assign(found, Object.keys(inner).length === 0 ? { [`${name}/`]: '' } : inner);
    } else found[name] = fs.readFileSync(path.join(directory, name), 'utf8');
  }
  return found;
}
