import { emitManifests } from '@fairway/kubernetes';
import { compareText, type Platform, type Unit } from '@fairway/model';

/** A file of the record, relative to the unit's folder. */
export interface RecordFile {
  readonly name: string;
  readonly text: string;
}

/** One unit as it stands in the record: a folder with two files. */
export interface SerializedUnit {
  /** `<env>/<cluster>/<namespace>/<name>`. */
  readonly folder: string;
  readonly files: readonly RecordFile[];
}

/** What `fairway.lock` holds: hashes are `sha256:<64 hexadecimal digits>`. */
export interface UnitLock {
  readonly apiVersion: 'fairway.dev/lock/v1';
  readonly unit: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly definition: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly nodes: Unit['nodes'];
  readonly edges: Unit['edges'];
}

/** Writes a unit as text: manifests in apply order, and the lock with the hash of every file. */
export function serializeUnit(unit: Unit, platform: Pick<Platform, 'sha256'>): SerializedUnit {
  const manifests = emitManifests(unit.objects);
  const lock: UnitLock = {
    apiVersion: 'fairway.dev/lock/v1',
    unit: unit.id,
    inputs: unit.inputs,
    definition: unit.definition,
    files: { 'manifests.yaml': `sha256:${platform.sha256(manifests)}` },
    nodes: unit.nodes,
    edges: unit.edges,
  };
  return {
    folder: unit.id,
    files: [
      { name: 'manifests.yaml', text: manifests },
      { name: 'fairway.lock', text: lockText(lock) },
    ],
  };
}

/** The lock as JSON with a line for every entry, so that a change of one thing is a change of one line. */
function lockText(lock: UnitLock): string {
  return `{
"apiVersion": ${JSON.stringify(lock.apiVersion)},
"unit": ${JSON.stringify(lock.unit)},
"inputs": ${lines('{', Object.entries(lock.inputs).toSorted(byKey).map(pair), '}')},
"definition": ${lines('[', lock.definition.map(json), ']')},
"files": ${lines('{', Object.entries(lock.files).toSorted(byKey).map(pair), '}')},
"nodes": ${lines('[', lock.nodes.map(json), ']')},
"edges": ${lines('[', lock.edges.map(json), ']')}
}
`;
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

function pair([key, value]: readonly [string, string]): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}

function byKey([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return compareText(a, b);
}

function lines(open: string, entries: readonly string[], close: string): string {
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.join(',\n')}\n${close}`;
}
