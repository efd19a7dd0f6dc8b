import { compareText, isObject, type Observed, type ServedKind, type ServedKinds } from '@fairway/model';
import type { Ask } from './request.ts';

const AGGREGATED = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');

/** Requests under way at once where every group has to be asked for itself. */
const AT_ONCE = 8;

interface Found {
  readonly kinds: ServedKind[];
  readonly silent: string[];
}

/**
 * Everything that an API server serves: in two requests, or, from a server older than 1.27, in one more for each group.
 */
export async function servedKinds(ask: Ask): Promise<Observed<ServedKinds>> {
  const found: Found = { kinds: [], silent: [] };
  for (const path of ['/api', '/apis']) {
    const reply = await ask({ path, accept: AGGREGATED });
    if (reply.status === 'forbidden') return { known: false, missingRight: `get ${path}` };
    if (reply.status === 'missing') continue;
    const { body } = reply;
    if (body['kind'] === 'APIGroupDiscoveryList') addAggregated(found, body);
    else await addOneByOne(found, ask, versionsOf(body));
  }
  const kinds = found.kinds.sort(
    (a, b) =>
      compareText(a.apiVersion, b.apiVersion) || compareText(a.kind, b.kind) || compareText(a.plural, b.plural),
  );
  return { known: true, value: { kinds, silent: found.silent.sort(compareText) } };
}

function addAggregated(found: Found, list: { readonly [key: string]: unknown }): void {
  for (const group of objects(list['items'])) {
    const name = nameOf(group['metadata']);
    for (const version of objects(group['versions'])) {
      const apiVersion = name === '' ? text(version['version']) : `${name}/${text(version['version'])}`;
      if (version['freshness'] === 'Stale') found.silent.push(apiVersion);
      for (const resource of objects(version['resources'])) {
        const type = resource['responseKind'];
        const kind = isObject(type) ? text(type['kind']) : '';
        const plural = text(resource['resource']);
        if (kind !== '')
          found.kinds.push({ apiVersion, kind, plural, namespaced: resource['scope'] === 'Namespaced' });
      }
    }
  }
}

/** Of `APIVersions` (`/api`) and `APIGroupList` (`/apis`). */
function versionsOf(body: { readonly [key: string]: unknown }): readonly string[] {
  const core = Array.isArray(body['versions']) ? body['versions'].map(String) : [];
  const groups = objects(body['groups']).flatMap((group) =>
    objects(group['versions']).map((version) => text(version['groupVersion'])),
  );
  return [...core, ...groups];
}

async function addOneByOne(found: Found, ask: Ask, versions: readonly string[]): Promise<void> {
  for (let start = 0; start < versions.length; start += AT_ONCE) {
    await Promise.all(versions.slice(start, start + AT_ONCE).map((one) => addVersion(found, ask, one)));
  }
}

async function addVersion(found: Found, ask: Ask, apiVersion: string): Promise<void> {
  const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  // A group of another server that is down is no reason to know nothing of the others.
  const reply = await ask({ path }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'cluster-failed') return undefined;
    throw error;
  });
  if (reply?.status !== 'found') {
    found.silent.push(apiVersion);
    return;
  }
  for (const resource of objects(reply.body['resources'])) {
    const plural = text(resource['name']);
    if (plural.includes('/')) continue;
    found.kinds.push({
      apiVersion,
      kind: text(resource['kind']),
      plural,
      namespaced: resource['namespaced'] === true,
    });
  }
}

/** The objects of a list; nothing where it is none. */
export function objects(value: unknown): readonly { readonly [key: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The text; empty where it is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `metadata.name`. */
export function nameOf(metadata: unknown): string {
  return isObject(metadata) ? text(metadata['name']) : '';
}
