import {
  valueAt,
  withValueAt,
  type Definition,
  type Diagnostic,
  type Platform,
  type SourceDocument,
  type Unit,
} from '@fairway/model';
import { compileObserved } from '../compile-observed.ts';
import type { Observer } from '../observer.ts';
import { unitMemory, type UnitMemory } from '../unit/unit-memory.ts';
import type { WhyInput } from './input.ts';
import type { InputLeaf } from './leaves.ts';

/** One changed leaf. */
export interface Change {
  readonly leaf: InputLeaf;
  readonly value: unknown;
}

/** What a trial tells beside its unit. */
export interface Outcome {
  /** What is wrong with the changes. */
  error?: Diagnostic;
  /** The units that the workload of the unit has then, by id, on all clusters. */
  unitIds?: readonly string[];
}

/** The unit as it comes out without changes, and the memory of making it. */
export interface KnownUnit {
  readonly unit: Unit;
  readonly memory: UnitMemory;
  /** The units of the same workload, on all clusters. */
  readonly unitIds: readonly string[];
  /** Errors that are there without any change. */
  readonly errors: ReadonlySet<string>;
}

/** Compiles a unit and remembers how, so that trials need not do again what a change does not touch. */
export function compileKnown(platform: Platform, scope: WhyInput, unitId: string): KnownUnit | undefined {
  const memory = unitMemory();
  const { diagnostics, units, unitIds } = compileObserved(platform, { ...scope, memory }, {});
  const [unit] = units;
  memory.commit();
  if (unit === undefined || unit.diagnostics.some(isError)) return undefined;
  const name = unitId.slice(unitId.lastIndexOf('/'));
  return {
    unit,
    memory,
    unitIds: unitIds.filter((id) => id.endsWith(name)),
    errors: new Set(diagnostics.filter(isError).map(keyOf)),
  };
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
  outcome: Outcome = {},
): Unit | undefined {
  const input = changed(scope, changes);
  const refused = (error: Diagnostic | undefined): boolean => {
    if (error !== undefined) outcome.error = error;
    return error !== undefined;
  };
  if (input.broken) {
    refused(input.diagnostics.find(isError));
    return undefined;
  }
  // Another definition would empty the memory; with the same one, all other workloads need no second look.
  const memory = input.definition === scope.definition ? known?.memory : undefined;
  const asked: WhyInput = {
    ...input,
    ...(memory === undefined ? {} : { memory }),
    only: ({ id }) => id === unitId || (changes.length > 0 && isSameWorkload(id, unitId)),
  };
  const compilation = compileObserved(platform, asked, {});
  const name = unitId.slice(unitId.lastIndexOf('/'));
  outcome.unitIds = compilation.unitIds.filter((id) => id.endsWith(name));
  const files = new Set(changes.map(({ leaf }) => leaf.document.file));
  // A namespace would be made even where the document that was changed is wrong now.
  const error = compilation.diagnostics.find(
    (one) =>
      isError(one) &&
      (one.units.includes(unitId) || files.has(one.file)) &&
      known?.errors.has(keyOf(one)) !== true,
  );
  if (refused(error)) return undefined;
  for (const unit of compilation.units) return refused(unit.diagnostics.find(isError)) ? undefined : unit;
  return memory?.unchanged().some(({ id }) => id === unitId) === true ? known?.unit : undefined;
}

/** Whether two units are those of one workload on one cluster: it may have moved to another namespace. */
function isSameWorkload(one: string, other: string): boolean {
  const [, cluster, , name] = one.split('/');
  const [, onCluster, , named] = other.split('/');
  return onCluster === cluster && named === name && name !== '_namespace';
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function keyOf({ code, file, message }: Diagnostic): string {
  return `${code} ${file} ${message}`;
}

const lenient: Observer = {
  definition: (definition) => definition,
  spec: ({ spec }) => spec,
  evenBlocked: true,
};

/**
 * Compiles one unit with changes that may break something: good enough to see whether they move a field.
 * `undefined` where nothing of the unit is left to look at.
 *
 * @param kind of the object that holds the field; others may be missing from the unit.
 */
export function compileLeniently(
  platform: Platform,
  scope: WhyInput,
  unitId: string,
  changes: readonly Change[],
  kind: string,
): Unit | undefined {
  const only = ({ id }: { readonly id: string }): boolean => id === unitId || isSameWorkload(id, unitId);
  try {
    const input = changed(scope, changes);
    const observer = { ...lenient, onlyKind: kind };
    for (const unit of compileObserved(platform, { ...input, only }, { observer }).units) return unit;
  } catch {
    // What is broken need not compile.
  }
  return undefined;
}

interface Changed extends WhyInput {
  /** Whether the changed definition has errors. */
  readonly broken: boolean;
  /** Of the changed definition. */
  readonly diagnostics: readonly Diagnostic[];
}

function changed(scope: WhyInput, changes: readonly Change[]): Changed {
  if (changes.length === 0) return { ...scope, broken: false, diagnostics: [] };
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
  if (definitions.size === 0) return { ...scope, documents, broken: false, diagnostics: [] };
  const own = new Set(scope.definitionDocuments);
  const definitionDocuments = [
    ...scope.definitionDocuments.map((one) => definitions.get(one) ?? one),
    ...added.filter((one) => !definitions.has(one)),
    ...[...definitions].filter(([original]) => !own.has(original)).map(([, document]) => document),
  ];
  const { definition, diagnostics } = scope.loadDefinition(definitionDocuments);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  return { ...scope, documents, definitionDocuments, definition, broken, diagnostics };
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
