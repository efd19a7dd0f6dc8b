import {
  isObject,
  type Definition,
  type DefinitionDocument,
  type DefinitionKindName,
  type Path,
} from '@fairway/model';
import type { Observer } from '../observer.ts';
import type { ResolvedWorkload } from '../resolve/workload.ts';

/** A leaf of a definition document that was read while a unit was compiled. */
export interface DefinitionRead {
  readonly document: DefinitionDocument;
  /** Below `spec`. */
  readonly path: Path;
}

/** A leaf of an effective spec that was read. */
export interface SpecRead {
  readonly workload: ResolvedWorkload;
  readonly path: Path;
}

/** What was read, by a key that tells leaves apart. */
export interface ReadLog {
  readonly definition: ReadonlyMap<string, DefinitionRead>;
  readonly specs: ReadonlyMap<string, SpecRead>;
}

/**
 * An observer that remembers which leaves are read, and the log it fills.
 * Inputs are wrapped so that neither parts nor emitters know of it.
 */
export function createRecorder(): { readonly observer: Observer; readonly log: ReadLog } {
  const definition = new Map<string, DefinitionRead>();
  const specs = new Map<string, SpecRead>();
  const documents = new WeakMap<DefinitionDocument, DefinitionDocument>();
  const observe = (document: DefinitionDocument): DefinitionDocument => {
    let wrapped = documents.get(document);
    if (wrapped === undefined) {
      const prefix = `${document.kind}/${document.name}@${document.version}`;
      const spec = recording(document.spec, [], (path) => {
        definition.set(`${prefix} ${JSON.stringify(path)}`, { document, path });
      });
      wrapped = { ...document, spec };
      documents.set(document, wrapped);
    }
    return wrapped;
  };
  return {
    observer: {
      definition: (original) => observedDefinition(original, observe),
      spec: (workload) =>
        recording(workload.spec, [], (path) => {
          specs.set(`${workload.id} ${JSON.stringify(path)}`, { workload, path });
        }) as ResolvedWorkload['spec'],
    },
    log: { definition, specs },
  };
}

/** A copy of a value that tells of every leaf that is read, as deep as it goes. */
function recording(value: unknown, path: Path, onLeaf: (path: Path) => void): unknown {
  if (!Array.isArray(value) && !isObject(value)) return value;
  const children = new Map<string, unknown>();
  // The proxy stands before a copy: a frozen original would not let it answer with another object.
  const target: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  return new Proxy(target, {
    get(from, key, receiver) {
      const found: unknown = Reflect.get(from, key, receiver);
      if (typeof key === 'symbol' || !Object.hasOwn(from, key) || key === 'length') return found;
      const at: Path = [...path, Array.isArray(from) ? Number(key) : key];
      if (!Array.isArray(found) && !isObject(found)) {
        onLeaf(at);
        return found;
      }
      let child = children.get(key);
      if (child === undefined) children.set(key, (child = recording(found, at, onLeaf)));
      return child;
    },
  });
}

function observedDefinition(
  original: Definition,
  observe: (document: DefinitionDocument) => DefinitionDocument,
): Definition {
  const one = <T extends DefinitionDocument | undefined>(document: T): T =>
    (document === undefined ? undefined : observe(document)) as T;
  const view = Object.create(original) as Record<string, unknown>;
  const { organization: plain } = original;
  const organizationDocument = original.all('Organization')[0];
  Object.defineProperty(view, 'organization', {
    value: organizationDocument === undefined ? plain : observe(organizationDocument).spec,
  });
  view['get'] = (kind: DefinitionKindName, name: string) => one(original.get(kind, name));
  view['version'] = (kind: DefinitionKindName, name: string, version: string) =>
    one(original.version(kind, name, version));
  view['all'] = (kind: DefinitionKindName) =>
    original.all(kind).map((document) => one(document as DefinitionDocument));
  view['forService'] = (kind: DefinitionKindName, name: string, service: string, environment: string) =>
    one(original.forService(kind, name, service, environment));
  return view as unknown as Definition;
}
