import { readDocuments } from '@fairway/kubernetes';
import type { SourceDocument } from '@fairway/model';
import { exampleOrganization } from './catalog.ts';
import { loadDefinition, type LoadedDefinition } from './load-definition.ts';

/** A stand-in for the host's hash in tests: the text itself, made short. */
export function plainHash(text: string): string {
  let hash = 5381;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 33) ^ text.charCodeAt(index)) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** The documents of files, in order. */
export function documentsOf(files: Readonly<Record<string, string>>): SourceDocument[] {
  return Object.entries(files).flatMap(([file, text]) => readDocuments(text, file).documents);
}

/** For tests: the example organization with files laid over it, loaded. */
export function definitionOf(overlay: Readonly<Record<string, string>>, now = '2026-06-01'): LoadedDefinition {
  return loadDefinition(documentsOf({ ...exampleOrganization, ...overlay }), { now, sha256: plainHash });
}
