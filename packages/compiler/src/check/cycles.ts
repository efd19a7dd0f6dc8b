import { diagnostic, type Diagnostic } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

/**
 * Notes each group of workloads that need each other (strongly connected components, Tarjan 1972).
 * Cycles are allowed: nothing in Fairway depends on a start order.
 *
 * @param lowered by id.
 */
export function noteCycles(lowered: readonly LoweredWorkload[]): Diagnostic[] {
  const positions = new Map<string, number>();
  for (const [position, { workload }] of lowered.entries()) positions.set(workload.id, position);
  const targets = lowered.map((one) => targetsOf(one, positions));
  return components(targets).map((group) =>
    noteOf(group.toSorted((a, b) => a - b).map((one) => lowered[one] as LoweredWorkload)),
  );
}

/** Positions of the workloads that one reaches. */
function targetsOf({ workload, edges }: LoweredWorkload, positions: ReadonlyMap<string, number>): number[] {
  const targets: number[] = [];
  for (const { type, from, to } of edges) {
    if (type !== 'reaches' || from !== workload.id || to === workload.id) continue;
    const position = positions.get(to);
    if (position !== undefined) targets.push(position);
  }
  return targets;
}

function noteOf(group: readonly LoweredWorkload[]): Diagnostic {
  const { intent } = (group[0] as LoweredWorkload).workload;
  const names = group.map(({ workload }) => workload.name);
  return diagnostic(
    {
      code: 'FWY3015',
      severity: 'note',
      message: `${names.join(', ')} depend on each other; each must start without the others`,
    },
    intent.document.locate(intent.place(['dependencies'])),
  );
}

/** Groups of two or more that reach each other. Takes the targets out of their lists. */
function components(targets: readonly number[][]): number[][] {
  const none = -1;
  const index = new Int32Array(targets.length).fill(none);
  const low = new Int32Array(targets.length);
  const open = new Uint8Array(targets.length);
  const stack: number[] = [];
  const found: number[][] = [];
  let visited = 0;
  const visit = (one: number): void => {
    index[one] = low[one] = visited;
    visited += 1;
    stack.push(one);
    open[one] = 1;
  };
  const lower = (one: number, to: number): void => {
    low[one] = Math.min(low[one] as number, to);
  };
  // An explicit stack: a chain of ten thousand services must not end the process.
  const frames: number[] = [];
  for (let start = 0; start < targets.length; start += 1) {
    if (index[start] !== none) continue;
    visit(start);
    frames.push(start);
    for (let one = frames.at(-1); one !== undefined; one = frames.at(-1)) {
      const to = targets[one]?.pop();
      if (to === undefined) {
        frames.pop();
        close(one);
        const parent = frames.at(-1);
        if (parent !== undefined) lower(parent, low[one] as number);
      } else if (index[to] === none) {
        visit(to);
        frames.push(to);
      } else if (open[to] === 1) lower(one, index[to] as number);
    }
  }
  return found;

  function close(one: number): void {
    if (low[one] !== index[one]) return;
    const group = stack.splice(stack.lastIndexOf(one));
    for (const member of group) open[member] = 0;
    if (group.length > 1) found.push(group);
  }
}
