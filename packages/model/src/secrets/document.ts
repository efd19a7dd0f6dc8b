import type { Path, PathSegment } from '../path.ts';
import { assignmentsIn, findPlainSecrets, isSecretAssignment, looksRandom, valueReason } from './detect.ts';
import { mayHoldSecretName, mayNameAnObject } from './names.ts';
import { hasLabel, labeled, mayHoldSecret, privateKeyBlocks, tokensIn, urlPasswords } from './patterns.ts';

/** A place of a document that holds a secret. */
export interface PlainSecret {
  readonly path: Path;
  /** `key` where the name itself is the secret, as a token that was pasted to the wrong side of a colon. */
  readonly part: 'key' | 'value';
  /** As the rest of a sentence; never holds the value. */
  readonly reason: string;
}

/**
 * Who gave a text its name, and so what the name says about it.
 * `author`: the author chose it for this value, as that of a variable, a file, an option, so it says what the value is.
 * `foreign`: some other schema did; `secret` and its like may also name an object there.
 * `schema`: Fairway did; `secret` of a Certificate is a name, and only the value can tell.
 */
type Naming = 'author' | 'foreign' | 'schema';

interface Place {
  readonly name: string;
  readonly naming: Naming;
}

/** A text or a key that may be a secret. */
interface Suspect extends Place {
  readonly value: string;
  readonly path: Path;
  readonly part: 'key' | 'value';
}

interface Walk {
  readonly path: PathSegment[];
  readonly suspects: Suspect[];
}

type Tree = { readonly [key: string]: unknown };

/**
 * Every place of a document that holds a secret, in document order. Linear in the document's size.
 * Credentials of a known form, private keys, and URLs with a password count everywhere, in names too. A text counts
 * for its name only where its author chose the name: variables, files, options, annotations, fields of a patch.
 */
export function findPlainSecretsIn(document: unknown): PlainSecret[] {
  const found: PlainSecret[] = [];
  for (const suspect of suspectsIn(document)) {
    const { path, part, value } = suspect;
    const reason = part === 'key' ? valueReason(value) : reasonOf(suspect, value);
    if (reason !== undefined) found.push({ path, part, reason });
  }
  return found;
}

const known = new WeakMap<object, readonly Suspect[]>();

/** Few texts speak of secrets at all. They are looked for once in each document: to report them, and to hide them. */
function suspectsIn(document: unknown): readonly Suspect[] {
  if (typeof document !== 'object' || document === null) return collectSuspects(document);
  let suspects = known.get(document);
  if (suspects === undefined) known.set(document, (suspects = collectSuspects(document)));
  return suspects;
}

function collectSuspects(document: unknown): readonly Suspect[] {
  const suspects: Suspect[] = [];
  walk(document, { name: '', naming: 'schema' }, undefined, { path: [], suspects });
  return suspects;
}

function reasonOf({ name, naming }: Place, value: string): string | undefined {
  if (naming === 'author') return findPlainSecrets(name, value);
  const own = valueReason(value);
  if (own !== undefined) return own;
  if (naming === 'foreign' && isForeignSecret(name, value))
    return `is called "${name}", so its value is a secret`;
  for (const inner of assignmentsIn(value)) {
    const text = value.slice(inner.start, inner.end);
    // Prose speaks of secrets: "password: at least …" sets none, "password=…" does.
    const setsPlainly = /[=][\\"']*$/.test(value.slice(Math.max(0, inner.start - 3), inner.start));
    if (!setsPlainly && isWords(text)) continue;
    if (isTelling(text) && isSecretAssignment(inner.name, text))
      return `sets "${inner.name}", whose value is a secret`;
  }
  return undefined;
}

function isForeignSecret(name: string, value: string): boolean {
  if (!isSecretAssignment(name, value)) return false;
  return !mayNameAnObject(name) || !/^[a-z0-9]([-a-z0-9./]*[a-z0-9])?$/.test(value) || looksRandom(value);
}

/**
 * Every plain-text secret in a document, for {@link import('./redact.ts').createRedactor}: values that are printed
 * without their name can only be recognized so. Short and common words are left out, they would blacken half of
 * every text. Of values with several lines each line counts.
 */
export function plainSecretsIn(document: unknown): string[] {
  const found = new Set<string>();
  for (const { name, naming, value, part } of suspectsIn(document)) {
    const named = naming === 'author' ? isSecretAssignment(name, value) : isForeignSecret(name, value);
    if (part === 'value' && named) addLines(value, found);
    collect(value, found);
  }
  return [...found];
}

/** The same for a text that could not be parsed. */
export function plainSecretsInText(text: string): string[] {
  const found = new Set<string>();
  collect(text, found);
  return [...found];
}

function collect(value: string, into: Set<string>): void {
  if (value.length < 8) return;
  const ranges = [...urlPasswords(value), ...privateKeyBlocks(value)];
  for (const { start, end } of ranges) addLines(value.slice(start, end), into);
  for (const token of tokensIn(value)) addLines(token, into);
  if (hasLabel(value))
    for (const { regex } of labeled) for (const [match] of value.matchAll(regex)) addLines(match, into);
  for (const inner of assignmentsIn(value)) {
    const text = value.slice(inner.start, inner.end);
    if (!isWords(text) && isSecretAssignment(inner.name, text)) addLines(text, into);
  }
}

function addLines(text: string, into: Set<string>): void {
  for (const line of text.split('\n')) {
    const one = line.trim();
    if (isTelling(one) && !one.startsWith('-----')) into.add(one);
  }
}

/** Whether a text is so uncommon that it can be looked for anywhere. */
function isTelling(text: string): boolean {
  return text.length >= 6 && !/^(?:[a-z]{1,8}|[A-Z_]{1,20})$/.test(text);
}

/** Whether a text is made of words alone, as prose is. */
function isWords(text: string): boolean {
  return /^[A-Za-z]?[a-z]*(?:[-./][a-z]+)*[.:!?)]*$/.test(text);
}

/** Maps whose keys the author chooses: variables and files. */
const chosenKeys: ReadonlySet<string> = new Set(['env', 'config']);

/** The same in objects of Kubernetes. */
const chosenForeignKeys: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData']);

/** Lists of options and their values. */
const argumentLists: ReadonlySet<string> = new Set(['args', 'command']);

/** @param around name of the field that holds the object or list that holds the value. */
function walk(value: unknown, place: Place, around: string | undefined, to: Walk): void {
  if (typeof value === 'string') {
    if (mayHoldSecretName(place.name) || mayHoldSecret(value))
      to.suspects.push({ ...place, value, path: [...to.path], part: 'value' });
  } else if (typeof value !== 'object' || value === null) return;
  else if (Array.isArray(value)) walkList(value, place, to);
  else walkObject(value as Tree, place, around, to);
}

function walkList(values: readonly unknown[], place: Place, to: Walk): void {
  const areArguments = argumentLists.has(place.name);
  let option = '';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    to.path.push(index);
    walk(value, areArguments ? { name: option, naming: 'author' } : place, place.name, to);
    to.path.pop();
    if (areArguments) option = optionIn(value);
  }
}

function optionIn(value: unknown): string {
  return typeof value === 'string' && /^--?[A-Za-z][A-Za-z0-9_.-]*$/.test(value)
    ? value.replace(/^-+/, '')
    : '';
}

function walkObject(value: Tree, place: Place, around: string | undefined, to: Walk): void {
  for (const key of Object.keys(value)) {
    const inner = value[key];
    to.path.push(key);
    // Shorter ones than that are no credential.
    if (key.length >= 16 && mayHoldSecret(key))
      to.suspects.push({ name: '', naming: 'schema', value: key, path: [...to.path], part: 'key' });
    walk(inner, placeOf(key, value, place, around), place.name, to);
    to.path.pop();
  }
}

/** What the key of an object says about the value behind it. */
function placeOf(key: string, object: Tree, { name, naming }: Place, around: string | undefined): Place {
  if (key === 'value') {
    const { name: beside, path } = object;
    if (typeof beside === 'string') return { name: beside, naming: 'author' };
    if (typeof path === 'string') return { name: lastOf(path), naming: 'foreign' };
  }
  // Variables and files that name keys of a store, or outputs of a dependency.
  if (name === 'keys' || (name === 'env' && around === 'dependencies')) return { name: '', naming: 'schema' };
  if (chosenKeys.has(name) || (naming === 'foreign' && chosenForeignKeys.has(name)))
    return { name: key, naming: 'author' };
  if (name === 'annotations' || name === 'labels') return { name: key, naming: 'foreign' };
  // Parameters that an offering asks for.
  if (key === 'spec' && name === 'resources') return { name: key, naming: 'foreign' };
  return { name: key, naming: naming === 'author' ? 'foreign' : naming };
}

/** The name at the end of a path: `DB_PASSWORD` of `….env[name=DB_PASSWORD].value` and of `data.DB_PASSWORD`. */
function lastOf(path: string): string {
  return /([^.[\]="']+)["']?\]?(?:\.value)?$/.exec(path)?.[1] ?? '';
}
