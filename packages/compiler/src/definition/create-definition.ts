import {
  compareText,
  type Definition,
  type DefinitionDocument,
  type DefinitionKindName,
  type DefinitionSpecs,
} from '@fairway/model';
import { canonicalText } from './canonical.ts';
import { canonicalName, compareVersions, indexOf, namesOf, type KindIndex } from './kind-index.ts';
import type { Entry } from './entry.ts';

type Of<K extends DefinitionKindName> = DefinitionDocument<DefinitionSpecs[K]> | undefined;

interface Pin {
  readonly services: ReadonlySet<string>;
  readonly environments: ReadonlySet<string> | undefined;
  readonly version: string;
}

/** The definition as a value that answers questions; nothing in it changes afterwards. */
export function createDefinition(
  organization: DefinitionSpecs['Organization'],
  indices: ReadonlyMap<string, KindIndex>,
  builtIn: readonly Entry[],
  sha256: (text: string) => string,
): Definition {
  const pins = pinsOf(indices);
  const own = new Map(builtIn.map((entry) => [`${entry.kind}/${entry.name}`, entry]));
  const lists = new Map<string, readonly Entry[]>();
  let hash: string | undefined;

  const get = <K extends DefinitionKindName>(kind: K, name: string): Of<K> => {
    const index = indexOf(indices, kind);
    return (index.current.get(name) ?? index.current.get(canonicalName(index, name))) as Of<K>;
  };
  const version = <K extends DefinitionKindName>(kind: K, name: string, wanted: string): Of<K> => {
    const index = indexOf(indices, kind);
    const versions = index.versions.get(canonicalName(index, name)) ?? [];
    return versions.find((entry) => entry.version === wanted) as Of<K>;
  };
  const all = <K extends DefinitionKindName>(kind: K): readonly DefinitionDocument<DefinitionSpecs[K]>[] => {
    let list = lists.get(kind);
    if (list === undefined) lists.set(kind, (list = [...indexOf(indices, kind).current.values()]));
    return list as unknown as readonly DefinitionDocument<DefinitionSpecs[K]>[];
  };
  return {
    organization,
    get,
    version,
    builtIn: <K extends DefinitionKindName>(kind: K, name: string) => own.get(`${kind}/${name}`) as Of<K>,
    forService: (kind, name, service, environment) => {
      const list =
        pins.size === 0 ? undefined : pins.get(`${kind}/${canonicalName(indexOf(indices, kind), name)}`);
      const pin = list?.find((one) => holds(one, service, environment));
      return pin === undefined ? get(kind, name) : (version(kind, name, pin.version) ?? get(kind, name));
    },
    all,
    documents: () => allDocuments(indices),
    names: (kind) => namesOf(indexOf(indices, kind)),
    environments: chainOf(organization, indices),
    get hash() {
      return (hash ??= sha256(canonicalText(allDocuments(indices).filter(isDefinition).map(contentOf))));
    },
  };
}

function isDefinition(entry: Entry): boolean {
  return entry.definition.layer !== 'releases';
}

function contentOf({ kind, name, version, lifecycle, spec }: Entry): unknown {
  return { kind, name, version, lifecycle, spec };
}

function allDocuments(indices: ReadonlyMap<string, KindIndex>): readonly Entry[] {
  const entries = [...indices.values()].flatMap(({ versions }) => [...versions.values()].flat());
  return entries.sort(
    (a, b) =>
      compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareVersions(a.version, b.version),
  );
}

/** Environments in the order of promotion: as written, else by `order`, without previews and sandboxes. */
function chainOf(
  organization: DefinitionSpecs['Organization'],
  indices: ReadonlyMap<string, KindIndex>,
): Definition['environments'] {
  const index = indexOf(indices, 'Environment');
  const environments = [...index.current.values()] as unknown as Definition['environments'][number][];
  if (organization.environmentChain !== undefined) {
    return organization.environmentChain.flatMap((name) => {
      const found = environments.find((environment) => environment.name === canonicalName(index, name));
      return found === undefined ? [] : [found];
    });
  }
  const classes = indexOf(indices, 'EnvironmentClass').current;
  return environments
    .filter(({ spec }) => !isTemporary(classes.get(spec.class)?.spec['stage']))
    .sort((a, b) => a.spec.order - b.spec.order || compareText(a.name, b.name));
}

/** Whether environments of the stage come and go, so that the chain never holds them. */
export function isTemporary(stage: unknown): boolean {
  return stage === 'preview' || stage === 'sandbox';
}

function pinsOf(indices: ReadonlyMap<string, KindIndex>): ReadonlyMap<string, readonly Pin[]> {
  const pins = new Map<string, Pin[]>();
  for (const { spec } of indexOf(indices, 'Pin').current.values()) {
    const { document, target, version } = spec as Partial<DefinitionSpecs['Pin']>;
    if (document === undefined || target?.services === undefined || version === undefined) continue;
    const key = `${document.kind}/${canonicalName(indexOf(indices, document.kind), document.name)}`;
    const pin = {
      services: new Set(target.services),
      environments: target.environments === undefined ? undefined : new Set(target.environments),
      version,
    };
    const list = pins.get(key);
    if (list === undefined) pins.set(key, [pin]);
    else list.push(pin);
  }
  return pins;
}

function holds(pin: Pin, service: string, environment: string): boolean {
  if (pin.environments?.has(environment) === false) return false;
  return pin.services.has(service) || pin.services.has(service.slice(service.indexOf('/') + 1));
}
