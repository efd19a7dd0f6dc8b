import {
  compareText,
  definitionKinds,
  shapeOf,
  suggest,
  type Definition,
  type DefinitionDocument,
  type DefinitionKindName,
} from '@fairway/model';
import { validateShape } from '../validate/validate.ts';
import { definitionKind } from './read-entries.ts';

/** Somebody who refers to documents of the definition: an intent, as its loader found it. */
export interface DefinitionUser {
  readonly kind: string;
  /** `name` or `system/name`. */
  readonly name: string;
  readonly file: string;
  readonly references: readonly { readonly kind: string; readonly name: string }[];
}

/** What is known about one name of the definition. */
export interface ExplainedDocument {
  readonly document: DefinitionDocument;
  /** Whether a bare name means this version. */
  readonly current: boolean;
  /** `platform/sizes.yaml:12`, or `built in`. */
  readonly from: string;
  /** Who names it, sorted: `System order-management`, `WebService order-management/orders-api`. */
  readonly users: readonly { readonly kind: string; readonly name: string; readonly file: string }[];
}

export interface Explanation {
  readonly documents: readonly ExplainedDocument[];
  /** The nearest name, where there is no document of this one. */
  readonly suggestion?: string;
}

/**
 * The effective documents of a name (or alias, or `Kind/name`, or `name@version`) in any kind:
 * what they say, where they come from, and who uses them.
 */
export function explainDefinition(
  definition: Definition,
  wanted: string,
  users: readonly DefinitionUser[] = [],
): Explanation {
  const { kind, name, version } = parse(wanted);
  const kinds = definitionKinds
    .map((one) => one.kind as DefinitionKindName)
    .filter((one) => kind === undefined || one === kind);
  const named = new Map(kinds.map((one) => [one, definition.get(one, name)?.name ?? name]));
  const everyone = [...definitionUsers(definition), ...users];
  const documents = definition
    .documents()
    .filter(
      (one) =>
        named.get(one.kind as DefinitionKindName) === one.name &&
        (version === undefined || version === one.version),
    )
    .map((document) => explained(definition, document, everyone));
  if (documents.length > 0) return { documents };
  const suggestion = suggest(name, new Set(kinds.flatMap((one) => definition.names(one))));
  return suggestion === undefined ? { documents } : { documents, suggestion };
}

function parse(wanted: string): { kind?: string; name: string; version?: string } {
  const slash = wanted.indexOf('/');
  const at = wanted.indexOf('@');
  const name = wanted.slice(slash + 1, at < 0 ? undefined : at);
  return {
    name,
    ...(slash < 0 ? {} : { kind: wanted.slice(0, slash) }),
    ...(at < 0 ? {} : { version: wanted.slice(at + 1) }),
  };
}

function explained(
  definition: Definition,
  document: DefinitionDocument,
  users: readonly DefinitionUser[],
): ExplainedDocument {
  const kind = document.kind as DefinitionKindName;
  const { file, line } = document.source.locate(['metadata', 'name']);
  return {
    document,
    current: definition.get(kind, document.name) === document,
    from: file.startsWith('builtin/') ? 'built in' : `${file}:${line}`,
    users: users
      .filter(({ references }) =>
        references.some(
          (one) => one.kind === kind && (definition.get(kind, one.name)?.name ?? one.name) === document.name,
        ),
      )
      .map((user) => ({ kind: user.kind, name: user.name, file: user.file }))
      .sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name)),
  };
}

/** Documents of the definition as users of each other. */
function definitionUsers(definition: Definition): DefinitionUser[] {
  return definition.documents().map((document) => {
    const kind = definitionKind(document.kind);
    const own =
      kind === undefined
        ? []
        : validateShape(document.spec, shapeOf(kind.spec), document.source, [], { partial: true }).references;
    return {
      kind: document.kind,
      name: document.name,
      file: document.source.file,
      references: own,
    };
  });
}
