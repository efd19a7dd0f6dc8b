import { isObject, type ConversionStep, type Path, type PathSegment } from '@fairway/model';
import { stepPath } from './steps.ts';

type Mutable = Record<string, unknown>;

/** A spec converted to the hub, and where each moved value stood before. */
export interface Converted {
  readonly spec: unknown;
  /** Maps a path below `spec` in the hub's spelling to the written one. */
  readonly written: (path: Path) => Path;
}

const same = (path: Path): Path => path;

/**
 * Converts a spec (or an override of one environment) from an older version to the hub.
 * Values of the wrong type are left where they are: the schema check has reported them.
 */
export function toHub(spec: unknown, steps: readonly ConversionStep[]): Converted {
  if (steps.length === 0 || !isObject(spec)) return { spec, written: same };
  const copy = structuredClone(spec) as Mutable;
  for (const step of steps) applyStep(copy, step, true);
  return { spec: copy, written: (path) => writtenPath(path, steps, spec) };
}

/** Converts a hub spec to an older version: the inverse of {@link toHub}. */
export function fromHub(spec: unknown, steps: readonly ConversionStep[]): unknown {
  if (steps.length === 0 || !isObject(spec)) return spec;
  const copy = structuredClone(spec) as Mutable;
  for (const step of steps.toReversed()) applyStep(copy, step, false);
  return copy;
}

function applyStep(root: Mutable, step: ConversionStep, forward: boolean): void {
  switch (step.step) {
    case 'rename':
    case 'move':
      moveValue(root, stepPath(forward ? step.from : step.to), stepPath(forward ? step.to : step.from));
      return;
    case 'mapValues': {
      const values = forward
        ? step.values
        : Object.fromEntries(Object.entries(step.values).map(([from, to]) => [to, from]));
      const path = stepPath(step.path);
      const last = path.at(-1) as string;
      forEachAt(root, path.slice(0, -1), (parent) => {
        const value = parent[last];
        if (typeof value === 'string' && Object.hasOwn(values, value)) parent[last] = values[value];
      });
      return;
    }
    case 'split':
      forEachAt(root, stepPath(step.at), (entry) => {
        if (forward) joinToField(entry, step);
        else splitField(entry, step);
      });
  }
}

function joinToField(entry: Mutable, step: Extract<ConversionStep, { step: 'split' }>): void {
  const selector = entry[step.selector];
  const field =
    typeof selector === 'string' && Object.hasOwn(step.into, selector) ? step.into[selector] : undefined;
  if (field === undefined || !Object.hasOwn(entry, step.value)) return;
  const value = entry[step.value];
  delete entry[step.value];
  delete entry[step.selector];
  entry[field] = value;
}

function splitField(entry: Mutable, step: Extract<ConversionStep, { step: 'split' }>): void {
  for (const [selector, field] of Object.entries(step.into)) {
    if (!Object.hasOwn(entry, field)) continue;
    const value = entry[field];
    delete entry[field];
    entry[step.selector] = selector;
    entry[step.value] = value;
    return;
  }
}

/** Moves the value at one path to another; both share their `[]` steps, so lists move entry by entry. */
function moveValue(root: Mutable, from: readonly string[], to: readonly string[]): void {
  const list = from.lastIndexOf('[]');
  if (list >= 0) {
    forEachAt(root, from.slice(0, list + 1), (entry) =>
      moveValue(entry, from.slice(list + 1), to.slice(list + 1)),
    );
    return;
  }
  const value = take(root, from);
  if (value === undefined) return;
  let here = root;
  for (const name of to.slice(0, -1)) {
    if (!isObject(here[name])) here[name] = {};
    here = here[name] as Mutable;
  }
  here[to.at(-1) as string] = value;
}

/** Removes and returns a value; objects that become empty go with it. */
function take(root: Mutable, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(root, name)) return undefined;
  const value = root[name];
  if (rest.length === 0) {
    delete root[name];
    return value;
  }
  if (!isObject(value)) return undefined;
  const found = take(value as Mutable, rest);
  if (found !== undefined && Object.keys(value).length === 0) delete root[name];
  return found;
}

function forEachAt(root: unknown, path: readonly string[], visit: (object: Mutable) => void): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    if (isObject(root)) visit(root as Mutable);
    return;
  }
  if (name === '[]') {
    if (Array.isArray(root)) for (const entry of root) forEachAt(entry, rest, visit);
    return;
  }
  if (isObject(root) && Object.hasOwn(root, name)) forEachAt(root[name], rest, visit);
}

/** Where a hub path stood in the written spec; the path itself where nothing moved. */
function writtenPath(path: Path, steps: readonly ConversionStep[], written: unknown): Path {
  let result: readonly PathSegment[] = path;
  for (const step of steps.toReversed()) {
    if (step.step === 'rename' || step.step === 'move') {
      result = replacePrefix(result, stepPath(step.to), stepPath(step.from)) ?? result;
    } else if (step.step === 'split') {
      const targets = Object.values(step.into);
      for (const target of targets) {
        result =
          replacePrefix(result, [...stepPath(step.at), target], [...stepPath(step.at), step.value]) ?? result;
      }
    }
  }
  return written === undefined ? path : result;
}

function replacePrefix(path: Path, from: readonly string[], to: readonly string[]): Path | undefined {
  if (path.length < from.length) return undefined;
  const indices: PathSegment[] = [];
  for (const [position, name] of from.entries()) {
    const segment = path[position] as PathSegment;
    if (name === '[]') {
      if (typeof segment !== 'number') return undefined;
      indices.push(segment);
    } else if (segment !== name) return undefined;
  }
  const filled = to.map((name) => (name === '[]' ? (indices.shift() as PathSegment) : name));
  return [...filled, ...path.slice(from.length)];
}
