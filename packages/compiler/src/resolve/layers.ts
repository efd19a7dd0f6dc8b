import {
  valueAt,
  type Definition,
  type DefinitionDocument,
  type EnvironmentView,
  type Path,
  type SourceDocument,
} from '@fairway/model';
import type { Intent } from '../load/intent.ts';
import type { KindSchema } from '../schema/kind-schema.ts';
import { listKeysOf } from '../schema/list-keys.ts';
import { keyOfEntry } from '../validate/validate.ts';
import { mergeValues } from './merge.ts';
import { usedName } from './service-definition.ts';

type Spec = Readonly<Record<string, unknown>>;

/** Who may decide a value, weakest first (INTENT.md "Who decides"). */
export type LayerName =
  | 'builtIn'
  | 'kindDefault'
  | 'profile'
  | 'environmentClass'
  | 'delivery'
  | 'spec'
  | 'environment';

/** One of the documents that together give the effective spec. */
export interface Layer {
  readonly name: LayerName;
  readonly document: SourceDocument;
  /** The definition document as `Kind/name@version`; absent where an author wrote it. */
  readonly used?: string;
  readonly value: Spec;
  /** Where a path of the effective spec stands in the document. */
  readonly place: (path: Path) => Path;
}

/** Everything weaker than the author's own words, for one kind in one environment class. */
export interface BaseLayers {
  readonly layers: readonly Layer[];
  readonly merged: Spec;
  /** Whether documents of the organization take part whose values may be partial. */
  readonly partial: boolean;
}

/**
 * Finds and merges the layers below `spec`. The same choice of profiles gives the same base,
 * so bases are kept for the length of one compilation.
 */
export function createBases(
  environment: EnvironmentView,
): (intent: Intent, definition: Definition, shared: boolean) => BaseLayers {
  const known = new Map<string, BaseLayers>();
  const defaults = new Map<string, readonly Layer[]>();
  return (intent, definition, shared) => {
    const { kind } = intent.schema.kind;
    let weak = shared ? defaults.get(kind) : undefined;
    if (weak === undefined) {
      weak = kindDefaultLayers(kind, definition);
      if (shared) defaults.set(kind, weak);
    }
    const choices = chosenProfiles(intent, environment, weak);
    const key = `${kind}|${choices.scaling ?? ''}|${choices.language ?? ''}`;
    const found = shared ? known.get(key) : undefined;
    if (found !== undefined) return found;
    const layers = [...weak, ...profileLayers(choices, definition), classLayer(environment)];
    const partial = layers.some(
      ({ name, value }) =>
        (name === 'kindDefault' || name === 'environmentClass') && Object.keys(value).length > 0,
    );
    const base = { layers, merged: mergeLayers(layers, intent.schema), partial };
    if (shared) known.set(key, base);
    return base;
  };
}

/** Merges layers, weakest first. */
export function mergeLayers(layers: readonly Layer[], schema: KindSchema): Spec {
  const keys = listKeysOf(schema);
  const listKeyOf = (path: string): string | undefined => keys.get(path);
  return layers.reduce<Spec>((merged, layer) => mergeValues(merged, layer.value, listKeyOf) as Spec, {});
}

function kindDefaultLayers(kind: string, definition: Definition): Layer[] {
  const defined = definition.all('KindDefinition').find(({ spec }) => spec.kind === kind);
  if (defined === undefined) return ownDefaultLayers(kind, definition);
  const { extends: base, defaults } = defined.spec;
  return [
    ...(base === undefined ? [] : ownDefaultLayers(base, definition)),
    ...(defaults === undefined ? [] : [documentLayer('kindDefault', defined, defaults, ['spec', 'defaults'])]),
    ...ownDefaultLayers(kind, definition),
  ];
}

function ownDefaultLayers(kind: string, definition: Definition): Layer[] {
  const layers: Layer[] = [];
  const builtIn = definition.builtIn('KindDefault', kebab(kind));
  if (builtIn !== undefined)
    layers.push(documentLayer('builtIn', builtIn, builtIn.spec.defaults, ['spec', 'defaults']));
  for (const document of definition.all('KindDefault')) {
    if (document.builtIn || document.spec.kind !== kind) continue;
    layers.push(documentLayer('kindDefault', document, document.spec.defaults, ['spec', 'defaults']));
  }
  return layers;
}

function documentLayer(name: LayerName, document: DefinitionDocument, value: Spec, at: Path): Layer {
  return {
    name,
    document: document.source,
    used: usedName(document),
    value,
    place: (path) => [...at, ...path],
  };
}

function classLayer({ class: environmentClass }: EnvironmentView): Layer {
  return documentLayer('environmentClass', environmentClass, environmentClass.spec.defaults ?? {}, [
    'spec',
    'defaults',
  ]);
}

interface Choices {
  readonly scaling: string | undefined;
  readonly language: string | undefined;
}

/** The profiles that the strongest voice names. */
function chosenProfiles(intent: Intent, environment: EnvironmentView, weak: readonly Layer[]): Choices {
  const override = intent.overrides.get(environment.name)?.spec;
  const voices: Spec[] = [
    intent.spec,
    environment.class.spec.defaults ?? {},
    ...weak.map(({ value }) => value).toReversed(),
  ];
  if (override !== undefined) voices.unshift(override);
  const choose = (path: Path): string | undefined => {
    for (const voice of voices) {
      const name = valueAt(voice, path);
      if (typeof name === 'string') return name;
    }
    return undefined;
  };
  return { scaling: choose(['scaling', 'profile']), language: choose(['runtime', 'language']) };
}

function profileLayers(choices: Choices, definition: Definition): Layer[] {
  const layers: Layer[] = [];
  const language = languageProfile(choices.language, definition);
  if (language !== undefined) layers.push(sliceLayer(language, LANGUAGE_FIELDS));
  const scaling = choices.scaling === undefined ? undefined : definition.get('ScalingProfile', choices.scaling);
  if (scaling !== undefined) layers.push(sliceLayer(scaling, SCALING_FIELDS));
  return layers;
}

/** An unknown language is reported where it is named; the general profile stands in, so that the rest can be judged. */
function languageProfile(name: string | undefined, definition: Definition) {
  if (name === undefined) return undefined;
  return definition.get('LanguageProfile', name) ?? definition.builtIn('LanguageProfile', 'other');
}

/** Which field of a profile gives which field of `spec`. */
const SCALING_FIELDS: Readonly<Record<string, Path>> = {
  minReplicas: ['scaling', 'minReplicas'],
  maxReplicas: ['scaling', 'maxReplicas'],
  metric: ['scaling', 'metric'],
  target: ['scaling', 'target'],
};
const LANGUAGE_FIELDS: Readonly<Record<string, Path>> = {
  startTimeout: ['health', 'startTimeout'],
  dialect: ['telemetry', 'dialect'],
};

function sliceLayer(document: DefinitionDocument, table: Readonly<Record<string, Path>>): Layer {
  const spec = document.spec as Spec;
  const value: Record<string, Record<string, unknown>> = {};
  for (const [field, [group, name]] of Object.entries(table) as [string, [string, string]][]) {
    if (spec[field] !== undefined) (value[group] ??= {})[name] = spec[field];
  }
  const place = (path: Path): Path => {
    const found = Object.entries(table).find(([, target]) =>
      target.every((segment, index) => segment === path[index]),
    );
    return found === undefined ? ['spec'] : ['spec', found[0]];
  };
  return { name: 'profile', document: document.source, used: usedName(document), value, place };
}

/**
 * The layer that decided a path of the effective spec: the strongest one that says something there,
 * else the nearest about an ancestor. Entries of keyed lists are found by their key.
 */
export function decidingLayer(
  layers: readonly Layer[],
  path: Path,
  spec: Spec,
  schema: KindSchema,
): { readonly layer: Layer; readonly path: Path } | undefined {
  const keys = listKeysOf(schema);
  for (let length = path.length; length >= 0; length -= 1) {
    const prefix = path.slice(0, length);
    for (let index = layers.length - 1; index >= 0; index -= 1) {
      const layer = layers[index] as Layer;
      if (length === 0) {
        if (layer.name === 'spec') return { layer, path: prefix };
        continue;
      }
      const own = pathInLayer(layer.value, prefix, spec, keys);
      if (own !== undefined) return { layer, path: own };
    }
  }
  return undefined;
}

/** Where a path of the effective spec stands in one layer; `undefined` where the layer says nothing there. */
export function pathInLayer(
  layer: Spec,
  path: Path,
  spec: Spec,
  keys: ReadonlyMap<string, string>,
): Path | undefined {
  let here: unknown = layer;
  let effective: unknown = spec;
  let dotted = '';
  const found: (string | number)[] = [];
  for (const segment of path) {
    let own = segment;
    const listKey = typeof segment === 'number' ? keys.get(dotted) : undefined;
    const entry = valueAt(effective, [segment]);
    if (listKey !== undefined && Array.isArray(here)) {
      const key = keyOfEntry(entry, listKey);
      own = here.findIndex((one) => keyOfEntry(one, listKey) === key);
    }
    here = valueAt(here, [own]);
    if (here === undefined) return undefined;
    effective = entry;
    found.push(own);
    if (typeof segment === 'string') dotted = dotted === '' ? segment : `${dotted}.${segment}`;
  }
  return found;
}

/** `WebService` → `web-service`. */
export function kebab(kind: string): string {
  return kind.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
