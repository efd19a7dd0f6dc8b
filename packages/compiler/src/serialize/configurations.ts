import {
  diagnostic,
  fileStart,
  isObject,
  type Diagnostic,
  type KubernetesObject,
  type Platform,
  type Unit,
  type UnitBefore,
} from '@fairway/model';
import { revisionHistoryLimit } from '../emit/kubernetes/deployment/release.ts';

/**
 * An immutable ConfigMap in the manifests of a unit. `hash` is that of its document there,
 * `sha256:<64 hexadecimal digits>`.
 */
export interface Configuration {
  readonly name: string;
  readonly hash: string;
  /** Whether the unit no longer makes it: it stays for pods of older releases. */
  readonly kept?: true;
}

/** The document of an immutable ConfigMap, as it stands in manifests.yaml. */
export interface ConfigurationText extends Configuration {
  readonly text: string;
}

/** What a unit keeps of its older configurations. */
export interface KeptConfigurations {
  /** Newest first. */
  readonly kept: readonly ConfigurationText[];
  /** FWY4028: what should be kept and can no longer be read. */
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: KeptConfigurations = { kept: [], diagnostics: [] };

/** Whether an object is a ConfigMap that never changes: a change makes another one, called otherwise. */
export function isConfiguration({ apiVersion, kind, immutable }: KubernetesObject): boolean {
  return kind === 'ConfigMap' && immutable === true && apiVersion === 'v1';
}

/**
 * The configurations that a unit had before and does not make now: of each series as many as the cluster can roll
 * back to, newest first. Only what its lock claims, unchanged, is kept.
 *
 * @param current those that the unit makes now.
 */
export function keepConfigurations(
  unit: Pick<Unit, 'id' | 'namespace' | 'objects'>,
  current: readonly Configuration[],
  before: UnitBefore | undefined,
  platform: Pick<Platform, 'sha256'>,
): KeptConfigurations {
  if (before === undefined) return nothing;
  const wanted = newest(listedIn(before.lock), unit.objects, current.length);
  if (wanted.length === 0) return nothing;
  const texts = textsByHash(before.manifests(), platform);
  const kept: ConfigurationText[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, hash } of wanted) {
    const text = texts.get(hash);
    if (text !== undefined && isConfigMap(text, name, unit.namespace))
      kept.push({ name, hash, kept: true, text });
    else diagnostics.push(lost(unit.id, name));
  }
  return { kept, diagnostics };
}

/** The configurations that a lock lists, newest first; what is no entry is left out, since people may have edited it. */
export function configurationsOf(lock: unknown): readonly Configuration[] {
  const listed = isObject(lock) ? lock['configurations'] : undefined;
  if (!Array.isArray(listed)) return [];
  const found: Configuration[] = [];
  for (const one of listed as readonly unknown[]) {
    if (!isObject(one)) continue;
    const { name, hash, kept } = one;
    if (typeof name === 'string' && typeof hash === 'string')
      found.push({ name, hash, ...(kept === true ? { kept } : {}) });
  }
  return found;
}

/** Those to keep of what was listed. A name that the unit makes now is current again, or somebody else's. */
function newest(
  listed: readonly Configuration[],
  objects: readonly KubernetesObject[],
  made: number,
): readonly Configuration[] {
  const taken = new Set<string>();
  for (const { kind, metadata } of objects) if (kind === 'ConfigMap') taken.add(metadata.name);
  const counts = new Map<string, number>();
  // A series ends when its ConfigMap is called otherwise; without this, ended ones would pile up.
  const most = revisionHistoryLimit * Math.max(1, made);
  const wanted: Configuration[] = [];
  for (const one of listed) {
    if (wanted.length === most) break;
    if (taken.has(one.name)) continue;
    taken.add(one.name);
    const series = seriesOf(one.name);
    const count = counts.get(series) ?? 0;
    counts.set(series, count + 1);
    if (count < revisionHistoryLimit) wanted.push(one);
  }
  return wanted;
}

/** What the versions of one configuration have in common: the name without the hash at its end. */
function seriesOf(name: string): string {
  return name.replace(/-[0-9a-z]{5,64}$/, '');
}

const START = 'apiVersion: v1\nkind: ConfigMap\n';

/** The documents of ConfigMaps in manifests, by hash. Where manifests.yaml was edited by hand, those nobody touched. */
function textsByHash(
  manifests: string | null,
  { sha256 }: Pick<Platform, 'sha256'>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  // Fairway indents every text within a document, so a line that is a separator is one.
  const documents = (manifests ?? '').split(/^---\n/m);
  for (const text of documents) if (text.startsWith(START)) texts.set(`sha256:${sha256(text)}`, text);
  return texts;
}

const SHAPE =
  /^apiVersion: v1\nkind: ConfigMap\nmetadata:\n((?: {2}[a-zA-Z]+:.*\n| {3}.*\n)+)(?:(?:binaryData|data):(?: \{\})?\n(?: .*\n|\n)*)*immutable: true\n$/;

/** Whether a document is this ConfigMap and nothing else: who can write the record could give any text a hash. */
function isConfigMap(text: string, name: string, namespace: string): boolean {
  const metadata = SHAPE.exec(text)?.[1] ?? '';
  return isOnly(metadata, 'name', name) && isOnly(metadata, 'namespace', namespace);
}

function isOnly(metadata: string, key: string, value: string): boolean {
  const lines = metadata.split('\n').filter((line) => line.startsWith(`  ${key}:`));
  return lines.length === 1 && (lines[0] === `  ${key}: ${value}` || lines[0] === `  ${key}: "${value}"`);
}

const LIST = '"configurations": [';

/** The configurations in the text of a lock. Locks are long, so the rest is parsed only where somebody laid them out anew. */
function listedIn(lock: string): readonly Configuration[] {
  const from = lock.indexOf(LIST);
  if (from < 0) return lock.includes('"configurations"') ? configurationsOf(parse(lock)) : [];
  const list = parse(lock.slice(from + LIST.length - 1, lock.indexOf('\n]', from) + 2));
  return configurationsOf(list === undefined ? parse(lock) : { configurations: list });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The store reports a lock that cannot be understood, and writes nothing.
    return undefined;
  }
}

function lost(id: string, name: string): Diagnostic {
  const file = `${id}/manifests.yaml`;
  return diagnostic(
    {
      code: 'FWY4028',
      severity: 'warning',
      message: `${file} no longer holds ConfigMap ${name} as fairway.lock claims it, so it is not kept: pods of an older release that start again do not find it`,
      fix: 'restore manifests.yaml and fairway.lock of that folder from Git, then compile again',
    },
    fileStart(file),
  );
}
