import {
  definitionKinds,
  hubVersion,
  isObject,
  shapeOf,
  suggest,
  valueAt,
  type Constraint,
  type DefinitionDocument,
  type Shape,
} from '@fairway/model';
import {
  defaultDocuments,
  defaultsOf,
  defaultValues,
  publishedKinds,
  type OutputSource,
  type PublishedKind,
} from '../outputs/source.ts';
import { constraintsOn, fieldRows, olderSpellings, type FieldRow, type Varies } from '../outputs/rows.ts';
import { constraintSentence, limitsSentence, typeWords } from '../outputs/sentences.ts';

/** What is known of a kind or of one of its fields, as data. */
export interface FieldExplanation {
  /** `WebService` or `WebService.runtime.size`. */
  readonly subject: string;
  readonly type: string;
  readonly description: string;
  /** Formats, bounds, units. */
  readonly limits: string;
  readonly choices: readonly string[];
  readonly required: boolean;
  /** What applies where nothing is written, and who says so. */
  readonly default?: { readonly value: unknown; readonly from: string };
  /** Whether `environments.<env>` may set it; absent for kinds of the definition. */
  readonly varies?: Varies;
  /** Rules between fields that name it, as sentences. */
  readonly rules: readonly string[];
  readonly older: readonly string[];
  /** Fields directly below. */
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    readonly description: string;
  }[];
}

export type FieldAnswer =
  | { readonly found: true; readonly explanation: FieldExplanation }
  /** `known`: what could have been meant, best first. */
  | { readonly found: false; readonly message: string; readonly known: readonly string[] };

interface Subject {
  readonly name: string;
  readonly description: string;
  readonly shape: Shape;
  readonly rows: readonly FieldRow[];
  readonly constraints: readonly Constraint[];
  readonly documents: readonly DefinitionDocument[];
  readonly published: PublishedKind | undefined;
}

/** Whether a text begins with the name of a kind, so that {@link explainField} can answer. */
export function namesKind(source: OutputSource, wanted: string): boolean {
  const [kind = ''] = wanted.split('.');
  return subjectOf(source, kind) !== undefined;
}

/**
 * Explains `KIND` or `KIND.field.path` (fields below `spec`; `spec.` may be written; `[]` and `[name=x]` are skipped).
 * Kinds are found whatever the case; the plural is read too.
 */
export function explainField(source: OutputSource, wanted: string): FieldAnswer {
  const [kind = '', ...rest] = wanted.replaceAll(/\[[^\]]*\]/g, '').split('.');
  const subject = subjectOf(source, kind);
  if (subject === undefined) return unknownKind(source, kind);
  const names = rest[0] === 'spec' ? rest.slice(1) : rest;
  if (names.length === 0) return { found: true, explanation: explainKind(subject) };
  const row = subject.rows.find((one) => {
    const path = one.names.filter((name) => name !== '[]');
    return (
      path.length === names.length && path.every((name, index) => name === names[index] || name === '<key>')
    );
  });
  if (row !== undefined) return { found: true, explanation: explainRow(subject, row) };
  const paths = subject.rows.map(({ path }) => path.replaceAll('[]', ''));
  const nearest = suggest(names.join('.'), paths);
  const hint = nearest === undefined ? '' : `; did you mean ${subject.name}.${nearest}?`;
  return {
    found: false,
    message: `${subject.name} has no field ${names.join('.')}${hint}`,
    known: nearest === undefined ? [] : [`${subject.name}.${nearest}`],
  };
}

function subjectOf(source: OutputSource, wanted: string): Subject | undefined {
  const name = wanted.toLowerCase();
  const published = publishedKinds(source).find(
    ({ spellings, schema }) =>
      spellings.some((one) => one.toLowerCase() === name) || schema.kind.plural === name,
  );
  if (published !== undefined) {
    const { schema, defaults } = published;
    const shape = schema.spec[hubVersion];
    return {
      name: published.name,
      description: schema.kind.description,
      shape,
      rows: fieldRows(shape, defaultsOf(published, hubVersion), schema.vary),
      constraints: schema.constraints,
      documents: defaults,
      published,
    };
  }
  const kind = definitionKinds.find((one) => one.kind.toLowerCase() === name);
  if (kind === undefined) return undefined;
  const documents = defaultDocuments(source.definition, kind.kind);
  const shape = shapeOf(kind.spec);
  const rows = fieldRows(shape, documents.map(defaultValues).at(-1), undefined);
  return {
    name: kind.kind,
    description: kind.description,
    shape,
    rows,
    constraints: kind.constraints,
    documents,
    published: undefined,
  };
}

function unknownKind(source: OutputSource, wanted: string): FieldAnswer {
  const kinds = [...publishedKinds(source).map(({ name }) => name), ...definitionKinds.map(({ kind }) => kind)];
  const nearest = suggest(wanted, kinds);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return {
    found: false,
    message: `there is no kind ${wanted}${hint}`,
    known: nearest === undefined ? kinds.sort() : [nearest],
  };
}

function explainKind(subject: Subject): FieldExplanation {
  return {
    subject: subject.name,
    type: 'kind',
    description: subject.description,
    limits: '',
    choices: [],
    required: true,
    rules: subject.constraints.map(constraintSentence),
    older: [],
    fields: fieldsBelow(subject.shape),
  };
}

function explainRow(subject: Subject, row: FieldRow): FieldExplanation {
  const { shape, path, names, required, fallback, varies } = row;
  const { published } = subject;
  const value =
    fallback ?? valueAt(published === undefined ? undefined : defaultsOf(published, hubVersion), names);
  const scalar = shape.type === 'list' ? shape.item : shape;
  return {
    subject: `${subject.name}.${path}`,
    type: typeWords(shape),
    description: shape.meta.description ?? '',
    limits: limitsSentence(shape),
    choices: scalar.type === 'string' ? (scalar.values ?? []) : [],
    required,
    ...(value === undefined ? {} : { default: { value, from: originOf(subject.documents, names) } }),
    ...(published === undefined ? {} : { varies }),
    rules: constraintsOn(subject, path).map(constraintSentence),
    older:
      published === undefined
        ? []
        : olderSpellings(published.schema, path).map(({ version, words }) => `${version}: ${words}`),
    fields: fieldsBelow(shape),
  };
}

/** The strongest document that says the value. */
function originOf(documents: readonly DefinitionDocument[], names: readonly string[]): string {
  const document =
    documents.findLast((one) => valueAt(defaultValues(one), names) !== undefined) ?? documents[0];
  if (document === undefined) return 'built in';
  const place = `${document.kind}/${document.name}`;
  if (document.builtIn) return `${place} (built in)`;
  const { file, line } = document.source.locate(['spec', 'defaults', ...names]);
  return `${place} (${file}:${line})`;
}

function fieldsBelow(shape: Shape): FieldExplanation['fields'] {
  const object = shape.type === 'list' ? shape.item : shape.type === 'map' ? shape.value : shape;
  if (object.type !== 'object') return [];
  return Object.entries(object.fields).map(([name, field]) => ({
    name,
    type: typeWords(field.shape),
    required: field.required,
    description: field.shape.meta.description ?? '',
  }));
}

/** The explanation as text, in the manner of `kubectl explain`. */
export function explanationText(explanation: FieldExplanation): string {
  const { subject, type, description, limits, choices, fields, older, rules, required, varies } = explanation;
  const lines = [
    `${subject} (${type}${required && type !== 'kind' ? ', required' : ''})`,
    '',
    indented(description),
  ];
  const say = (label: string, text: string): void => {
    if (text !== '') lines.push(indented(`${label}: ${text}`));
  };
  if (limits !== '') lines.push(indented(limits));
  say('One of', choices.join(', '));
  const fallback = explanation.default;
  if (fallback !== undefined) say('Default', `${valueText(fallback.value)}, from ${fallback.from}`);
  if (varies !== undefined) say('May vary by environment', varies);
  for (const rule of rules) lines.push(indented(`Rule: ${rule.replaceAll('`', '')}`));
  for (const one of older) lines.push(indented(`Older spelling: ${one.replaceAll('`', '')}`));
  if (fields.length > 0) lines.push('', 'FIELDS');
  for (const field of fields) {
    lines.push(
      `  ${field.name} (${field.type}${field.required ? ', required' : ''})`,
      `      ${field.description}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function valueText(value: unknown): string {
  return isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value);
}

function indented(text: string): string {
  return `  ${text}`;
}
