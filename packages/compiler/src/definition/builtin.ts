import { readDocuments } from '@fairway/kubernetes';
import { builtinFiles } from '@fairway/model';
import type { Entry } from './entry.ts';
import { trustedEntry } from './read-entries.ts';

let entries: readonly Entry[] | undefined;

/** Fairway's own documents of the definition, read once. Their files are named `builtin/<kind>.yaml`. */
export function builtInEntries(): readonly Entry[] {
  entries ??= builtinFiles.flatMap(({ file, text }) =>
    readDocuments(text, `builtin/${file}`).documents.map(trustedEntry),
  );
  return entries;
}
