import { common } from '@fairway/kubernetes';

/** More different parts than an organization has; beyond that nothing would be gained by keeping them. */
const MOST = 10_000;

/** Makes a part of objects once for each key; what it returns is frozen and held by many objects. */
export function commonBy<Key extends string | number, Part extends object>(
  make: (key: Key) => Part,
): (key: Key) => Part {
  const known = new Map<Key, Part>();
  return (key) => {
    let part = known.get(key);
    if (part === undefined) {
      if (known.size >= MOST) known.clear();
      known.set(key, (part = common(make(key))));
    }
    return part;
  };
}

/** The same for two keys. */
export function commonByBoth<
  First extends string | number,
  Second extends string | number,
  Part extends object,
>(make: (first: First, second: Second) => Part): (first: First, second: Second) => Part {
  const bySecond = new Map<First, (second: Second) => Part>();
  return (first, second) => {
    let known = bySecond.get(first);
    if (known === undefined) {
      if (bySecond.size >= MOST) bySecond.clear();
      bySecond.set(first, (known = commonBy((key: Second) => make(first, key))));
    }
    return known(second);
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
