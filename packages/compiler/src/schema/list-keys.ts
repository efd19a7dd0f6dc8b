import type { Shape } from '@fairway/model';
import type { KindSchema } from './kind-schema.ts';

/** The lists of a kind that merge by key: dotted path → key field. */
export function listKeysOf(schema: KindSchema): ReadonlyMap<string, string> {
  let keys = listKeyMemo.get(schema);
  if (keys === undefined) {
    keys = new Map();
    collectListKeys(schema.spec.v1beta1, '', keys);
    listKeyMemo.set(schema, keys);
  }
  return keys;
}

const listKeyMemo = new WeakMap<KindSchema, Map<string, string>>();

function collectListKeys(shape: Shape, path: string, into: Map<string, string>): void {
  if (shape.type === 'list') {
    if (shape.meta.listKey !== undefined) into.set(path, shape.meta.listKey);
    collectListKeys(shape.item, path, into);
  } else if (shape.type === 'object') {
    for (const [name, field] of Object.entries(shape.fields)) {
      collectListKeys(field.shape, path === '' ? name : `${path}.${name}`, into);
    }
  }
}
