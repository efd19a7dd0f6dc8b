import { withValueAt, type Platform, type SourceDocument, type Unit } from '@fairway/model';
import { compile } from '../compile.ts';
import type { WhyInput } from './input.ts';
import type { InputLeaf } from './leaves.ts';

/** One changed leaf. */
export interface Change {
  readonly leaf: InputLeaf;
  readonly value: unknown;
}

/**
 * Compiles one unit, with leaves changed if asked. `undefined` where the changes break something
 * or the unit no longer exists: such values say nothing about a field.
 */
export function compileWith(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  changes: readonly Change[] = [],
): Unit | undefined {
  const input = changed(scope, changes);
  if (input === undefined) return undefined;
  const [, cluster, , name] = unitId.split('/');
  const compilation = compile(platform, {
    ...input,
    only: ({ id }) => {
      const [, onCluster, , named] = id.split('/');
      return id === unitId || (changes.length > 0 && onCluster === cluster && named === name && name !== '_namespace');
    },
  });
  for (const unit of compilation.units) {
    return unit.diagnostics.some(({ severity }) => severity === 'error') ? undefined : unit;
  }
  return undefined;
}

function changed(scope: WhyInput, changes: readonly Change[]): WhyInput | undefined {
  if (changes.length === 0) return scope;
  const intents = new Map<SourceDocument, SourceDocument>();
  const definitions = new Map<SourceDocument, SourceDocument>();
  const added: SourceDocument[] = [];
  for (const { leaf, value } of changes) {
    const target = leaf.definition === undefined ? intents : definitions;
    const document = target.get(leaf.document) ?? leaf.document;
    if (document === leaf.document && leaf.definition?.builtIn === true) added.push(...siblings(scope, leaf));
    target.set(leaf.document, { ...document, value: withValueAt(document.value, leaf.path, value) });
  }
  const documents = intents.size === 0 ? scope.documents : scope.documents.map((one) => intents.get(one) ?? one);
  if (definitions.size === 0) return { ...scope, documents };
  const own = new Set(scope.definitionDocuments);
  const definitionDocuments = [
    ...scope.definitionDocuments.map((one) => definitions.get(one) ?? one),
    ...added.filter((one) => !definitions.has(one)),
    ...[...definitions].filter(([original]) => !own.has(original)).map(([, document]) => document),
  ];
  try {
    return { ...scope, documents, definitionDocuments, definition: scope.loadDefinition(definitionDocuments) };
  } catch {
    // A definition that no longer makes sense says nothing about the field.
    return undefined;
  }
}

/** Built-in environments and clusters stand back as a whole, so writing one means writing all of them. */
function siblings({ definition }: WhyInput, { definition: own }: InputLeaf): readonly SourceDocument[] {
  if (own === undefined || (own.kind !== 'Environment' && own.kind !== 'Cluster')) return [];
  return definition
    .all(own.kind)
    .filter((one) => one.builtIn && one.name !== own.name)
    .map(({ source }) => source);
}
