import type { Diagnostic, SourceDocument } from '@fairway/model';
import type { Intent, LoadedIntent } from '../load/intent.ts';
import type { Unresolved } from '../resolve/unresolved.ts';
import type { UnitPlan } from '../unit/unit-plan.ts';

interface BlockInput {
  readonly plans: readonly UnitPlan[];
  readonly loaded: readonly LoadedIntent[];
  readonly deliveries: ReadonlyMap<string, Intent>;
  readonly unresolved: readonly Unresolved[];
}

/**
 * Fills in which units each error blocks: those of its document, or all where it concerns the definition.
 * The namespace of a blocked workload is blocked too: its quota is computed from what it holds.
 */
export function nameBlockedUnits(diagnostics: readonly Diagnostic[], input: BlockInput): Diagnostic[] {
  if (!diagnostics.some(({ severity }) => severity === 'error')) return [...diagnostics];
  const index = indexOf(input);
  return diagnostics.map((one) => {
    if (one.severity !== 'error') return one;
    if (one.units.length === 0) return { ...one, units: unitsOf(one, index) };
    const units = new Set(one.units);
    for (const unit of one.units) for (const id of index.namespaces.get(unit) ?? []) units.add(id);
    return { ...one, units: [...units].toSorted() };
  });
}

/** Units that must not be made: those that errors name, and those of documents in which reading found errors. */
export function blockedUnits(named: readonly Diagnostic[], input: BlockInput): ReadonlySet<string> {
  const blocked = new Set(named.filter(({ severity }) => severity === 'error').flatMap(({ units }) => units));
  const damaged = input.loaded.filter(({ document }) => document.damaged === true);
  if (damaged.length === 0) return blocked;
  const { units, namespaces } = indexOf(input);
  for (const { document } of damaged) {
    for (const unit of units.get(document) ?? []) {
      blocked.add(unit);
      for (const id of namespaces.get(unit) ?? []) blocked.add(id);
    }
  }
  return blocked;
}

interface Index {
  readonly all: readonly string[];
  /** In the order of each file. */
  readonly documents: ReadonlyMap<string, readonly SourceDocument[]>;
  readonly units: ReadonlyMap<SourceDocument, readonly string[]>;
  /** Namespaces by the units they hold. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
}

function indexOf({ plans, loaded, deliveries, unresolved }: BlockInput): Index {
  const documents = new Map<string, SourceDocument[]>();
  for (const { document } of loaded) append(documents, document.file, document);
  for (const list of documents.values()) list.sort((a, b) => a.index - b.index);
  const units = new Map<SourceDocument, string[]>();
  const namespaces = new Map<string, string[]>();
  for (const { id, service, system, workloads } of plans) {
    for (const { workload } of workloads) {
      append(units, workload.intent.document, id);
      const delivery = deliveries.get(workload.name);
      if (delivery !== undefined) append(units, delivery.document, id);
      if (service === null) append(namespaces, `${id.slice(0, id.lastIndexOf('/'))}/${workload.name}`, id);
    }
    if (service !== null) continue;
    for (const one of unresolved) if (one.system === system.name) append(units, one.intent.document, id);
  }
  for (const one of unresolved) {
    for (const plan of plans) if (touches(plan, one)) append(units, one.intent.document, plan.id);
  }
  return { all: plans.map(({ id }) => id), documents, units, namespaces };
}

/** A consumer would be compiled with a host that is not known, a provider without one that it lets in. */
function touches({ service, workloads }: UnitPlan, { id, edges }: Unresolved): boolean {
  const [one] = workloads;
  if (service === null || one === undefined || id === undefined) return false;
  return one.edges.some(({ to }) => to === id) || edges?.some(({ to }) => to === one.workload.id) === true;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function unitsOf({ file, line }: Diagnostic, { all, documents, units }: Index): readonly string[] {
  const inFile = documents.get(file);
  if (inFile === undefined) return all;
  const document = documentAt(inFile, line);
  return document === undefined ? [] : (units.get(document) ?? []);
}

/** The last document that begins at or above a line, else the first one; halves, for files of many documents. */
function documentAt(inFile: readonly SourceDocument[], line: number): SourceDocument | undefined {
  let [low, high] = [0, inFile.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((inFile[middle] as SourceDocument).locate([]).line <= line) low = middle;
    else high = middle - 1;
  }
  return inFile[low];
}
