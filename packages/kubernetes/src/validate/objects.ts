import type { Compiler } from './compiler.ts';
import { embeddedField } from './embedded.ts';
import type { FormatCheck } from './formats.ts';
import type { Node } from './node.ts';
import { nullProblem } from './nulls.ts';
import type { Check, Finding, Found } from './problem.ts';
import { isRecord, join, joinBelow, nameOfType, problem } from './problem.ts';

const ANYTHING: Check = () => undefined;
const UNKNOWN: Check = () => problem('unknownField', 'there is no such field');

/**
 * The check of an object: its fields, unknown fields, required ones, and how many it has.
 *
 * @param inner how the schemas of fields are compiled
 */
export function objectCheck(node: Node, compiler: Compiler, inner = compiler.check): Check {
  const fields = new Map<string, Check>();
  const fieldCheck = (name: string): Check => {
    const embedded = embeddedField(node, compiler, name);
    if (embedded !== undefined) {
      fields.set(name, embedded);
      return embedded;
    }
    const declared = node.properties !== undefined && Object.hasOwn(node.properties, name);
    if (!declared) return map ?? (open ? ANYTHING : UNKNOWN);
    const check = inner(node.properties?.[name] as Node);
    fields.set(name, check);
    return check;
  };
  const rest = node.additionalProperties;
  const open = rest === true || (rest === undefined && isOpen(node));
  const map = typeof rest === 'object' ? inner(rest) : undefined;
  const whole = wholeCheck(node, compiler);
  return (value) => {
    if (!isRecord(value)) return problem('type', `it is ${nameOfType(value)}, not an object`);
    let found: Found;
    for (const name in value) {
      const item = value[name];
      if (item === undefined) continue;
      if (item === null) {
        found = nullField(node, compiler, name, found);
        continue;
      }
      const check: Check = fields.get(name) ?? fieldCheck(name);
      const wrong = check(item);
      if (wrong !== undefined) found = joinBelow(found, wrong, name);
    }
    if (whole === undefined) return found;
    const wrong: Finding[] | undefined = whole(value);
    if (wrong === undefined) return found;
    return found === undefined ? wrong : [...found, ...wrong];
  };
}

function isOpen(node: Node): boolean {
  return node.preserveUnknownFields === true;
}

/** A null: fine if nullable. In built-in kinds it stands for an absent field or an empty value: `onNull` is told. */
function nullField(node: Node, compiler: Compiler, name: string, found: Found): Found {
  const rest = node.additionalProperties;
  const declared = node.properties?.[name] ?? (typeof rest === 'object' ? rest : undefined);
  if (declared === undefined)
    return rest === true || isOpen(node) ? found : joinBelow(found, UNKNOWN(null) as Finding[], name);
  if (compiler.mode === 'custom') {
    const wrong = nullProblem(declared, compiler);
    return wrong === undefined ? found : joinBelow(found, wrong, name);
  }
  compiler.onNull();
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

/** What concerns an object as a whole. */
function wholeCheck(node: Node, { format, mode }: Compiler): ((value: Fields) => Found) | undefined {
  if (mode === 'typed') return undefined;
  const { minProperties, maxProperties, keyFormat } = node;
  const embedded = node.embeddedResource === true ? ['apiVersion', 'kind'] : [];
  const required = [...new Set([...(node.required ?? []), ...embedded])];
  const keys = keyFormat === undefined ? undefined : format(keyFormat);
  const isMissing = mode === 'builtin' ? isAbsentInGo : isAbsent;
  if (keys === undefined && required.length === 0 && minProperties === undefined && maxProperties === undefined)
    return undefined;
  const counts = minProperties !== undefined || maxProperties !== undefined;
  return (value) => {
    let found: Found;
    for (const name of required)
      if (isMissing(value[name])) found = joinBelow(found, problem('required', 'it is missing'), name);
    if (keys !== undefined) found = join(found, wrongKeys(value, keys));
    if (!counts) return found;
    const size = Object.keys(value).length;
    if (size < (minProperties ?? 0)) return [...(found ?? []), ...tooFew(size, minProperties ?? 0)];
    if (size > (maxProperties ?? Infinity))
      return [
        ...(found ?? []),
        ...problem('length', `it has ${size} fields; at most ${maxProperties} are allowed`),
      ];
    return found;
  };
}

function wrongKeys(value: Fields, format: FormatCheck): Found {
  let found: Found;
  for (const key in value) {
    const reason = format(key);
    if (reason !== undefined) found = joinBelow(found, problem('name', `its key ${reason}`), key);
  }
  return found;
}

function tooFew(size: number, minimum: number): Finding[] {
  return problem('length', `it has ${size} fields; at least ${minimum} ${minimum === 1 ? 'is' : 'are'} needed`);
}

function isAbsent(value: unknown): boolean {
  return value === undefined;
}

function isAbsentInGo(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
