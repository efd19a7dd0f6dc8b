/** More different texts than an organization has; beyond that nothing would be gained by remembering them. */
const most = 10_000;

/** The same function, which works out each text once: the intent of a thousand services has few different ones. */
export function remembered<Result>(make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (text) => {
    let entry = known.get(text);
    if (entry === undefined) {
      if (known.size >= most) known.clear();
      known.set(text, (entry = { result: make(text) }));
    }
    return entry.result;
  };
}

/**
 * Makes one object of equal ones: the first that came with the key, which says all that is in it.
 * What holds the same object can be printed once for all of them. Nobody may change it.
 */
export function oneOfEqual<Value extends object>(): (key: string, value: Value) => Value {
  const known = new Map<string, Value>();
  return (key, value) => {
    const first = known.get(key);
    if (first !== undefined) return first;
    if (known.size >= most) known.clear();
    known.set(key, value);
    return value;
  };
}
