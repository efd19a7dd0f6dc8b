import { compareText, type Shape } from '@fairway/model';
import { limitsSentence } from '../sentences.ts';
import {
  fileNameOf,
  isKeyOf,
  overrideShape,
  publishedKinds,
  publishedVersions,
  type OutputSource,
  type PublishedKind,
  type PublishedVersion,
} from '../source.ts';

type List = Extract<Shape, { type: 'list' }>;

const METADATA = `export interface Metadata {
  /** A DNS label of at most 40 characters. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
`;

/** TypeScript types of the documents, types only, by file name: one file per kind and API version. */
export function typeFiles(source: OutputSource): Map<string, string> {
  const files = publishedKinds(source).flatMap((kind) =>
    publishedVersions(source).map((version): [string, string] => [
      `${fileNameOf(kind.name)}_${version.name}.ts`,
      fileOf(kind, version),
    ]),
  );
  return new Map(files.sort(([a], [b]) => compareText(a, b)));
}

function fileOf(kind: PublishedKind, version: PublishedVersion): string {
  const { name, schema, spellings } = kind;
  const { deprecated } = version;
  const about =
    deprecated === undefined
      ? schema.kind.description
      : `${schema.kind.description}\n@deprecated until ${deprecated.removal}; use ${deprecated.replacement}`;
  const environments = [
    comment('What differs by environment: its name, and below it values in the shape of spec.', 1),
    `  readonly environments?: Readonly<Record<string, ${name}Environment>>;\n`,
  ];
  return [
    METADATA,
    `\n${comment(about, 0)}export interface ${name} {\n`,
    `  readonly apiVersion: ${JSON.stringify(version.apiVersion)};\n`,
    `  readonly kind: ${spellings.map((spelling) => JSON.stringify(spelling)).join(' | ')};\n`,
    `  readonly metadata: Metadata;\n  readonly spec: ${name}Spec;\n`,
    ...environments,
    '}\n',
    `\n${comment('What the author writes; fields with a question mark have a default or may be absent.', 0)}`,
    `export type ${name}Spec = ${typeOf(schema.spec[version.schema], 0, false, undefined)};\n`,
    `\n${comment('What one environment may set.', 0)}`,
    `export type ${name}Environment = ${typeOf(overrideShape(kind, version.schema), 0, true, undefined)};\n`,
  ].join('');
}

function typeOf(shape: Shape, indent: number, partial: boolean, list: List | undefined): string {
  switch (shape.type) {
    case 'object':
      return objectType(shape, indent, partial, list);
    case 'map':
      return `Readonly<Record<string, ${typeOf(shape.value, indent, partial, undefined)}>>`;
    case 'list':
      return `readonly (${typeOf(shape.item, indent, partial, shape)})[]`;
    case 'string':
      return shape.values === undefined
        ? 'string'
        : shape.values.map((value) => JSON.stringify(value)).join(' | ');
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return shape.only === undefined ? 'boolean' : String(shape.only);
    case 'union':
      return shape.options.map((option) => `(${typeOf(option, indent, partial, undefined)})`).join(' | ');
    case 'any':
      return 'unknown';
  }
}

function objectType(
  shape: Extract<Shape, { type: 'object' }>,
  indent: number,
  partial: boolean,
  list: List | undefined,
): string {
  const entries = Object.entries(shape.fields);
  if (entries.length === 0) return 'Readonly<Record<string, never>>';
  const lines = entries.map(([name, field]) => {
    const about = [field.shape.meta.description, limitsSentence(field.shape)].filter(Boolean).join(' ');
    const needed = field.required && (!partial || isKeyOf(list, name));
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    const type = typeOf(field.shape, indent + 1, partial, undefined);
    return `${comment(about, indent + 1)}${pad(indent + 1)}readonly ${key}${needed ? '' : '?'}: ${type};\n`;
  });
  const open = shape.open ? `${pad(indent + 1)}readonly [name: string]: unknown;\n` : '';
  return `{\n${lines.join('')}${open}${pad(indent)}}`;
}

function comment(text: string, indent: number): string {
  if (text === '') return '';
  const lines = text.replaceAll('*/', '* /').split('\n');
  if (lines.length === 1) return `${pad(indent)}/** ${lines[0]} */\n`;
  return `${pad(indent)}/**\n${lines.map((line) => `${pad(indent)} * ${line}\n`).join('')}${pad(indent)} */\n`;
}

function pad(indent: number): string {
  return '  '.repeat(indent);
}
