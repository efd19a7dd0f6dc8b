import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tarOf, type LayerEntry } from './tar.ts';

const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar',
};

/** What is in an image. */
export interface ImageContents {
  /** Registry and repository: `registry.example.com/shop/web`. */
  readonly name: string;
  /** Under which it is found by those who do not know the digest. */
  readonly tag: string;
  /** From the bottom; a layer that several images share is stored once. */
  readonly layers: readonly (readonly LayerEntry[])[];
  readonly entrypoint: readonly string[];
}

/** An image that a registry serves. */
export interface StoredImage {
  /** Of its manifest: `sha256:...`. */
  readonly digest: string;
  /** As a pod names it: `registry.example.com/shop/web:1.0@sha256:...`. */
  readonly reference: string;
}

/**
 * Puts an image into a folder that a registry serves: `blobs/sha256-<hex>` and `tags/<name>/<tag>`. Equal contents
 * give equal digests. A tag that exists moves to the new image.
 */
export function storeImage(folder: string, contents: ImageContents): StoredImage {
  const { name, tag, layers, entrypoint } = contents;
  const stored = layers.map((entries) => storeBlob(folder, tarOf(entries)));
  const config = storeBlob(
    folder,
    JSON.stringify({
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
      os: 'linux',
      config: { Entrypoint: entrypoint, Env: ['PATH=/usr/bin:/bin'], WorkingDir: '/' },
      rootfs: { type: 'layers', diff_ids: stored.map(({ digest }) => digest) },
    }),
  );
  const manifest = storeBlob(
    folder,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: { mediaType: mediaTypes.config, ...config },
      layers: stored.map((layer) => ({ mediaType: mediaTypes.layer, ...layer })),
    }),
  );
  const file = join(folder, 'tags', repositoryOf(name), tag);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, manifest.digest);
  return { digest: manifest.digest, reference: `${name}:${tag}@${manifest.digest}` };
}

/** `shop/web` of `registry.example.com/shop/web`. */
function repositoryOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

/** Where a blob is, by its digest. */
export function blobPath(folder: string, digest: string): string {
  return join(folder, 'blobs', digest.replace(':', '-'));
}

function storeBlob(folder: string, bytes: string | Uint8Array): { digest: string; size: number } {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const file = blobPath(folder, digest);
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, bytes);
  return { digest, size: Buffer.byteLength(bytes) };
}
