import type { Constraint, Shape } from '@fairway/model';
import { FORMATS } from '../validate/string.ts';

/** A constraint as a sentence; code stands in backticks. */
export function constraintSentence(constraint: Constraint): string {
  const at = 'at' in constraint && constraint.at !== undefined ? constraint.at.replace(/\[\]$/, '') : '';
  const where = at === '' ? '' : ` (in \`${at}\`)`;
  switch (constraint.rule) {
    case 'atMost':
      return `${code(constraint.path)} is at most ${code(constraint.other)}${where}.`;
    case 'requires': {
      const condition =
        constraint.values === undefined
          ? 'is set'
          : `is ${constraint.values.map((value) => code(value)).join(' or ')}`;
      return `Where ${code(constraint.path)} ${condition}, ${code(constraint.other)} is set too${where}.`;
    }
    case 'exactlyOne':
      return `Exactly one of ${constraint.fields.map((field) => code(field)).join(', ')} is set${where}.`;
    case 'oneOfWhen': {
      const { path, values, when } = constraint;
      const condition = `${code(when.path)} is ${when.values.map((value) => code(value)).join(' or ')}`;
      return `Where ${condition}, ${code(path)} is ${values.map((value) => code(value)).join(' or ')}${where}.`;
    }
    case 'immutable':
      return `${code(constraint.path)} never changes in the life of the document.`;
  }
}

function code(text: string | number | boolean): string {
  return `\`${String(text)}\``;
}

/** The type of a field in a few words: `list of text`, `map of text`, `whole number`. */
export function typeWords(shape: Shape): string {
  switch (shape.type) {
    case 'object':
      return 'object';
    case 'map':
      return `map of ${typeWords(shape.value)}`;
    case 'list':
      return `list of ${typeWords(shape.item)}`;
    case 'string':
      if (shape.values !== undefined) return shape.values.length === 1 ? 'constant' : 'choice';
      return shape.meta.reference === undefined
        ? formatWords(shape.meta.format ?? 'text')
        : `name of ${withArticle(shape.meta.reference)}`;
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return 'true or false';
    case 'union':
      return [...new Set(shape.options.map(typeWords))].join(' or ');
    case 'any':
      return 'anything';
  }
}

/** `labelValue` as people write it: `label value`. */
function formatWords(format: string): string {
  return format.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function withArticle(kind: string): string {
  return `${/^[AEIOU]|^SLO/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** What else a value must be: format, bounds, lengths, unit; empty where there is nothing to say. */
export function limitsSentence(shape: Shape): string {
  const parts: string[] = [];
  const { format, unit, reference } = shape.meta;
  if (shape.type === 'string' && shape.values === undefined) {
    if (format !== undefined) parts.push(upper(FORMATS[format]));
    if (reference !== undefined) parts.push(`Names ${withArticle(reference)}`);
  }
  if (shape.type === 'integer' || shape.type === 'number') {
    const { minimum, maximum } = shape;
    const bounds =
      minimum !== undefined && maximum !== undefined
        ? `${minimum} to ${maximum}`
        : minimum === undefined
          ? maximum === undefined
            ? ''
            : `At most ${maximum}`
          : `At least ${minimum}`;
    const text = [bounds, unit].filter((one) => one !== undefined && one !== '').join(' ');
    if (text !== '') parts.push(upper(text));
  }
  if (shape.type === 'list' && shape.meta.listKey !== undefined) {
    parts.push(`Entries are told apart by ${shape.meta.listKey.split('|').map(code).join(' or ')}`);
  }
  if (shape.meta.placeholders === true) parts.push('Placeholders such as `{environment}` are replaced');
  return parts.map((part) => `${part}.`).join(' ');
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
