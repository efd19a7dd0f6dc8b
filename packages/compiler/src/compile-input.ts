import type { Definition, ResourceGraph, SourceDocument } from '@fairway/model';
import type { ImageOverride } from './resolve/images.ts';
import type { UnitMemory } from './unit/unit-memory.ts';

/** What one environment is compiled from. */
export interface CompileInput {
  /** The platform definition with the governance records and release sets. */
  readonly definition: Definition;
  /** Name or alias of the environment. */
  readonly environment: string;
  /** The intents as this environment has them. */
  readonly documents: readonly SourceDocument[];
  /** Images from the command line; the strongest voice. */
  readonly images?: readonly ImageOverride[];
  /** The graph of what was compiled before. It may only refuse; it never changes a byte of the output. */
  readonly previousGraph?: ResourceGraph;
  /** ISO date and time. It may change diagnostics, never bytes. */
  readonly now: string;
  /** Units to make; the others are checked all the same. Absent: all. */
  readonly only?: (unit: { readonly id: string; readonly service: string | null }) => boolean;
  /** Units that come out as this memory holds them are not made again; `memory.unchanged()` lists them. */
  readonly memory?: UnitMemory;
  /** Objects are not held to the definitions of their cluster's versions: to try something, or to measure the rest. */
  readonly unchecked?: boolean;
}
