import type { FieldPath } from '../field-path/index.ts';
import type { Report } from './reading.ts';
import type { Schema } from './schema.ts';

/** Reports why an API server would refuse what a schema says of merging: `x-kubernetes-list-type` and its like. */
export function checkListType(schema: Schema, path: FieldPath, report: Report): void {
  const { items, listMapKeys = [], listType, mapType, type } = schema;
  if (listType === undefined && mapType === undefined && listMapKeys.length === 0) return;
  if (mapType !== undefined && type !== 'object')
    report([...path, 'type'], 'x-kubernetes-map-type is for the type object');
  if (listType !== undefined && type !== 'array')
    report([...path, 'type'], 'x-kubernetes-list-type is for the type array');
  if (listMapKeys.length > 0 && listType !== 'map')
    report([...path, 'x-kubernetes-list-type'], 'x-kubernetes-list-map-keys is for lists of type map');
  if ((listType === 'set' || listType === 'map') && items?.nullable === true)
    report([...path, 'items', 'nullable'], `items of a list of type ${listType} cannot be null`);
  if (listType === 'set' && type === 'array') checkSet(items, [...path, 'items'], report);
  if (listType === 'map') checkMap(schema, listMapKeys, path, report);
}

/** What is in a set is compared as a whole. */
function checkSet(items: Schema | undefined, path: FieldPath, report: Report): void {
  if (items?.type === 'array' && items.listType !== undefined && items.listType !== 'atomic')
    report([...path, 'x-kubernetes-list-type'], 'lists in a list of type set are atomic');
  if (items?.type === 'object' && items.mapType !== 'atomic')
    report([...path, 'x-kubernetes-map-type'], 'objects in a list of type set are atomic');
}

function checkMap({ items }: Schema, keys: readonly string[], path: FieldPath, report: Report): void {
  const keysPath = [...path, 'x-kubernetes-list-map-keys'];
  if (keys.length === 0) report(keysPath, 'a list of type map needs keys');
  if (items !== undefined && items.type !== 'object')
    return report([...path, 'items', 'type'], 'items of a list of type map are objects');
  if (new Set(keys).size < keys.length) report(keysPath, 'a key is named twice');
  for (const key of keys) {
    const property = items?.properties?.[key];
    const at = [...path, 'items', 'properties', key];
    if (property === undefined) {
      report(keysPath, `the items have no property ${key}`);
      continue;
    }
    if (property.type === 'array' || property.type === 'object')
      report([...at, 'type'], 'a key is neither a list nor an object');
    if (items?.required?.includes(key) !== true && property.default === undefined)
      report([...at, 'default'], 'a key is required or has a default');
    if (property.nullable === true) report([...at, 'nullable'], 'a key cannot be null');
  }
}
