import {
  definitionKinds,
  shapeOf,
  valueAt,
  type Definition,
  type DefinitionDocument,
  type Path,
  type Platform,
  type Shape,
  type SourceDocument,
} from '@fairway/model';
import type { Layer, LayerName } from '../resolve/layers.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import { kindSchemas } from '../schema/kind-schema.ts';
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
  const reads = [
    ...log.specs.values(),
    ...[...workloads].flatMap((workload) => PLACING.map((path) => ({ workload, path }))),
  ];
  const schemas = kindSchemas(platform);
  for (const { workload, path } of reads) {
    if (!isOwn(workload) && !reachesOthers(path)) continue;
    const { spec } = schemas.get(workload.kind) as { spec: { v1beta1: Shape } };
    for (const layer of workload.layers())
      addLayerLeaf(layer, path, shapeAt(spec.v1beta1, path), definition, add);
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

function addLayerLeaf(
  layer: Layer,
  path: Path,
  shape: Shape | undefined,
  definition: Definition,
  add: (leaf: InputLeaf) => void,
): void {
  if (valueAt(layer.value, path) === undefined) return;
  const at = layer.place(path);
  const value = valueAt(layer.document.value, at);
  if (value === undefined || (typeof value === 'object' && value !== null)) return;
  const document = documentOf(layer.document, definition);
  const leaf = { voice: VOICE_OF[layer.name], document: layer.document, path: at, value, shape };
  add(document === undefined ? leaf : { ...leaf, definition: document });
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
