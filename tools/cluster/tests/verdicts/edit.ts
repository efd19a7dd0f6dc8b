/** Steps from an object to a place in it. */
export type Steps = readonly (string | number)[];

/** Every place of an object with its value; of a list only the first items. */
export function* places(value: unknown, path: Steps = []): Generator<readonly [Steps, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [at, item] of value.slice(0, 2).entries()) yield* places(item, [...path, at]);
    return;
  }
  for (const [name, item] of Object.entries(value)) yield* places(item, [...path, name]);
}

/** A copy with another value at a place; `undefined` takes the field or item away. */
export function edited<Value>(object: Value, path: Steps, value: unknown): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value as Value;
  if (Array.isArray(object)) {
    const list: unknown[] = [...(object as readonly unknown[])];
    if (rest.length === 0 && value === undefined) list.splice(step as number, 1);
    else list[step as number] = edited(list[step as number], rest, value);
    return list as Value;
  }
  const copy: Record<string, unknown> = { ...(object as Record<string, unknown>) };
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = edited(copy[step] ?? {}, rest, value);
  return copy as Value;
}
