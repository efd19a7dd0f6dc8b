import { diagnostic, type Diagnostic } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

/**
 * Notes each group of workloads that need each other (strongly connected components, Tarjan 1972).
 * Cycles are allowed: nothing in Fairway depends on a start order.
 */
export function noteCycles(lowered: readonly LoweredWorkload[]): Diagnostic[] {
  const byId = new Map(lowered.map((one) => [one.workload.id, one]));
  const targets = (id: string): string[] =>
    (byId.get(id)?.edges ?? [])
      .filter((edge) => edge.type === 'reaches' && edge.from === id && edge.to !== id && byId.has(edge.to))
      .map((edge) => edge.to);
  return components([...byId.keys()].toSorted(), targets)
    .filter((group) => group.length > 1)
    .map((group) => noteOf(group.toSorted(), byId));
}

function noteOf(group: readonly string[], byId: ReadonlyMap<string, LoweredWorkload>): Diagnostic {
  const { intent } = (byId.get(group[0] as string) as LoweredWorkload).workload;
  const names = group.map((id) => (byId.get(id) as LoweredWorkload).workload.name);
  return diagnostic(
    {
      code: 'FWY3015',
      severity: 'note',
      message: `${names.join(', ')} depend on each other; each must start without the others`,
    },
    intent.document.locate(intent.place(['dependencies'])),
  );
}

interface Frame {
  readonly id: string;
  readonly next: string[];
}

function components(ids: readonly string[], targets: (id: string) => string[]): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const open = new Set<string>();
  const found: string[][] = [];
  const visit = (id: string): Frame => {
    index.set(id, index.size);
    low.set(id, index.get(id) as number);
    stack.push(id);
    open.add(id);
    return { id, next: targets(id) };
  };
  // An explicit stack: a chain of ten thousand services must not end the process.
  for (const start of ids) {
    if (index.has(start)) continue;
    const frames: Frame[] = [visit(start)];
    while (frames.length > 0) {
      const frame = frames.at(-1) as Frame;
      const to = frame.next.pop();
      if (to === undefined) {
        frames.pop();
        close(frame.id);
        const parent = frames.at(-1);
        if (parent !== undefined)
          low.set(parent.id, Math.min(low.get(parent.id) as number, low.get(frame.id) as number));
      } else if (!index.has(to)) frames.push(visit(to));
      else if (open.has(to)) low.set(frame.id, Math.min(low.get(frame.id) as number, index.get(to) as number));
    }
  }
  return found;

  function close(id: string): void {
    if (low.get(id) !== index.get(id)) return;
    const group: string[] = [];
    for (;;) {
      const one = stack.pop() as string;
      open.delete(one);
      group.push(one);
      if (one === id) break;
    }
    found.push(group);
  }
}
