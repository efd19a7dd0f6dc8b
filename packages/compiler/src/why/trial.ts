import { withValueAt, type Platform, type SourceDocument, type Unit } from '@fairway/model';
import { compile } from '../compile.ts';
import type { InputLeaf } from './leaves.ts';
import type { WhyInput } from './why.ts';

/** One changed leaf. */
export interface Change {
  readonly leaf: InputLeaf;
  readonly value: unknown;
}

/**
 * Compiles one unit, with one leaf changed if asked. `undefined` where the change breaks something
 * or the unit no longer exists: such a value says nothing about the field.
 */
export function compileWith(platform: Platform, scope: WhyInput, unitId: string, change?: Change): Unit | undefined {
  const input = change === undefined ? scope : changed(scope, change);
  if (input === undefined) return undefined;
  const [, cluster, , name] = unitId.split('/');
  const compilation = compile(platform, {
    ...input,
    only: ({ id }) => {
      const [, onCluster, , named] = id.split('/');
      return id === unitId || (change !== undefined && onCluster === cluster && named === name && name !== '_namespace');
    },
  });
  for (const unit of compilation.units) {
    return unit.diagnostics.some(({ severity }) => severity === 'error') ? undefined : unit;
  }
  return undefined;
}

function changed(scope: WhyInput, { leaf, value }: Change): WhyInput | undefined {
  const document = replaced(leaf.document, leaf, value);
  if (leaf.definition === undefined) {
    return { ...scope, documents: scope.documents.map((one) => (one === leaf.document ? document : one)) };
  }
  const documents = leaf.definition.builtIn
    ? [...scope.definitionDocuments, ...siblings(scope, leaf), document]
    : scope.definitionDocuments.map((one) => (one === leaf.document ? document : one));
  try {
    return { ...scope, definitionDocuments: documents, definition: scope.loadDefinition(documents) };
  } catch {
    // A definition that no longer makes sense says nothing about the field.
    return undefined;
  }
}

function replaced(document: SourceDocument, { path }: InputLeaf, value: unknown): SourceDocument {
  return { ...document, value: withValueAt(document.value, path, value) };
}

/** Built-in environments and clusters stand back as a whole, so writing one means writing all of them. */
function siblings({ definition }: WhyInput, { definition: own }: InputLeaf): readonly SourceDocument[] {
  if (own === undefined || (own.kind !== 'Environment' && own.kind !== 'Cluster')) return [];
  return definition
    .all(own.kind)
    .filter((one) => one.builtIn && one.name !== own.name)
    .map(({ source }) => source);
}
