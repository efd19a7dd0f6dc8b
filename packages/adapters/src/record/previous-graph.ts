import * as fs from 'node:fs';
import type { Diagnostic, JsonObject } from '@fairway/model';
import { filesRecordStore } from '../files/record-store.ts';
import { gitRecordReader } from '../git/record-reader.ts';
import { noPrevious } from './problems.ts';

export interface PreviousRecord {
  /** Each unit's folder and lock, sorted by folder. */
  readonly locks: readonly { readonly folder: string; readonly lock: JsonObject }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The locks of a previous record. `previous` names a folder or, where no such folder exists, a revision
 * of the repository that contains `target`, at whose place the record is read.
 * FWY4026: it is neither.
 * @throws {OutsideSystemError} when disk or Git fail.
 */
export async function readPreviousGraph(previous: string, target: string): Promise<PreviousRecord> {
  const isFolder = fs.statSync(previous, { throwIfNoEntry: false })?.isDirectory() === true;
  const reader = isFolder
    ? filesRecordStore({ directory: previous })
    : gitRecordReader({ directory: target, revision: previous });
  const { units, diagnostics } = await reader.readRecord();
  const unknown = diagnostics.some(({ code }) => code === 'FWY1027' || code === 'FWY1029');
  return {
    locks: units.map(({ folder, lock }) => ({ folder, lock })),
    diagnostics: unknown ? [noPrevious(previous)] : diagnostics,
  };
}
