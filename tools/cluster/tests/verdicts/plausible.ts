import type { Schema } from '@fairway/kubernetes';

/** What making up values takes. */
export interface Making {
  readonly resolve: (ref: string) => Schema;
  readonly random: () => number;
}

const TEXTS: Readonly<Record<string, string>> = {
  byte: 'YQ==',
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  duration: '5m',
  quantity: '1',
  uri: 'https://example.org/a',
  email: 'a@example.org',
  ipv4: '10.0.0.1',
  ipv6: '2001:db8::1',
  cidr: '10.0.0.0/8',
  hostname: 'example.org',
};

/** Texts that many patterns and handwritten checks take; the first that fits is taken. */
const CANDIDATES = [
  'a',
  'example',
  '5m',
  '10s',
  '1',
  'example.org',
  '/a',
  'A',
  '10.0.0.0/8',
  '10.0.0.1',
  'arn:aws:iam::123456789012:role/a',
  '50%',
  '1Gi',
  'https://example.org',
  '100',
  'a/b',
];

/**
 * A value that fits the structure of a schema: required fields and some of the others. It may break rules that the
 * structure does not tell; then the API server has to agree.
 */
export function plausible(schema: Schema, making: Making, depth = 0): unknown {
  const target: Schema = schema.ref === undefined ? schema : { ...making.resolve(schema.ref), ...schema };
  if (target.default !== undefined && making.random() < 0.5) return target.default;
  if (target.enum !== undefined) return target.enum[Math.floor(making.random() * target.enum.length)];
  if (target.intOrString === true) return target.minimum ?? 1;
  switch (target.type) {
    case 'object':
      return objectOf(target, making, depth);
    case 'array':
      return target.items === undefined
        ? []
        : Array.from({ length: Math.max(1, target.minItems ?? 0) }, () =>
            plausible(target.items as Schema, making, depth + 1),
          );
    case 'integer':
    case 'number':
      return Math.min(Math.max(target.minimum ?? 1, 1), target.maximum ?? 1);
    case 'boolean':
      return making.random() < 0.5;
    case 'string':
      return textOf(target);
    default:
      return target.format === 'quantity' ? '1' : {};
  }
}

function textOf({ format, maxLength = 1000, minLength = 0, pattern }: Schema): string {
  const known = TEXTS[format ?? ''];
  if (known !== undefined) return known;
  const expression = pattern === undefined ? undefined : compiled(pattern);
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (expression === undefined || expression.test(text));
  return CANDIDATES.find(fits) ?? 'a'.repeat(Math.max(1, minLength));
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

function objectOf(schema: Schema, making: Making, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const { additionalProperties, oneOf, anyOf, properties = {} } = schema;
  const wanted = new Set(schema.required);
  for (const choices of [oneOf, anyOf])
    if (choices !== undefined)
      for (const name of choices[Math.floor(making.random() * choices.length)]?.required ?? [])
        wanted.add(name);
  for (const [name, property] of Object.entries(properties))
    if (wanted.has(name) || (depth < 3 && making.random() < 0.15))
      object[name] = plausible(property, making, depth + 1);
  if (typeof additionalProperties === 'object')
    object['a'] = plausible(additionalProperties, making, depth + 1);
  return object;
}
