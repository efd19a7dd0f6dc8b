/** A file, folder, or symbolic link of an image layer. */
export interface LayerEntry {
  /** Absolute; `/usr/bin/node`. */
  readonly path: string;
  /** Permission bits; default 0o755 for folders, 0o644 for files. */
  readonly mode?: number;
  readonly contents?: string | Uint8Array;
  /** Target of a symbolic link. */
  readonly link?: string;
  /** Numeric owner and group; default 0. */
  readonly owner?: number;
}

const block = 512;

/** An uncompressed tar archive (ustar): sorted by path, all times zero, so equal entries give equal bytes. */
export function tarOf(entries: readonly LayerEntry[]): Buffer {
  const parts: Buffer[] = [];
  for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const contents = Buffer.from(entry.contents ?? '');
    parts.push(header(entry, contents.length), contents);
    const rest = contents.length % block;
    if (rest > 0) parts.push(Buffer.alloc(block - rest));
  }
  parts.push(Buffer.alloc(2 * block));
  return Buffer.concat(parts);
}

/** One header of POSIX.1-1988 "ustar": numbers are octal texts, the checksum counts its own field as spaces. */
function header(entry: LayerEntry, size: number): Buffer {
  const kind = entry.link !== undefined ? '2' : entry.contents === undefined ? '5' : '0';
  const name = entry.path.replace(/^\//, '') + (kind === '5' ? '/' : '');
  if (Buffer.byteLength(name) > 100) throw new Error(`${entry.path} is too long for a tar header`);
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0);
  bytes.write(octal(entry.mode ?? (kind === '5' ? 0o755 : 0o644), 7), 100);
  bytes.write(octal(entry.owner ?? 0, 7), 108);
  bytes.write(octal(entry.owner ?? 0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(0, 11), 136);
  bytes.write(' '.repeat(8), 148);
  bytes.write(kind, 156);
  bytes.write(entry.link ?? '', 157);
  bytes.write('ustar\0' + '00', 257);
  bytes.write(
    `${octal(
      bytes.reduce((sum, byte) => sum + byte),
      6,
    )}\0 `,
    148,
  );
  return bytes;
}

const octal = (value: number, width: number): string => value.toString(8).padStart(width, '0');
