import type { Compiler } from './compiler.ts';
import type { Node } from './node.ts';
import type { Check, Found } from './problem.ts';
import { nameOfType, problem } from './problem.ts';

/** The fields that embedded resources have whatever their schema says, and what it says of them besides. */
export function embeddedField(node: Node, compiler: Compiler, name: string): Check | undefined {
  if (node.embeddedResource !== true || compiler.embedded === undefined) return undefined;
  const check = FIELDS[name] ?? (name === 'metadata' ? compiler.embedded : undefined);
  if (check === undefined) return undefined;
  const own = node.properties?.[name];
  if (own === undefined) return check;
  const more = compiler.check(name === 'metadata' ? openMetadata(own) : own);
  return (value) => check(value) ?? more(value);
}

/** What a schema says of `metadata`, whose other fields are known without it. */
export function openMetadata(schema: Node): Node {
  return typeof schema.additionalProperties === 'object' ? schema : { ...schema, preserveUnknownFields: true };
}

const FIELDS: Readonly<Record<string, Check>> = {
  apiVersion: (value) =>
    textProblem(value) ??
    (String(value).split('/').length > 2
      ? problem('format', 'it is a version, or a group and a version')
      : undefined),
  kind: (value) =>
    textProblem(value) ??
    (/^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/i.test(String(value))
      ? undefined
      : problem('format', 'a kind starts with a letter and has letters, digits, and hyphens, at most 63')),
};

function textProblem(value: unknown): Found {
  if (typeof value !== 'string') return problem('type', `it is ${nameOfType(value)}, not text`);
  return value === '' ? problem('required', 'it is empty') : undefined;
}
