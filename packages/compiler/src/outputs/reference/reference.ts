import {
  compareText,
  definitionApiVersion,
  definitionKinds,
  hubVersion,
  shapeOf,
  type Constraint,
  type Definition,
  type Format,
  type Shape,
} from '@fairway/model';
import { FORMATS } from '../../validate/string.ts';
import { fieldRows, olderSpellings, type FieldRow } from '../rows.ts';
import { constraintSentence, limitsSentence, typeWords } from '../sentences.ts';
import {
  defaultDocuments,
  defaultsOf,
  defaultValues,
  fileNameOf,
  publishedKinds,
  publishedVersions,
  type OutputSource,
  type PublishedKind,
} from '../source.ts';

/** What the pages say beyond the schemas; by kind. */
export interface ReferenceNotes {
  /** Markdown that follows the summary. */
  readonly details?: ReadonlyMap<string, string>;
  /** Example documents as YAML, with where they are from. */
  readonly examples?: ReadonlyMap<string, readonly { readonly title: string; readonly text: string }[]>;
}

/**
 * Reference pages in Markdown, by path below `docs/reference`: one per kind, one per kind of the definition,
 * one of formats, and an index.
 */
export function referencePages(source: OutputSource, notes: ReferenceNotes = {}): Map<string, string> {
  const pages = new Map<string, string>();
  const kinds = publishedKinds(source);
  for (const kind of kinds) pages.set(`kinds/${fileNameOf(kind.name)}.md`, kindPage(source, kind, notes));
  for (const kind of definitionKinds) {
    pages.set(`definition/${fileNameOf(kind.kind)}.md`, definitionPage(source.definition, kind, notes));
  }
  pages.set('formats.md', formatsPage());
  pages.set(
    'kinds/README.md',
    indexPage(
      'Kinds that developers write',
      kinds.map(({ name, schema }) => [name, schema.kind.description]),
    ),
  );
  pages.set(
    'definition/README.md',
    indexPage(
      'Kinds that platform teams write',
      definitionKinds.map(({ kind, description }) => [kind, description]),
    ),
  );
  return new Map([...pages].sort(([a], [b]) => compareText(a, b)));
}

function kindPage(source: OutputSource, kind: PublishedKind, notes: ReferenceNotes): string {
  const { schema, name, spellings } = kind;
  const versions = publishedVersions(source).map(
    ({ apiVersion, schema: version }) =>
      `\`${apiVersion}\`${version === hubVersion ? '' : ` (schema ${version})`}`,
  );
  const rows = fieldRows(schema.spec[hubVersion], defaultsOf(kind, hubVersion), schema.vary);
  const upcoming = 'upcoming' in schema.kind ? schema.kind.upcoming : undefined;
  const sections =
    schema.parts.length === 0
      ? [{ title: 'Fields', summary: '', details: '', rows }]
      : partSections(kind, rows);
  return page([
    `# ${name}`,
    notes.details?.has(name) === true ? '' : schema.kind.description,
    upcoming === undefined ? '' : `Not compiled yet: ${upcoming}`,
    `API versions: ${versions.join(', ')}. Fields are shown as \`${hubVersion}\` spells them.`,
    spellings.length > 1
      ? `Also read as ${spellings
          .slice(1)
          .map((one) => `\`${one}\``)
          .join(', ')}.`
      : '',
    notes.details?.get(name) ?? '',
    ...sections.flatMap(({ title, summary, details, rows: own }) => [
      `## ${title}`,
      summary,
      details,
      fieldTable(own),
    ]),
    constraintList(schema.constraints),
    olderTable(kind, rows),
    ...exampleBlocks(notes.examples?.get(name) ?? []),
  ]);
}

interface Section {
  readonly title: string;
  readonly summary: string;
  readonly details: string;
  readonly rows: readonly FieldRow[];
}

function partSections({ schema }: PublishedKind, rows: readonly FieldRow[]): Section[] {
  return schema.parts.map(({ part, at, fields }) => ({
    title: at.length === 0 ? part.name : `${part.name} (${at.join('.')})`,
    summary: part.docs.summary,
    details: part.docs.details ?? '',
    rows: rows.filter(
      ({ names }) =>
        at.every((name, index) => names[index] === name) && fields.includes(names[at.length] as string),
    ),
  }));
}

function definitionPage(
  definition: Definition,
  kind: (typeof definitionKinds)[number],
  notes: ReferenceNotes,
): string {
  const defaults = defaultDocuments(definition, kind.kind).map(defaultValues).at(-1);
  const rows = fieldRows(shapeOf(kind.spec), defaults, undefined);
  const builtIn = definition.documents().filter((document) => document.kind === kind.kind && document.builtIn);
  return page([
    `# ${kind.kind}`,
    kind.description,
    `API version: \`${definitionApiVersion}\`. ${kind.versioned ? 'Several versions of one name may stand side by side.' : ''}`.trim(),
    builtIn.length === 0 ? '' : `Built in: ${builtIn.map(({ name }) => `\`${name}\``).join(', ')}.`,
    notes.details?.get(kind.kind) ?? '',
    '## Fields',
    fieldTable(rows, false),
    constraintList(kind.constraints),
    ...exampleBlocks(notes.examples?.get(kind.kind) ?? []),
  ]);
}

function fieldTable(rows: readonly FieldRow[], varies = true): string {
  if (rows.length === 0) return 'No fields.';
  const head = varies
    ? '| Field | Type | Default | Varies | Description |\n|---|---|---|---|---|'
    : '| Field | Type | Default | Description |\n|---|---|---|---|';
  const lines = rows.map(({ path, shape, required, fallback, varies: how }) => {
    const missing = required ? 'required' : '';
    const value = fallback === undefined ? missing : inCode(JSON.stringify(fallback));
    const cells = [inCode(path), typeCell(shape), value, ...(varies ? [how] : []), descriptionCell(shape)];
    return `| ${cells.join(' | ')} |`;
  });
  return [head, ...lines].join('\n');
}

function typeCell(shape: Shape): string {
  const scalar = shape.type === 'list' ? shape.item : shape;
  const { format, reference } = scalar.meta;
  const words = cell(typeWords(shape));
  if (scalar.type !== 'string') return words;
  if (reference !== undefined && definitionKinds.some(({ kind }) => kind === reference)) {
    return `[${words}](../definition/${fileNameOf(reference)}.md)`;
  }
  return format === undefined ? words : `[${words}](../formats.md#${format.toLowerCase()})`;
}

function descriptionCell(shape: Shape): string {
  const choices =
    shape.type === 'string' && shape.values !== undefined
      ? `One of ${shape.values.map(inCode).join(', ')}.`
      : '';
  const limits = shape.type === 'string' ? '' : limitsSentence(shape);
  const examples =
    shape.meta.examples === undefined
      ? ''
      : `For example ${shape.meta.examples.map((one) => inCode(typeof one === 'string' ? one : JSON.stringify(one))).join(', ')}.`;
  return cell(
    [shape.meta.description ?? '', choices, limits, examples].filter((text) => text !== '').join(' '),
  );
}

function cell(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replaceAll(/(?<!\\)\|/g, '\\|')
    .replaceAll('<', '&lt;');
}

function inCode(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function constraintList(constraints: readonly Constraint[]): string {
  if (constraints.length === 0) return '';
  return `## Rules between fields\n\n${constraints.map((one) => `- ${cell(constraintSentence(one))}`).join('\n')}`;
}

function olderTable({ schema }: PublishedKind, rows: readonly FieldRow[]): string {
  const lines = rows.flatMap(({ path }) =>
    olderSpellings(schema, path).map(
      ({ version, words }) => `| ${inCode(path)} | ${cell(words)} | ${version} |`,
    ),
  );
  if (lines.length === 0) return '';
  const advice = 'Older versions spell some fields differently; `fairway migrate --to v1beta1` rewrites them.';
  return [
    '## Older spellings',
    '',
    advice,
    '',
    '| Field | Older spelling | Version |',
    '|---|---|---|',
    ...lines,
  ].join('\n');
}

function exampleBlocks(examples: readonly { readonly title: string; readonly text: string }[]): string[] {
  if (examples.length === 0) return [];
  return [
    '## Examples',
    ...examples.flatMap(({ title, text }) => [`### ${title}`, `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``]),
  ];
}

function formatsPage(): string {
  const formats = (Object.keys(FORMATS) as Format[]).sort(compareText);
  const text = (format: Format): string =>
    `${FORMATS[format].charAt(0).toUpperCase()}${FORMATS[format].slice(1)}.`;
  return page([
    '# Formats',
    'What texts of a format look like.',
    ...formats.flatMap((format) => [`## ${format}`, text(format)]),
  ]);
}

function indexPage(title: string, kinds: readonly (readonly [string, string])[]): string {
  const lines = kinds.map(([kind, description]) => `- [${kind}](${fileNameOf(kind)}.md): ${description}`);
  return page([`# ${title}`, lines.join('\n')]);
}

function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
