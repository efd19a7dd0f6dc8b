import {
  definitionKinds,
  hubVersion,
  shapeOf,
  valueAt,
  type Definition,
  type DefinitionDocument,
  type Path,
  type Platform,
  type Shape,
  type SourceDocument,
} from '@fairway/model';
import { pathInLayer, type Layer, type LayerName } from '../resolve/layers.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import { leavesOf as pathsOf } from '../load/load-intents.ts';
import { kindSchemas } from '../schema/kind-schema.ts';
import { listKeysOf } from '../schema/list-keys.ts';
import type { ReadLog } from './record.ts';

/** Who speaks through a leaf, strongest first: the order in which answers are given. */
export const VOICES = [
  'patch',
  'environment',
  'spec',
  'delivery',
  'release',
  'environmentClass',
  'profile',
  'kindDefault',
  'builtIn',
  'definition',
] as const;
export type Voice = (typeof VOICES)[number];

/** A scalar of a document that may decide a field. */
export interface InputLeaf {
  readonly voice: Voice;
  readonly document: SourceDocument;
  /** Where it stands in the document, from its root. */
  readonly path: Path;
  readonly value: unknown;
  readonly shape: Shape | undefined;
  /** Definition documents: what to write to change it. */
  readonly definition?: DefinitionDocument;
  /** Where the author of the service would say the same, from the root of the service's document. */
  readonly written?: Path;
}

/** Fields that decide where a workload stands; they are read before its spec is handed to parts. */
const PLACING: readonly Path[] = [
  ['owner'],
  ['system'],
  ['placement'],
  ['runtime', 'image'],
  ['runtime', 'imageFrom'],
  ['scaling', 'profile'],
];

/** Turns what was read into leaves of documents, each once, strongest voice first. */
export function leavesOf(
  log: ReadLog,
  platform: Platform,
  definition: Definition,
  isOwn: (workload: ResolvedWorkload) => boolean,
): InputLeaf[] {
  const found = new Map<string, InputLeaf>();
  const add = (leaf: InputLeaf): void => {
    const key = `${leaf.document.file}#${leaf.document.index} ${JSON.stringify(leaf.path)}`;
    if (!found.has(key)) found.set(key, leaf);
  };
  const workloads = new Set([...log.specs.values()].map(({ workload }) => workload));
  const layers = new Map([...workloads].map((workload) => [workload, workload.layers()]));
  const reads = [
    ...log.specs.values(),
    ...[...workloads].flatMap((workload) => PLACING.map((path) => ({ workload, path }))),
  ];
  for (const { workload, path } of reads) {
    const own = isOwn(workload);
    if (!own && !reachesOthers(path)) continue;
    for (const layer of layers.get(workload) ?? [])
      addLayerLeaf({ platform, definition, workload, add, own }, layer, path);
  }
  for (const workload of workloads) {
    // The fields of an alias are read when it becomes what it stands for, before anything is recorded.
    if (isOwn(workload) && kindSchemas(platform).get(workload.intent.writtenKind)?.kind.layer === 'alias')
      addWrittenLeaves(platform, workload, add);
  }
  for (const { document, path } of log.definition.values()) addDefinitionLeaf(document, path, definition, add);
  return [...found.values()].toSorted((a, b) => VOICES.indexOf(a.voice) - VOICES.indexOf(b.voice));
}

/**
 * What one workload says reaches the units of others only through edges and endpoints:
 * its dependencies, where it is exposed, its ports, and where it stands.
 */
function reachesOthers([first, second]: Path): boolean {
  if (first === 'runtime') return second === 'port' || second === 'image';
  return ['dependencies', 'exposure', 'ports', 'owner', 'system', 'placement'].includes(String(first));
}

const VOICE_OF: Readonly<Record<LayerName, Voice>> = {
  builtIn: 'builtIn',
  kindDefault: 'kindDefault',
  profile: 'profile',
  environmentClass: 'environmentClass',
  delivery: 'delivery',
  spec: 'spec',
  environment: 'environment',
};

interface LeafContext {
  readonly platform: Platform;
  readonly definition: Definition;
  readonly workload: ResolvedWorkload;
  readonly add: (leaf: InputLeaf) => void;
  /** Whether the workload is the one that is asked about. */
  readonly own: boolean;
}

function addLayerLeaf(context: LeafContext, layer: Layer, path: Path): void {
  const { platform, definition, workload, add, own } = context;
  const keys = listKeysOf(workload.intent.schema);
  const inLayer = pathInLayer(layer.value, path, workload.spec, keys);
  if (inLayer === undefined) return;
  const at = layer.place(inLayer);
  const value = valueAt(layer.document.value, at);
  if (value === undefined || isBranch(value)) return;
  const document = documentOf(layer.document, definition);
  const shape = writtenShape(platform, workload, layer, at) ?? hubShape(platform, workload, path);
  const leaf = { voice: VOICE_OF[layer.name], document: layer.document, path: at, value, shape };
  if (document === undefined) return add(leaf);
  const { intent } = workload;
  add({ ...leaf, definition: document, ...(own ? { written: intent.place(path) } : {}) });
}

/** What the author of an alias wrote, for all environments and for this one. */
function addWrittenLeaves(
  platform: Platform,
  workload: ResolvedWorkload,
  add: (leaf: InputLeaf) => void,
): void {
  for (const layer of workload.layers()) {
    if (layer.document !== workload.intent.document) continue;
    const root = layer.place([]);
    for (const path of pathsOf(valueAt(layer.document.value, root))) {
      const at = [...root, ...path];
      const value = valueAt(layer.document.value, at);
      if (isBranch(value)) continue;
      const shape = writtenShape(platform, workload, layer, at);
      add({ voice: VOICE_OF[layer.name], document: layer.document, path: at, value, shape });
    }
  }
}

/** The shape of a value in the kind and version that its author wrote. */
function writtenShape(
  platform: Platform,
  { intent }: ResolvedWorkload,
  { document, name }: Layer,
  at: Path,
): Shape | undefined {
  if (document !== intent.document) return undefined;
  const schema = kindSchemas(platform).get(intent.writtenKind);
  const below = at.slice(name === 'environment' ? 2 : 1);
  return schema === undefined ? undefined : shapeAt(schema.spec[intent.schemaVersion], below);
}

function hubShape(platform: Platform, { kind }: ResolvedWorkload, path: Path): Shape | undefined {
  const schema = kindSchemas(platform).get(kind);
  return schema === undefined ? undefined : shapeAt(schema.spec[hubVersion], path);
}

function isBranch(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function documentOf(source: SourceDocument, definition: Definition): DefinitionDocument | undefined {
  return definition.documents().find((one) => one.source === source);
}

function addDefinitionLeaf(
  document: DefinitionDocument,
  path: Path,
  definition: Definition,
  add: (leaf: InputLeaf) => void,
): void {
  // Which kinds there are is part of the platform, which every trial shares.
  if (document.kind === 'KindDefinition' && path[0] !== 'defaults') return;
  const voice = voiceOf(document.kind);
  const shape = shapeOfDefinition(document.kind, path);
  const own = valueAt(document.source.value, ['spec', ...path]);
  if (own !== undefined) {
    if (typeof own === 'object' && own !== null) return;
    add({ voice, document: document.source, path: ['spec', ...path], value: own, shape, definition: document });
    return;
  }
  // The value was filled in: from the defaults of the definition's own kinds.
  for (const source of definition.all('KindDefault')) {
    if (source.spec.kind !== document.kind) continue;
    const at: Path = ['spec', 'defaults', ...path];
    const value = valueAt(source.source.value, at);
    if (value === undefined || (typeof value === 'object' && value !== null)) continue;
    add({ voice: 'kindDefault', document: source.source, path: at, value, shape, definition: source });
  }
}

function voiceOf(kind: string): Voice {
  if (kind === 'Patch') return 'patch';
  if (kind === 'ReleaseSet') return 'release';
  if (kind === 'EnvironmentClass') return 'environmentClass';
  return kind.endsWith('Profile') || kind === 'ExposureClass' ? 'profile' : 'definition';
}

function shapeOfDefinition(kind: string, path: Path): Shape | undefined {
  const found = definitionKinds.find((one) => one.kind === kind);
  return found === undefined ? undefined : shapeAt(shapeOf(found.spec), path);
}

/** The shape of the value at a path; `undefined` where the schema leaves it open. */
export function shapeAt(shape: Shape, path: Path): Shape | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) return shape;
  switch (shape.type) {
    case 'object': {
      const field = shape.fields[String(segment)];
      return field === undefined ? undefined : shapeAt(field.shape, rest);
    }
    case 'map':
      return shapeAt(shape.value, rest);
    case 'list':
      return shapeAt(shape.item, rest);
    case 'union':
      return shape.options.map((option) => shapeAt(option, path)).find((option) => option !== undefined);
    default:
      return undefined;
  }
}
