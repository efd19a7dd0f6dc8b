import { common } from '@fairway/kubernetes';

/** Enough for every name of a thousand services in three environments; more would cost more memory than time. */
const MOST = 4_000;

/** Makes a part of objects once for each key; what it returns is frozen and held by many objects. */
export function commonBy<Key extends string | number, Part extends object>(
  make: (key: Key) => Part,
): (key: Key) => Part {
  return onceBy((key: Key) => common(make(key)));
}

/** The same for sources that are new each time, but often alike: those with the same text get the same part. */
export function commonByText<Source, Part extends object>(
  textOf: (source: Source) => string,
  make: (source: Source) => Part,
): (source: Source) => Part {
  const known = new Map<string, Part>();
  return (source) => {
    const text = textOf(source);
    let part = known.get(text);
    if (part === undefined) remember(known, text, (part = common(make(source))));
    return part;
  };
}

/** What is made once for each key. */
export function onceBy<Key extends string | number, Result extends object>(
  make: (key: Key) => Result,
): (key: Key) => Result {
  const known = new Map<Key, Result>();
  return (key) => {
    let result = known.get(key);
    if (result === undefined) remember(known, key, (result = make(key)));
    return result;
  };
}

function remember<Key, Result>(known: Map<Key, Result>, key: Key, result: Result): void {
  if (known.size >= MOST) known.clear();
  known.set(key, result);
}

/** The same for two keys. */
export function commonByBoth<
  First extends string | number,
  Second extends string | number,
  Part extends object,
>(make: (first: First, second: Second) => Part): (first: First, second: Second) => Part {
  const known = new Map<First, Map<Second, Part>>();
  let count = 0;
  return (first, second) => {
    let bySecond = known.get(first);
    let part = bySecond?.get(second);
    if (part !== undefined) return part;
    part = common(make(first, second));
    if (count >= MOST) {
      known.clear();
      bySecond = undefined;
      count = 0;
    }
    if (bySecond === undefined) known.set(first, (bySecond = new Map()));
    bySecond.set(second, part);
    count += 1;
    return part;
  };
}

/** The same for an object that others are made from, as long as that lives. */
export function commonFor<Source extends object, Part extends object>(
  make: (source: Source) => Part,
): (source: Source) => Part {
  return onceFor((source) => common(make(source)));
}

/** What is made once for each source, as long as that lives. */
export function onceFor<Source extends object, Result extends object>(
  make: (source: Source) => Result,
): (source: Source) => Result {
  const known = new WeakMap<Source, Result>();
  return (source) => {
    let result = known.get(source);
    if (result === undefined) known.set(source, (result = make(source)));
    return result;
  };
}
