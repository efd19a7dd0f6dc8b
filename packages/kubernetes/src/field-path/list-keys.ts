/**
 * Keys by which items of Kubernetes lists are told apart, by the name of the list, best first.
 * Sources: the `listMapKeys` and patch merge keys of the Kubernetes API and of the products emitted.
 * A list that is not named here is keyed by `name` if its items have one.
 */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ports', ['name', 'containerPort', 'port']],
  ['volumeMounts', ['mountPath']],
  ['volumeDevices', ['devicePath']],
  ['hostAliases', ['ip']],
  ['topologySpreadConstraints', ['topologyKey']],
  ['conditions', ['type']],
  ['readinessGates', ['conditionType']],
  ['matchExpressions', ['key']],
  ['items', ['key', 'path', 'name']],
  ['data', ['secretKey']],
  ['rules', ['alert', 'record', 'host', 'name']],
  ['endpoints', ['name', 'port']],
  ['limits', ['type']],
  ['tls', ['secretName']],
]);

const BY_NAME: readonly string[] = ['name'];

/**
 * The key by which the items of a list are addressed, or `undefined` where only the index is sure:
 * every item of every given list must be an object with a scalar under it, each a different one.
 */
export function listKey(
  listName: string | undefined,
  ...lists: readonly (readonly unknown[])[]
): string | undefined {
  const candidates = (listName === undefined ? undefined : KEYS.get(listName)) ?? BY_NAME;
  for (const candidate of candidates) if (lists.every((list) => isKeyedBy(list, candidate))) return candidate;
  return undefined;
}

function isKeyedBy(list: readonly unknown[], key: string): boolean {
  if (list.length === 1) return keyValue(list[0], key) !== undefined;
  const seen = new Set<string>();
  for (const item of list) {
    const value = keyValue(item, key);
    if (value === undefined || seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

/** The text of an item's key; `undefined` if it has none or it is no text or number. */
export function keyValue(item: unknown, key: string): string | undefined {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, key)) return undefined;
  const value = (item as Record<string, unknown>)[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
