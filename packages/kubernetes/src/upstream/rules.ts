import type { FieldPath } from '../field-path/index.ts';
import { isRecord, isText, kindOfValue, type Report } from './reading.ts';
import { schemaAt } from './json-path.ts';
import type { Rule, Schema } from './schema.ts';

const TEXTS = ['message', 'messageExpression', 'reason', 'fieldPath'] as const;

const REASONS: ReadonlySet<unknown> = new Set([
  undefined,
  null,
  'FieldValueDuplicate',
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
]);

/** Reads `x-kubernetes-validations`. Rules without an expression are reported and left out. */
export function readRules(value: unknown, path: FieldPath, report: Report): readonly Rule[] | undefined {
  if (!Array.isArray(value)) {
    report(path, `expected a list of rules; this is ${kindOfValue(value)}`);
    return undefined;
  }
  const rules: Rule[] = [];
  for (const [index, raw] of value.entries()) {
    const at = [...path, index];
    if (!isRecord(raw) || typeof raw['rule'] !== 'string' || raw['rule'].trim() === '') {
      report(at, 'a rule needs the CEL expression in `rule`');
      continue;
    }
    const rule: Record<string, unknown> = { rule: raw['rule'] };
    for (const word of TEXTS) {
      const text = raw[word];
      if (isText(text)) rule[word] = text;
      else if (text !== undefined && text !== null && text !== '')
        report([...at, word], `expected text; this is ${kindOfValue(text)}`);
    }
    if (raw['optionalOldSelf'] === true) rule['optionalOldSelf'] = true;
    checkWords(raw, at, report);
    rules.push(rule as unknown as Rule);
  }
  return rules.length === 0 ? undefined : rules;
}

function checkWords(raw: Readonly<Record<string, unknown>>, path: FieldPath, report: Report): void {
  const { message, reason, rule } = raw;
  const said = isText(message) ? message.trim() : undefined;
  if (said === '') report([...path, 'message'], 'a message says something, or is left out');
  if (said !== undefined && hasLines(said)) report([...path, 'message'], 'a message is one line');
  if (said === undefined && hasLines(String(rule).trim()))
    report([...path, 'message'], 'a rule of several lines needs a message');
  if (!REASONS.has(reason))
    report(
      [...path, 'reason'],
      'the reason is FieldValueDuplicate, FieldValueForbidden, FieldValueInvalid, or FieldValueRequired',
    );
}

function hasLines(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** Reports rules whose `fieldPath` leads to no field of the schema that they stand in. */
export function checkRulePaths(schema: Schema, path: FieldPath, report: Report): void {
  for (const [index, { fieldPath }] of (schema.rules ?? []).entries())
    if (fieldPath !== undefined && schemaAt(schema, fieldPath, 'names and keys') === undefined)
      report(
        [...path, 'x-kubernetes-validations', index, 'fieldPath'],
        `${JSON.stringify(fieldPath)} leads to no field of the schema`,
      );
}
