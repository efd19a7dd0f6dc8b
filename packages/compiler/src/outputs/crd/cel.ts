import type { Shape } from '@fairway/model';

/** One entry of `x-kubernetes-validations`. */
export interface Validation {
  readonly rule: string;
  readonly message: string;
}

/** Words that CEL keeps for itself; Kubernetes escapes fields of these names. */
const RESERVED = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return'.split(
    ' ',
  ),
);

/** A field name as CEL reads it: `as` is `__as__`, `a-b` is `a__dash__b`. */
export function celName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}

/** A CEL string literal. */
export function celText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The rule that holds the keys of a map to their pattern: structural schemas know no `propertyNames`. */
export function keyRule(key: Shape): Validation | undefined {
  if (key.type !== 'string' || key.values !== undefined || key.pattern === undefined) return undefined;
  return {
    rule: `self.all(key, key.matches(${celText(key.pattern)}))`,
    message: `keys must match ${key.pattern}`,
  };
}
