import { emitDocument, emitManifests } from '@fairway/kubernetes';
import { compareText, type Diagnostic, type Platform, type Unit, type UnitBefore } from '@fairway/model';
import { byApplyOrder } from '../unit/apply-order.ts';
import {
  isConfiguration,
  keepConfigurations,
  type Configuration,
  type ConfigurationText,
} from './configurations.ts';

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
  /** Warnings about what stood in its folder before. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What `fairway.lock` holds: hashes are `sha256:<64 hexadecimal digits>`. */
export interface UnitLock {
  readonly apiVersion: 'fairway.dev/lock/v1';
  readonly unit: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly definition: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The immutable ConfigMaps in its manifests, if there are any: the current ones, then the kept ones, newest first. */
  readonly configurations?: readonly Configuration[];
  readonly nodes: Unit['nodes'];
  readonly edges: Unit['edges'];
}

/**
 * Writes a unit as text: manifests in apply order, and the lock with the hash of every file.
 *
 * @param before what stands in the unit's folder; older configurations in there are kept for pods of older releases.
 */
export function serializeUnit(
  unit: Unit,
  platform: Pick<Platform, 'sha256'>,
  before?: UnitBefore,
): SerializedUnit {
  const { manifests, configurations, diagnostics } = manifestsOf(unit, platform, before);
  const lock: UnitLock = {
    apiVersion: 'fairway.dev/lock/v1',
    unit: unit.id,
    inputs: unit.inputs,
    definition: unit.definition,
    files: { 'manifests.yaml': `sha256:${platform.sha256(manifests)}` },
    ...(configurations.length === 0 ? {} : { configurations }),
    nodes: unit.nodes,
    edges: unit.edges,
  };
  return {
    folder: unit.id,
    files: [
      { name: 'manifests.yaml', text: manifests },
      { name: 'fairway.lock', text: lockText(lock) },
    ],
    diagnostics,
  };
}

interface Manifests {
  readonly manifests: string;
  readonly configurations: readonly Configuration[];
  readonly diagnostics: readonly Diagnostic[];
}

function manifestsOf(
  unit: Unit,
  platform: Pick<Platform, 'sha256'>,
  before: UnitBefore | undefined,
): Manifests {
  const { objects } = unit;
  const current: ConfigurationText[] = [];
  for (const object of objects) {
    if (!isConfiguration(object)) continue;
    const text = emitDocument(object);
    current.push({ name: object.metadata.name, hash: `sha256:${platform.sha256(text)}`, text });
  }
  const { kept, diagnostics } = keepConfigurations(unit, current, before, platform);
  const manifests = kept.length === 0 ? emitManifests(objects) : merge(unit, kept);
  const configurations: Configuration[] = current.map(({ name, hash }) => ({ name, hash }));
  for (const { name, hash } of kept) configurations.push({ name, hash, kept: true });
  return { manifests, configurations, diagnostics };
}

/** The manifests with the kept ConfigMaps among them, each at its place in apply order. */
function merge({ objects }: Unit, kept: readonly ConfigurationText[]): string {
  const waiting = kept.toSorted((a, b) => compareText(a.name, b.name));
  const texts: string[] = [];
  let next = 0;
  for (const object of objects) {
    for (; next < waiting.length; next += 1) {
      const { name, text } = waiting[next] as ConfigurationText;
      if (byApplyOrder({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, object) > 0) break;
      texts.push(text);
    }
    texts.push(emitDocument(object));
  }
  return [...texts, ...waiting.slice(next).map(({ text }) => text)].join('---\n');
}

/** The lock as JSON with a line for every entry, so that a change of one thing is a change of one line. */
function lockText(lock: UnitLock): string {
  return `{
"apiVersion": ${JSON.stringify(lock.apiVersion)},
"unit": ${JSON.stringify(lock.unit)},
"inputs": ${lines('{', Object.entries(lock.inputs).toSorted(byKey).map(pair), '}')},
"definition": ${lines('[', lock.definition.map(json), ']')},
"files": ${lines('{', Object.entries(lock.files).toSorted(byKey).map(pair), '}')},
${lock.configurations === undefined ? '' : `"configurations": ${lines('[', lock.configurations.map(json), ']')},\n`}"nodes": ${lines('[', lock.nodes.map(json), ']')},
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
