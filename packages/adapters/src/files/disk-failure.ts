import { OutsideSystemError } from '@fairway/model';
import { errorCode, faultOf } from './disk-tree.ts';

/**
 * Runs something that uses the disk; a failed system call becomes an `OutsideSystemError` `disk-failed`.
 * Other errors pass through.
 */
export function onDisk<Result>(purpose: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    throw new OutsideSystemError('disk-failed', `${purpose} failed: ${reasonOf(error)}.`, error);
  }
}

function reasonOf(error: unknown): string {
  const path =
    error instanceof Error && 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
  return errorCode(error) === 'ENOSPC' ? `the disk is full${path}` : `${faultOf(error).reason}${path}`;
}
