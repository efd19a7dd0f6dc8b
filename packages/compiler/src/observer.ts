import type { Definition } from '@fairway/model';
import type { ResolvedWorkload } from './resolve/workload.ts';

/** Watches which inputs a compilation reads. Off but for `why`: parts and emitters never know of it. */
export interface Observer {
  readonly definition: (definition: Definition) => Definition;
  readonly spec: (workload: ResolvedWorkload) => ResolvedWorkload['spec'];
  /** Makes units that errors block too: enough to see what a change moves, never to be used. */
  readonly evenBlocked?: boolean;
  /** Only what may emit this kind of object is asked to. */
  readonly onlyKind?: string;
}
