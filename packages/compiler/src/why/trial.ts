import {
  valueAt,
  withValueAt,
  type Definition,
  type Platform,
  type SourceDocument,
  type Unit,
} from '@fairway/model';
import { compile, compileObserved } from '../compile.ts';
import type { Observer } from '../observer.ts';
import { unitMemory, type UnitMemory } from '../unit/unit-memory.ts';
import type { WhyInput } from './input.ts';
import type { InputLeaf } from './leaves.ts';

/** One changed leaf. */
export interface Change {
  readonly leaf: InputLeaf;
  readonly value: unknown;
}

/** The unit as it comes out without changes, and the memory of making it. */
export interface KnownUnit {
  readonly unit: Unit;
  readonly memory: UnitMemory;
}

/** Compiles a unit and remembers how, so that trials need not do again what a change does not touch. */
export function compileKnown(platform: Platform, scope: WhyInput, unitId: string): KnownUnit | undefined {
  const memory = unitMemory();
  const unit = compileWith(platform, { ...scope, memory }, unitId);
  memory.commit();
  return unit === undefined ? undefined : { unit, memory };
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
  known?: KnownUnit,
): Unit | undefined {
  const input = changed(scope, changes);
  if (input.broken) return undefined;
  // Another definition would empty the memory; with the same one, all other workloads need no second look.
  const memory = input.definition === scope.definition ? known?.memory : undefined;
  const [, cluster, , name] = unitId.split('/');
  const compilation = compile(platform, {
    ...input,
    ...(memory === undefined ? {} : { memory }),
    only: ({ id }) => {
      const [, onCluster, , named] = id.split('/');
      return (
        id === unitId ||
        (changes.length > 0 && onCluster === cluster && named === name && name !== '_namespace')
      );
    },
  });
  for (const unit of compilation.units) {
    return unit.diagnostics.some(({ severity }) => severity === 'error') ? undefined : unit;
  }
  return memory?.unchanged().some(({ id }) => id === unitId) === true ? known?.unit : undefined;
}

const lenient: Observer = {
  definition: (definition) => definition,
  spec: ({ spec }) => spec,
  evenBlocked: true,
};

/**
 * Compiles one unit with changes that may break something: good enough to see whether they move a field.
 * `undefined` where nothing of the unit is left to look at.
 */
export function compileLeniently(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  changes: readonly Change[],
): Unit | undefined {
  const [, cluster, , name] = unitId.split('/');
  const only = ({ id }: { readonly id: string }): boolean => {
    const [, onCluster, , named] = id.split('/');
    return id === unitId || (onCluster === cluster && named === name && name !== '_namespace');
  };
  try {
    const input = changed(scope, changes);
    for (const unit of compileObserved(platform, { ...input, only }, lenient).units) return unit;
  } catch {
    // What is broken need not compile.
  }
  return undefined;
}

interface Changed extends WhyInput {
  /** Whether the changed definition has errors. */
  readonly broken: boolean;
}

function changed(scope: WhyInput, changes: readonly Change[]): Changed {
  if (changes.length === 0) return { ...scope, broken: false };
  const intents = new Map<SourceDocument, SourceDocument>();
  const definitions = new Map<SourceDocument, SourceDocument>();
  const added: SourceDocument[] = [];
  for (const { leaf, value } of changes) {
    const target = leaf.definition === undefined ? intents : definitions;
    const place = placeToWrite(leaf, scope.definition);
    if (place === undefined) continue;
    const document = target.get(place) ?? place;
    if (document === leaf.document && leaf.definition?.builtIn === true) added.push(...siblings(scope, leaf));
    target.set(place, { ...document, value: withValueAt(document.value, leaf.path, value) });
  }
  const documents =
    intents.size === 0 ? scope.documents : scope.documents.map((one) => intents.get(one) ?? one);
  if (definitions.size === 0) return { ...scope, documents, broken: false };
  const own = new Set(scope.definitionDocuments);
  const definitionDocuments = [
    ...scope.definitionDocuments.map((one) => definitions.get(one) ?? one),
    ...added.filter((one) => !definitions.has(one)),
    ...[...definitions].filter(([original]) => !own.has(original)).map(([, document]) => document),
  ];
  const { definition, diagnostics } = scope.loadDefinition(definitionDocuments);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  return { ...scope, documents, definitionDocuments, definition, broken };
}

/**
 * The document in which another value of a leaf is written, at the same path. It is the leaf's own, or, for
 * built-in defaults of a kind, the organization's KindDefault of that kind: a kind has one beside the built-in.
 * `undefined` where that one says something else there already, so that the built-in value means nothing.
 */
export function placeToWrite(
  { document, definition: own, path }: InputLeaf,
  definition: Definition,
): SourceDocument | undefined {
  if (own?.kind !== 'KindDefault' || !own.builtIn) return document;
  const { kind } = own.spec as { readonly kind?: unknown };
  const stronger = definition.all('KindDefault').find((one) => !one.builtIn && one.spec.kind === kind);
  if (stronger === undefined) return document;
  const { value } = stronger.source;
  // A list cannot be begun in its middle.
  const throughList = path.some(
    (segment, index) => typeof segment === 'number' && valueAt(value, path.slice(0, index)) === undefined,
  );
  return throughList || path.length < 3 || valueAt(value, path) !== undefined ? undefined : stronger.source;
}

/** Built-in environments and clusters stand back as a whole, so writing one means writing all of them. */
function siblings({ definition }: WhyInput, { definition: own }: InputLeaf): readonly SourceDocument[] {
  if (own === undefined || (own.kind !== 'Environment' && own.kind !== 'Cluster')) return [];
  return definition
    .all(own.kind)
    .filter((one) => one.builtIn && one.name !== own.name)
    .map(({ source }) => source);
}
