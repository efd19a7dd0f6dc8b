import { failure } from './values.ts';

/** What is left to spend of the evaluation that runs now. Evaluations do not nest and do not wait. */
const state = { left: 0 };

const exceeded = failure('operation cancelled: actual cost limit exceeded');

/** Starts an evaluation. */
export function allow(cost: number): void {
  state.left = cost;
}

/** What has not been spent. */
export const remaining = (): number => state.left;

/** Pays for work whose amount depends on the data; fails once nothing is left. */
export function spend(cost: number): void {
  if ((state.left -= cost) < 0) throw exceeded;
}

/** Whether a failure means that the cost is spent: nothing absorbs it. */
export const isExceeded = (error: unknown): boolean => error === exceeded;
