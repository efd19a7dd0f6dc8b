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

interface Branch<Value> {
  value: Value | undefined;
  next: Map<unknown, Branch<Value>> | undefined;
}

/**
 * The same function, which makes one object of the same parts: texts, numbers, or objects that it made itself.
 * What holds the same object can be printed once for all of them. Nobody may change it.
 */
export function oneOfEqual<Parts extends readonly unknown[], Value extends object>(
  make: (...parts: Parts) => Value,
): (...parts: Parts) => Value {
  let root: Branch<Value> = { value: undefined, next: undefined };
  let count = 0;
  return (...parts) => {
    let branch = root;
    for (const part of parts) branch = branchOf(branch, part);
    if (branch.value !== undefined) return branch.value;
    if (count >= most) {
      root = { value: undefined, next: undefined };
      count = 0;
    }
    count += 1;
    return (branch.value = make(...parts));
  };
}

function branchOf<Value>(branch: Branch<Value>, part: unknown): Branch<Value> {
  branch.next ??= new Map();
  let next = branch.next.get(part);
  if (next === undefined) branch.next.set(part, (next = { value: undefined, next: undefined }));
  return next;
}
