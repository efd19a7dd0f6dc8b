import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { LayerEntry } from './tar.ts';

/** Node itself with the libraries that it is linked against: the lower layer of every program written for it. */
export function nodeLayer(node: string = process.execPath): readonly LayerEntry[] {
  const linked = execFileSync('ldd', [node], { encoding: 'utf8' });
  const libraries = [...linked.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path = '']) => path);
  return [
    { path: '/usr/bin/node', mode: 0o755, contents: readFileSync(node) },
    ...libraries.map((path) => ({ path, mode: 0o755, contents: readFileSync(path) })),
  ];
}

/** The entrypoint and layers of one script for Node, in TypeScript or JavaScript. */
export function nodeProgram(script: string): {
  readonly layers: readonly (readonly LayerEntry[])[];
  readonly entrypoint: readonly string[];
} {
  return {
    layers: [nodeLayer(), [{ path: '/app/main.ts', contents: script }]],
    entrypoint: ['/usr/bin/node', '/app/main.ts'],
  };
}

/** x86-64: `mov eax, 34 (pause); syscall; jmp` back to the start. */
const sleepForEver = [0xb8, 0x22, 0x00, 0x00, 0x00, 0x0f, 0x05, 0xeb, 0xf7];

/**
 * The program that holds the namespaces of a pod: an ELF file of 129 bytes that sleeps until it is killed. The
 * runtime ends it with SIGKILL, and containers do not share its process namespace, so it has nothing else to do.
 */
export function pauseProgram(): Uint8Array {
  const start = 64 + 56;
  const base = 0x400000n;
  const file = Buffer.alloc(start + sleepForEver.length);
  // Executable (2) for x86-64 (62), 64 bit, little endian; one program header right behind this one.
  file.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 0);
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(62, 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(base + BigInt(start), 24);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  // One segment (PT_LOAD), readable and executable: the whole file.
  file.writeUInt32LE(1, 64);
  file.writeUInt32LE(5, 68);
  file.writeBigUInt64LE(base, 80);
  file.writeBigUInt64LE(base, 88);
  file.writeBigUInt64LE(BigInt(file.length), 96);
  file.writeBigUInt64LE(BigInt(file.length), 104);
  file.writeBigUInt64LE(0x1000n, 112);
  file.set(sleepForEver, start);
  return file;
}
