import type { GraphEdge } from '@fairway/model';
import type { Intent } from '../load/intent.ts';

/** A workload that could not be followed to its units; its system, where at least that is known. */
export interface Unresolved {
  readonly intent: Intent;
  readonly system?: string;
  /** Its id in the graph, and its edges as far as they are known: what it touches cannot be compiled without it. */
  readonly id?: string;
  readonly edges?: readonly GraphEdge[];
}
