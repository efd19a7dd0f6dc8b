import type { Definition, DefinitionDocument } from '@fairway/model';

/** The definition as one service sees it in one environment. */
export interface ServiceDefinition {
  readonly definition: Definition;
  /** `Kind/name@version` of each document it was asked for. */
  readonly used: Set<string>;
  /** Whether it is the same for every service: no pin chooses other versions. */
  readonly shared: boolean;
}

const names = new WeakMap<DefinitionDocument, string>();

/** A definition document as locks name it: `Kind/name@version`. */
export function usedName(document: DefinitionDocument): string {
  let name = names.get(document);
  if (name === undefined) {
    name = `${document.kind}/${document.name}@${document.version}`;
    names.set(document, name);
  }
  return name;
}

/**
 * Wraps a definition for one service (`system/name`) after the other,
 * so that pins choose versions and the documents used are remembered.
 */
export function serviceDefinitions(
  definition: Definition,
  environment: string,
): (service: string) => ServiceDefinition {
  const pinned = definition.all('Pin').length > 0;
  const findShared = rememberedGet(definition);
  return (service) => {
    const used = new Set<string>();
    const view = Object.create(definition) as { get: unknown };
    view.get = (kind: never, name: string) => {
      const found = pinned
        ? foundOf(definition.forService(kind, name, service, environment))
        : findShared(kind, name);
      if (found === undefined) return undefined;
      used.add(found.used);
      return found.document;
    };
    return { definition: view as unknown as Definition, used, shared: !pinned };
  };
}

interface Found {
  readonly document: DefinitionDocument;
  readonly used: string;
}

function foundOf(document: DefinitionDocument | undefined): Found | undefined {
  return document === undefined ? undefined : { document, used: usedName(document) };
}

/** What services without pins find, by kind and name: all of them ask for the same few documents. */
function rememberedGet(definition: Definition): (kind: never, name: string) => Found | undefined {
  const kinds = new Map<string, Map<string, Found>>();
  return (kind, name) => {
    let names = kinds.get(kind);
    if (names === undefined) kinds.set(kind, (names = new Map()));
    let found = names.get(name);
    if (found === undefined) {
      found = foundOf(definition.get(kind, name));
      if (found !== undefined) names.set(name, found);
    }
    return found;
  };
}
