import { emitJson, emitManifests } from '@fairway/kubernetes';
import type { Platform, Unit } from '@fairway/model';

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
      { name: 'fairway.lock', text: emitJson(lock) },
    ],
  };
}
