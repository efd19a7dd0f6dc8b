import { RE2JS } from 're2js';
import { failure, type Int } from '../values.ts';
import type { Library } from './overload.ts';

const cache = new Map<string, RE2JS>();

/** A compiled expression (RE2: linear in the text); the last few hundred are kept. Fails if it is none. */
export function regexOf(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    throw failure(`invalid regular expression ${pattern}: ${error instanceof Error ? error.message : ''}`);
  }
  if (cache.size >= 500) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

/** Whether a part of the text matches. */
export function matches(text: string, pattern: string): boolean {
  return regexOf(pattern).test(text);
}

function find(text: string, pattern: string): string {
  const matcher = regexOf(pattern).matcher(text);
  return matcher.find() ? (matcher.group() ?? '') : '';
}

function findAll(text: string, pattern: string, limit: Int = -1): readonly string[] {
  const matcher = regexOf(pattern).matcher(text);
  const found: string[] = [];
  while ((limit < 0 || found.length < limit) && matcher.find()) found.push(matcher.group() ?? '');
  return found;
}

/** `find` and `findAll`. */
export const regex: Library = {
  name: 'regex',
  since: 23,
  functions: [
    ['find', 'string.(string) -> string', find],
    ['findAll', 'string.(string) -> list(string)', findAll],
    ['findAll', 'string.(string, int) -> list(string)', findAll],
  ],
};
