/** How a kind is called in paths. */
export interface Resource {
  /** The plural, such as `deployments`. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface Resources {
  readonly find: (apiVersion: string, kind: string) => Promise<Resource | undefined>;
  /** The path of an object, or of all of its kind without a name; undefined for a kind that is not served. */
  readonly path: (
    apiVersion: string,
    kind: string,
    namespace?: string,
    name?: string,
  ) => Promise<string | undefined>;
}

/**
 * Kinds by discovery, read once per group and version; a kind that is not in it is looked for again, because
 * definitions may be installed at any time.
 */
export function createResources(
  discover: (path: string) => Promise<readonly Resource[] | undefined>,
): Resources {
  const known = new Map<string, ReadonlyMap<string, Resource>>();
  const running = new Map<string, Promise<ReadonlyMap<string, Resource>>>();
  const read = (apiVersion: string): Promise<ReadonlyMap<string, Resource>> => {
    const before = running.get(apiVersion);
    if (before !== undefined) return before;
    const reading = discover(groupPath(apiVersion)).then((resources) => {
      const byKind = new Map<string, Resource>();
      for (const resource of resources ?? []) {
        if (!resource.name.includes('/')) byKind.set(resource.kind, resource);
      }
      known.set(apiVersion, byKind);
      running.delete(apiVersion);
      return byKind;
    });
    running.set(apiVersion, reading);
    return reading;
  };
  const find = async (apiVersion: string, kind: string): Promise<Resource | undefined> =>
    known.get(apiVersion)?.get(kind) ?? (await read(apiVersion)).get(kind);
  return {
    find,
    path: async (apiVersion, kind, namespace, name) => {
      const resource = await find(apiVersion, kind);
      return resource === undefined ? undefined : pathOf(apiVersion, resource, namespace, name);
    },
  };
}

/** `/api/v1` for the core group, `/apis/apps/v1` for others. */
export function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** An object without a namespace that needs one is in `default`; a list without one is of all namespaces. */
function pathOf(apiVersion: string, resource: Resource, namespace?: string, name?: string): string {
  const place = namespace ?? (name === undefined ? undefined : 'default');
  const inside = resource.namespaced && place !== undefined ? `/namespaces/${encodeURIComponent(place)}` : '';
  const last = name === undefined || name === '' ? '' : `/${encodeURIComponent(name)}`;
  return `${groupPath(apiVersion)}${inside}/${resource.name}${last}`;
}
