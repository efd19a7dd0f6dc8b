import type { Schema } from '../../upstream/index.ts';
import { isRecord } from '../problem.ts';

type Resolve = (ref: string) => Schema;

/**
 * A value without nulls, as Go reads it into the types of built-in kinds: a null field is absent; a null in a list or
 * a map is the zero value of its type. Without a zero value that can be written down, null stays.
 */
export function withoutGoNulls(value: unknown, schema: Schema | undefined, resolve: Resolve): unknown {
  const target = schema?.ref === undefined ? schema : resolve(schema.ref);
  if (Array.isArray(value))
    return value.map((item: unknown) =>
      item === null ? zeroOf(target?.items, resolve) : withoutGoNulls(item, target?.items, resolve),
    );
  if (!isRecord(value)) return value;
  const kept: Record<string, unknown> = {};
  const rest = target?.additionalProperties;
  for (const [name, item] of Object.entries(value)) {
    const field = target?.properties?.[name];
    const entry = field ?? (typeof rest === 'object' ? rest : undefined);
    if (item !== null) kept[name] = withoutGoNulls(item, entry, resolve);
    else if (field === undefined) kept[name] = zeroOf(entry, resolve);
  }
  return kept;
}

function zeroOf(schema: Schema | undefined, resolve: Resolve): unknown {
  const target = schema?.ref === undefined ? schema : resolve(schema.ref);
  if (target?.intOrString === true) return 0;
  switch (target?.type) {
    case 'object':
      return {};
    case 'array':
      return [];
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      return target?.format?.startsWith('quantity') === true ? '0' : null;
  }
}
