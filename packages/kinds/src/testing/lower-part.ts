import type { Contribution, Part } from '@fairway/model';
import { testContext, type ContextOptions, type ReportedProblem } from './part-context.ts';

/** What a part said about one workload. */
export interface LoweredPart {
  readonly contributions: readonly Contribution[];
  /** Values of the workload's own node by dotted path. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly ReportedProblem[];
  /** Codes of the problems, in order. */
  readonly codes: readonly string[];
}

/** Lowers one part by itself, on a context built by hand. */
export function lowerPart(part: Part, options: ContextOptions<Readonly<Record<string, unknown>>>): LoweredPart {
  const { context, problems } = testContext(options);
  const contributions = [...part.lower(context)];
  const values: Record<string, unknown> = {};
  for (const one of contributions) {
    if (one.contribution === 'value' && one.node === undefined) values[one.path.join('.')] = one.value;
  }
  return { contributions, values, problems, codes: problems.map(({ code }) => code) };
}
