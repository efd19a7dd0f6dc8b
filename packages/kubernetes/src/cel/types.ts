import type { Schema } from '../upstream/index.ts';

/** The kinds of types. `parameter` stands for a type that is yet to be inferred. */
export type TypeKind =
  | 'bool'
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bytes'
  | 'null'
  | 'timestamp'
  | 'duration'
  | 'dyn'
  | 'error'
  | 'list'
  | 'map'
  | 'object'
  | 'opaque'
  | 'type'
  | 'parameter';

/**
 * A CEL type. Two types are the same if kind, name, and parameters are: the name tells objects apart
 * (`self.spec`, `kubernetes.Quantity`), and is empty for lists and maps.
 */
export interface CelType {
  readonly kind: TypeKind;
  readonly name: string;
  /** list: element; map: key, value; `optional_type`: its value; type: what it names. */
  readonly parameters: readonly CelType[];
  /** Objects: the field of an (escaped) name. */
  readonly field?: (name: string) => CelField | undefined;
  /** Set for types made from a schema: what is known beyond the type. */
  readonly origin?: SchemaOrigin;
}

/** A field of an object type. */
export interface CelField {
  /** The key in JSON; the name in expressions is escaped. */
  readonly key: string;
  readonly type: CelType;
}

/** What a type made from a schema knows of its values. */
export interface SchemaOrigin {
  readonly schema: Schema;
  /** Gives the schemas that its refs name. */
  readonly resolve: (ref: string) => Schema;
  /** The longest list, text (bytes), or largest map there can be: the schema's limit or what a request of 3 MiB can hold. */
  readonly maximum: number;
  readonly nullable: boolean;
  /** The least bytes that a value takes in JSON. */
  readonly leastBytes: number;
}

const simple = (kind: TypeKind, name: string): CelType => ({ kind, name, parameters: [] });

export const boolType = simple('bool', 'bool');
export const intType = simple('int', 'int');
export const uintType = simple('uint', 'uint');
export const doubleType = simple('double', 'double');
export const stringType = simple('string', 'string');
export const bytesType = simple('bytes', 'bytes');
export const nullType = simple('null', 'null');
export const timestampType = simple('timestamp', 'timestamp');
export const durationType = simple('duration', 'duration');
export const dynType = simple('dyn', 'dyn');
export const errorType = simple('error', '!error!');

/** `list(element)` */
export const listOf = (element: CelType): CelType => ({ kind: 'list', name: '', parameters: [element] });
/** `map(key, value)` */
export const mapOf = (key: CelType, value: CelType): CelType => ({
  kind: 'map',
  name: '',
  parameters: [key, value],
});
/** `optional_type(value)` */
export const optionalOf = (value: CelType): CelType => ({
  kind: 'opaque',
  name: 'optional_type',
  parameters: [value],
});
/** The type of a type. */
export const typeOf = (type: CelType): CelType => ({ kind: 'type', name: 'type', parameters: [type] });
/** A type to be inferred. */
export const parameter = (name: string): CelType => simple('parameter', name);
/** A type of a Kubernetes library; `object` ones may be compared with null. */
export const libraryType = (kind: 'object' | 'opaque', name: string): CelType => simple(kind, name);

/** The type of a list's element or a map's value; `dyn` for everything else. */
export function elementOf(type: CelType): CelType {
  return (type.kind === 'map' ? type.parameters[1] : type.parameters[0]) ?? dynType;
}

/** Whether two types are the same type. */
export function sameType(a: CelType, b: CelType): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.name !== b.name || a.parameters.length !== b.parameters.length) return false;
  for (let i = 0; i < a.parameters.length; i++) {
    if (!sameType(a.parameters[i] as CelType, b.parameters[i] as CelType)) return false;
  }
  return true;
}

/** `dyn` and types that an earlier problem left unknown. */
export const isDynamic = (type: CelType): boolean => type.kind === 'dyn' || type.kind === 'error';

/** Whether a type is an optional. */
export const isOptionalType = (type: CelType): boolean =>
  type.kind === 'opaque' && type.name === 'optional_type';

/** The value's type of an optional, any other type as it is. */
export function unwrapOptional(type: CelType): CelType {
  return isOptionalType(type) ? (type.parameters[0] as CelType) : type;
}

/** A type as messages name it: `list(string)`, `map(string, int)`, `self.spec`. */
export function typeText(type: CelType): string {
  if (type.kind === 'parameter') return 'dyn';
  if (type.kind === 'list') return `list(${typeText(elementOf(type))})`;
  if (type.kind === 'map') return `map(${type.parameters.map(typeText).join(', ')})`;
  if (type.parameters.length === 0) return type.name;
  return `${type.name}(${type.parameters.map(typeText).join(', ')})`;
}
