import { compareDiagnostics, type Diagnostic } from '@fairway/model';

/** Codes that say the same of each environment, apart from its name and its hosts. */
const OF_EACH_ENVIRONMENT: ReadonlySet<string> = new Set([
  'FWY3013',
  'FWY3014',
  'FWY3202',
  'FWY3217',
  'FWY3280',
]);

/** Codes of which one place may have several, as it may stand for what comes from elsewhere: the fix says of what. */
const OF_EACH_FIX: ReadonlySet<string> = new Set(['FWY3202']);

interface Joined {
  readonly first: Diagnostic;
  readonly units: Set<string>;
  /** The words of the message; where environments differ, those of each. */
  readonly words: readonly Set<string>[];
}

/**
 * Diagnostics of several environments as one list: the same problem stands once and names the units of all.
 * @param lists in the order of the chain of environments; none holds problems of several
 */
export function joinDiagnostics(lists: Iterable<readonly Diagnostic[]>): readonly Diagnostic[] {
  const found = new Map<string, Joined>();
  for (const list of lists) {
    const seen = new Map<string, string>();
    for (const one of list) {
      const key = keyOf(one, seen);
      seen.set(key, one.message);
      const before = found.get(key);
      const words = OF_EACH_ENVIRONMENT.has(one.code) ? one.message.split(' ') : [];
      if (before === undefined)
        found.set(key, { first: one, units: new Set(one.units), words: words.map((word) => new Set([word])) });
      else {
        for (const unit of one.units) before.units.add(unit);
        for (const [index, word] of words.entries()) before.words[index]?.add(word);
      }
    }
  }
  return [...found.values()].map(diagnosticOf).sort(compareDiagnostics);
}

/** What makes two problems the same; in one environment they are only where their messages are. */
function keyOf(one: Diagnostic, seen: ReadonlyMap<string, string>): string {
  const place = `${one.code}\n${one.severity}\n${one.file}\n${one.line}:${one.column}`;
  if (!OF_EACH_ENVIRONMENT.has(one.code)) return `${place}\n${one.message}`;
  const subject = OF_EACH_FIX.has(one.code) ? one.fix?.summary : '';
  const key = `${place}\n${subject}\n${one.message.split(' ').length}`;
  let next = key;
  for (let count = 1; (seen.get(next) ?? one.message) !== one.message; count += 1) next = `${key}\n${count}`;
  return next;
}

function diagnosticOf({ first, units, words }: Joined): Diagnostic {
  if (units.size === first.units.length && words.every(({ size }) => size === 1)) return first;
  const message = words.length === 0 ? first.message : words.map(listed).join(' ');
  return { ...first, message, units: [...units].sort() };
}

/** `dev;` and `staging;` are `dev, staging;`. */
function listed(words: ReadonlySet<string>): string {
  if (words.size === 1) return [...words].join('');
  const [mark = ''] = /[;:,.?]?$/.exec([...words].at(-1) ?? '') ?? [];
  return `${[...words].map((word) => word.replace(/[;:,.?]$/, '')).join(', ')}${mark}`;
}

/** Whether any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Those of the definition: what developers write does not hinder whoever only asks about it. */
export function ofDefinition(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ file }) => !file.startsWith('services/'));
}
