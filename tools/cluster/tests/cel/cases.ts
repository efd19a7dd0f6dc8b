import { costCases } from './costs.ts';
import { languageExpressions } from './expressions.ts';
import { libraryExpressions } from './library-expressions.ts';
import { valueCases } from './values.ts';
import type { RuleCase } from './verdicts.ts';

/** All cases in groups that fit into one definition each; names are unique. */
export function caseGroups(): ReadonlyMap<string, readonly RuleCase[]> {
  let count = 0;
  const groups = new Map<string, RuleCase[]>();
  const add = (group: string, rest: Omit<RuleCase, 'name'>): void => {
    const known = groups.get(group) ?? [];
    groups.set(group, known);
    known.push({ name: `c${count++}`, ...rest });
  };
  const expressions = { ...languageExpressions, ...libraryExpressions };
  for (const [group, rules] of Object.entries(expressions)) {
    for (const rule of rules) add(group, { schema: { type: 'integer' }, rule, values: [0] });
  }
  for (const [i, value] of valueCases.entries()) add(`values ${Math.floor(i / 60)}`, value);
  for (const [i, value] of costCases.entries()) add(`costs ${Math.floor(i / 60)}`, value);
  return groups;
}
