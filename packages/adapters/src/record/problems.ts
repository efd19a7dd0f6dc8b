import { RECORD_LOCK_FILE } from '@fairway/model';
import type { Diagnostic } from '@fairway/model';
import { printable, problem } from '../tree/problems.ts';

/** FWY4020: the target holds files, but nothing that Fairway wrote. */
export function notARecord(directory: string): Diagnostic {
  return problem(
    'FWY4020',
    directory,
    `${printable(directory)} is not empty and holds no ${RECORD_LOCK_FILE}, so Fairway did not write it.`,
    'Name an empty or new folder with `--out`, or empty this one if nothing in it is needed.',
  );
}

/** FWY4021: another process is writing the same record. */
export function beingWritten(directory: string, lockFile: string, process: string): Diagnostic {
  return problem(
    'FWY4021',
    directory,
    `${printable(directory)} is being written by ${process} (${printable(lockFile)}).`,
    'Wait until it has finished. If no such process writes it, delete that file.',
  );
}

/** FWY4022: the target is no folder. */
export function notADirectory(directory: string): Diagnostic {
  return problem(
    'FWY4022',
    directory,
    `${printable(directory)} is a file; the record is a folder.`,
    'Name another folder with `--out`.',
  );
}

/** FWY4023: something that no lock claims stands where a file of the record belongs. */
export function inTheWay(directory: string, path: string): Diagnostic {
  return problem(
    'FWY4023',
    `${directory}/${path}`,
    `${printable(path)} belongs to the record, but what stands there was not written by Fairway.`,
    'Move it elsewhere or delete it, then run this again.',
  );
}

/** FWY4024: a symbolic link on the way to a unit. */
export function linkInRecord(directory: string, path: string): Diagnostic {
  return problem(
    'FWY4024',
    `${directory}/${path}`,
    `${printable(path)} is a symbolic link; the record is written into real folders only.`,
    'Replace the link by a folder, or delete it.',
  );
}

/** FWY4025: a lock that cannot be understood, so nobody knows what it claims. */
export function brokenLock(directory: string, folder: string): Diagnostic {
  return problem(
    'FWY4025',
    `${directory}/${folder}/${RECORD_LOCK_FILE}`,
    `${printable(folder)}/${RECORD_LOCK_FILE} is damaged (a conflict of a merge?), so its files cannot be told from yours.`,
    `Restore it from Git, or delete the folder ${printable(folder)}; it is written again.`,
  );
}

/** FWY4026: what was named as previous record is neither a folder nor a revision. */
export function noPrevious(name: string): Diagnostic {
  return problem(
    'FWY4026',
    name,
    `${printable(name)} is neither a folder nor a Git revision, so there is no previous record.`,
    'Name a folder that holds a record, or a branch, tag, or commit of the repository that `--out` lies in.',
  );
}
