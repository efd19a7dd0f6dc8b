import { valueAt, type Definition, type Path, type Problem, type StricterOnly } from '@fairway/model';
import type { Intent } from '../load/intent.ts';

type Spec = Readonly<Record<string, unknown>>;

/** What an exposure class reaches, the least strict first. */
const REACHES: readonly string[] = ['public', 'internal', 'none'];

/**
 * Some fields may vary by environment only towards stricter (INTENT.md §3): a service that is internal
 * everywhere else must not become public in one environment.
 *
 * @param before the effective spec without the environment's own values.
 */
export function reportLaxer(
  intent: Intent,
  before: Spec,
  override: Spec,
  definition: Definition,
  report: (problem: Problem, path: Path) => void,
): void {
  for (const { part, at } of intent.schema.parts) {
    for (const rule of part.stricterOnly ?? []) {
      const path = [...at, ...rule.path.split('.')];
      const value = valueAt(override, path);
      const usual = valueAt(before, path);
      if (typeof value !== 'string' || typeof usual !== 'string') continue;
      if (strictness(value, rule, definition) >= strictness(usual, rule, definition)) continue;
      report(
        {
          code: 'FWY2018',
          message: `${rule.path} is ${usual} in general; an environment may make it stricter, and ${value} is laxer`,
          fix: `write the laxer one in spec, and the stricter one in the other environments`,
        },
        path,
      );
    }
  }
}

function strictness(value: string, { order }: StricterOnly, definition: Definition): number {
  if (order !== 'reach') return order.indexOf(value);
  const reach = definition.get('ExposureClass', value)?.spec.reach;
  // A class that does not exist is reported elsewhere.
  return reach === undefined ? REACHES.length : REACHES.indexOf(reach);
}
