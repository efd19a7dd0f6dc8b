import type { SourceDocument } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

const memo = new WeakMap<SourceDocument, string>();
const namedHashes = new WeakMap<SourceDocument, Readonly<Record<string, string>>>();

/** Hashes of the documents that a workload was made of: `file#index` → SHA-256 of the content, layout left aside. */
export function inputHashes(
  sha256: (text: string) => string,
): (lowered: LoweredWorkload) => Readonly<Record<string, string>> {
  return ({ workload }) => {
    const { document } = workload.intent;
    let named = namedHashes.get(document);
    if (named === undefined) {
      named = { [`${document.file}#${document.index}`]: hashOf(document, sha256) };
      namedHashes.set(document, named);
    }
    return named;
  };
}

/** The hash of one document's content; comments and layout have no part in it. */
export function hashOf(document: SourceDocument, sha256: (text: string) => string): string {
  let hash = memo.get(document);
  if (hash === undefined) {
    hash = `sha256:${sha256(JSON.stringify(document.value))}`;
    memo.set(document, hash);
  }
  return hash;
}
