import type { Schema } from '../upstream/index.ts';
import { compileRule, type RuleOptions, type RuleProblem } from './rule.ts';
import { celTypeOf, escapeName, follow, type Resolve } from './schema-type.ts';
import type { CelType } from './types.ts';

/** The cost that a single rule of a definition, and all of them together, may have by estimate. */
export const RULE_COST_LIMIT = 10_000_000;
export const DEFINITION_COST_LIMIT = 100_000_000;

/** A problem of a rule in a definition. */
export interface DefinitionRuleProblem extends Omit<RuleProblem, 'field'> {
  /** From the definition's root: `spec.hosts.items`; empty for the root. */
  readonly path: string;
  /** The way from the definition's schema to the one that has the rule: `['properties', 'spec', 'items']`. */
  readonly schemaPath: readonly string[];
  /** Which rule of those that stand there. Absent if the problem is the sum of all. */
  readonly index?: number;
  readonly field: RuleProblem['field'] | 'cost';
}

const REQUEST = 3 * 1024 * 1024;

interface Place {
  readonly schema: Schema;
  readonly type: CelType | undefined;
  readonly path: string;
  readonly schemaPath: readonly string[];
  /** How often this may be in an object; `undefined` without a limit. */
  readonly count: number | undefined;
  /** Old values can be found: no list without keys is above. */
  readonly correlated: boolean;
  readonly above: ReadonlySet<Schema>;
}

/**
 * Checks all rules of a custom resource's definition as a server does when the definition is applied: they compile,
 * they may look at old values where they do, and cost no more than a server allows, each and together.
 */
export function checkDefinitionRules(
  root: Schema,
  resolve: Resolve,
  options: RuleOptions,
): readonly DefinitionRuleProblem[] {
  const problems: DefinitionRuleProblem[] = [];
  let total = 0;
  const visit = (place: Place): void => {
    const schema = follow(place.schema, resolve);
    if (place.above.has(schema)) return;
    total += checkRules({ ...place, schema }, options, problems);
    for (const child of childrenOf({ ...place, schema }, resolve)) visit(child);
  };
  const type = celTypeOf(root, resolve, 'self', true);
  visit({ schema: root, type, path: '', schemaPath: [], count: 1, correlated: true, above: new Set() });
  if (total > DEFINITION_COST_LIMIT) {
    const times = Math.ceil((total / DEFINITION_COST_LIMIT) * 10) / 10;
    const message = `the rules together may cost ${times} times what a server allows`;
    problems.push({ message, offset: 0, path: '', schemaPath: [], field: 'cost' });
  }
  return problems;
}

function checkRules(place: Place, options: RuleOptions, problems: DefinitionRuleProblem[]): number {
  const { schema, type, path, schemaPath } = place;
  const at = { offset: 0, path, schemaPath };
  let total = 0;
  for (const [index, rule] of (schema.rules ?? []).entries()) {
    if (type === undefined) {
      const message = 'expressions cannot see a value without a type';
      problems.push({ ...at, message, index, field: 'rule' });
      continue;
    }
    const compiled = compileRule(rule, type, options);
    if (!compiled.ok) {
      problems.push(...compiled.problems.map((problem) => ({ ...at, ...problem, index })));
      continue;
    }
    if (compiled.rule.usesOldSelf && !place.correlated) {
      const message = 'oldSelf cannot be used below a list whose items have no keys';
      problems.push({ ...at, message, index, field: 'rule' });
    }
    const count = place.count ?? Math.floor(REQUEST / ((type.origin?.leastBytes ?? 0) + 1));
    // Servers count a message once, however often its rule may fail.
    for (const [what, cost] of [
      ['rule', compiled.rule.cost.maximum * count],
      ['message expression', compiled.rule.messageCost?.maximum ?? 0],
    ] as const) {
      total += cost;
      if (cost > RULE_COST_LIMIT) problems.push({ ...at, message: tooDear(what, cost), index, field: 'cost' });
    }
  }
  return total;
}

function tooDear(what: string, cost: number): string {
  const times = Math.ceil((cost / RULE_COST_LIMIT) * 10) / 10;
  return `the ${what} may cost ${times} times what a server allows; limit the lists and texts it reads with maxItems, maxProperties and maxLength`;
}

function childrenOf(place: Place, resolve: Resolve): readonly Place[] {
  const { schema, type } = place;
  const above = new Set(place.above).add(schema);
  const children: Place[] = [];
  const name = (part: string): string => (place.path === '' ? part : `${place.path}.${part}`);
  const times = (limit: number | undefined): number | undefined =>
    limit === undefined || place.count === undefined ? undefined : limit * place.count;
  const at = (part: string, child: Schema, known: CelType | undefined, words: readonly string[]): Place => ({
    ...place,
    schema: child,
    type: known ?? celTypeOf(child, resolve, `self.${name(part)}`),
    path: name(part),
    schemaPath: [...place.schemaPath, ...words],
    above,
  });
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    children.push(at(key, child, type?.field?.(escapeName(key) ?? '')?.type, ['properties', key]));
  const element =
    type?.kind === 'list' ? type.parameters[0] : type?.kind === 'map' ? type.parameters[1] : undefined;
  if (schema.items !== undefined) {
    const correlated = place.correlated && schema.listType === 'map';
    const items = at('items', schema.items, element, ['items']);
    children.push({ ...items, count: times(schema.maxItems), correlated });
  }
  if (typeof schema.additionalProperties === 'object') {
    const word = 'additionalProperties';
    const values = at(word, schema.additionalProperties, element, [word]);
    children.push({ ...values, count: times(schema.maxProperties) });
  }
  return children;
}
