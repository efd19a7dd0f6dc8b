type Optional<T> = { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };
type Required<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

/** The object without properties that are `undefined`. */
export function defined<T extends object>(properties: T): Required<T> & Optional<T> {
  const result: Record<string, unknown> = {};
  for (const name in properties) {
    const value = properties[name];
    if (value !== undefined) result[name] = value;
  }
  return result as Required<T> & Optional<T>;
}
