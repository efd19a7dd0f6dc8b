import { compareText } from '@fairway/model';
import { numberText } from './scalar-text.ts';

/**
 * A value as JSON with keys sorted by code unit, two spaces of indentation and a line break at the end,
 * so that equal values have equal bytes. `undefined` values are left out; what JSON cannot hold throws.
 */
export function emitJson(value: unknown): string {
  return `${json(value, '\n')}\n`;
}

function json(value: unknown, line: string): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      return numberText(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? list(value, line) : mapping(value as Record<string, unknown>, line);
    default:
      throw new TypeError(`a ${typeof value} cannot be written as JSON`);
  }
}

function list(items: readonly unknown[], line: string): string {
  if (items.length === 0) return '[]';
  let text = '[';
  for (let index = 0; index < items.length; index++)
    text += `${index === 0 ? '' : ','}${line}  ${json(items[index], `${line}  `)}`;
  return `${text}${line}]`;
}

function mapping(object: Record<string, unknown>, line: string): string {
  let text = '';
  for (const key of Object.keys(object).sort(compareText)) {
    const value = object[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}${line}  ${JSON.stringify(key)}: ${json(value, `${line}  `)}`;
  }
  return text === '' ? '{}' : `{${text}${line}}`;
}
