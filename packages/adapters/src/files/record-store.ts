import * as fs from 'node:fs';
import * as path from 'node:path';
import { compareDiagnostics, compareText } from '@fairway/model';
import type { Diagnostic, RecordResult, RecordStore, RecordWrite } from '@fairway/model';
import { beingWritten, notADirectory, notARecord } from '../record/problems.ts';
import { readRecordTree } from '../record/read-record.ts';
import { onDisk } from './disk-failure.ts';
import { makeFolder } from './make-folder.ts';
import { diskTree } from './disk-tree.ts';
import { commitInPlace } from './record-commit.ts';
import type { CommitResult } from './record-commit.ts';
import { planWrite } from './record-plan.ts';
import type { RecordPlan } from './record-plan.ts';
import { surveyRecord } from './record-survey.ts';
import { findTarget, lockFileOf, lockTarget, makeStagingFolder, removeLeftovers } from './record-target.ts';
import type { RecordTarget } from './record-target.ts';
import type { WritingLock } from './writing-lock.ts';

/** The record in a folder on disk; the folder need not exist. */
export function filesRecordStore({ directory }: { readonly directory: string }): RecordStore {
  return {
    readRecord: ({ contents = false } = {}) => {
      const location = fs.existsSync(directory) ? fs.realpathSync.native(directory) : directory;
      return readRecordTree(diskTree(), location, directory, contents);
    },
    write: async (plan) => onDisk('Writing the record', () => writeRecord(directory, plan)),
  };
}

/**
 * The folders of an interrupted write are removed first; then all units are consumed into a
 * staging folder; only when no error is left does the target change.
 */
function writeRecord(directory: string, write: RecordWrite): RecordResult {
  const wanted = findTarget(directory);
  if (wanted === null) return refused([notADirectory(directory)]);
  const firstMade = makeFolder(path.dirname(wanted.location));
  try {
    const { target, taken } = lockTarget(wanted);
    if (taken.lock === null) return refused([beingWritten(directory, lockFileOf(target), taken.heldBy)]);
    try {
      removeLeftovers(target);
      return writeLocked(directory, target, taken.lock, write);
    } finally {
      taken.lock.release();
    }
  } finally {
    if (firstMade !== undefined) removeEmptyFolders(path.dirname(wanted.location), firstMade);
  }
}

function writeLocked(
  directory: string,
  target: RecordTarget,
  lock: WritingLock,
  write: RecordWrite,
): RecordResult {
  const survey = surveyRecord(target);
  if (survey.isForeign) return refused([notARecord(directory)]);
  const staging = makeStagingFolder(target);
  try {
    const plan = planWrite(write, survey, directory, target.exists ? flatStage(staging) : nestedStage(staging));
    const diagnostics = [...plan.diagnostics, ...(write.problems?.() ?? [])].sort(compareDiagnostics);
    if (diagnostics.some((problem) => problem.severity === 'error')) return refused(diagnostics);
    if (!lock.isHeld()) return refused([beingWritten(directory, lockFileOf(target), 'another process')]);
    const done = target.exists ? commitInPlace(target.location, plan) : commitWhole(staging, target, plan);
    const written = done.written.sort(compareText);
    return { diagnostics, written, removed: done.removed.sort(compareText), unchanged: plan.unchanged };
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

/** A target that did not exist appears whole, by one rename. */
function commitWhole(staging: string, target: RecordTarget, plan: RecordPlan): CommitResult {
  fs.renameSync(staging, target.location);
  return { written: [...plan.paths], removed: [] };
}

/** Keeps staged files side by side under numbers. */
function flatStage(staging: string): (file: string, bytes: Uint8Array) => string {
  let count = 0;
  return (_file, bytes) => {
    const staged = `${staging}/${count++}`;
    fs.writeFileSync(staged, bytes);
    return staged;
  };
}

/** Keeps staged files where they will stand. */
function nestedStage(staging: string): (file: string, bytes: Uint8Array) => string {
  const made = new Set<string>();
  return (file, bytes) => {
    const folder = file.slice(0, file.lastIndexOf('/'));
    if (!made.has(folder)) {
      fs.mkdirSync(`${staging}/${folder}`, { recursive: true });
      made.add(folder);
    }
    const staged = `${staging}/${file}`;
    fs.writeFileSync(staged, bytes);
    return staged;
  };
}

function refused(diagnostics: readonly Diagnostic[]): RecordResult {
  return { diagnostics, written: [], removed: [], unchanged: 0 };
}

/** Removes folders that were made for nothing, from `last` up to `first`. */
function removeEmptyFolders(last: string, first: string): void {
  for (let here = last; here.startsWith(first); here = path.dirname(here)) {
    if (fs.readdirSync(here).length > 0) return;
    fs.rmdirSync(here);
  }
}
