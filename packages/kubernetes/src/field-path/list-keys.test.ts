import { expect, it } from 'vitest';
import { builtinSources, type Schema } from '../upstream/index.ts';
import { listKey } from './list-keys.ts';

/** Products whose kinds Fairway emits: the lists that users see field paths of. */
const EMITTED = [
  'argo-rollouts',
  'aws-load-balancer-controller',
  'cilium',
  'envoy-gateway',
  'external-secrets',
  'gateway-api',
  'istio',
  'keda',
  'kubernetes-1.35',
  'prometheus-operator',
];

/**
 * Lists that upstream keys by a field that nobody would recognize an item by, in kinds or statuses that Fairway never
 * writes; they are addressed by position, or owners by name.
 */
const BY_POSITION = new Set([
  'addresses',
  'devices',
  'ownerReferences',
  'perPort',
  'podIPs',
  'reservedFor',
  'resources',
  'selectors',
  'x-kubernetes-validations',
]);

/** Every list that upstream keys: its name and its keys. */
function keyedLists(): readonly (readonly [name: string, keys: readonly string[]])[] {
  const found = new Map<string, readonly [string, readonly string[]]>();
  const visit = (schema: Schema, name: string): void => {
    const { additionalProperties, items, listMapKeys, properties = {} } = schema;
    if (listMapKeys !== undefined) found.set(`${name} ${listMapKeys.join()}`, [name, listMapKeys]);
    for (const [property, child] of Object.entries(properties)) visit(child, property);
    if (items !== undefined) visit(items, name);
    if (typeof additionalProperties === 'object') visit(additionalProperties, name);
  };
  for (const { definitions, name } of builtinSources) {
    if (!EMITTED.includes(name)) continue;
    // A shared definition is named after the list; `.2` and so on tell equal names apart.
    for (const [definition, text] of Object.entries(definitions))
      visit(JSON.parse(text) as Schema, definition.replace(/\.\d+$/, ''));
  }
  return [...found.values()];
}

it('tells items apart by a key that upstream tells them apart by', () => {
  const lists = keyedLists();
  expect(lists.length).toBeGreaterThan(40);
  const wrong = lists.flatMap(([name, keys]) => {
    const item = (value: string): object => Object.fromEntries(keys.map((key) => [key, value]));
    const chosen = listKey(name, [item('a'), item('b')]);
    return chosen !== undefined && keys.includes(chosen) ? [] : [name];
  });
  expect(new Set(wrong)).toEqual(BY_POSITION);
});
