import { failure, type Int, Opaque, toInt } from '../values.ts';
import type { Library } from './overload.ts';

/** A semantic version. */
export class SemverValue extends Opaque {
  readonly typeName = 'kubernetes.Semver';
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly prerelease: readonly (string | bigint)[];
  constructor(numbers: readonly [bigint, bigint, bigint], prerelease: readonly (string | bigint)[]) {
    super();
    this.numbers = numbers;
    this.prerelease = prerelease;
  }
  override equals(other: Opaque): boolean {
    return other instanceof SemverValue && order(this, other) === 0;
  }
}

const FORM = /^(\d+)\.(\d+)\.(\d+)(?:-([^+]*))?(?:\+(.*))?$/s;

function readNumber(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d*)$/.test(text)) return undefined;
  const value = BigInt(text);
  return BigInt.asUintN(64, value) === value ? value : undefined;
}

function readPart(text: string): string | bigint | undefined {
  if (/^\d+$/.test(text)) return readNumber(text);
  return /^[0-9A-Za-z-]+$/.test(text) ? text : undefined;
}

/** Reads a semantic version; the reason if it is none. */
export function readSemver(text: string): SemverValue | string {
  const match = FORM.exec(text);
  const invalid = `${JSON.stringify(text)} is no semantic version`;
  if (match === null) return invalid;
  const numbers = [match[1], match[2], match[3]].map((part) => readNumber(part ?? ''));
  const prerelease = match[4]?.split('.').map(readPart) ?? [];
  if (match[5] !== undefined && !match[5].split('.').every((part) => /^[0-9A-Za-z-]+$/.test(part)))
    return invalid;
  if (numbers.includes(undefined) || prerelease.includes(undefined)) return invalid;
  return new SemverValue(numbers as [bigint, bigint, bigint], prerelease as (string | bigint)[]);
}

/** Completes a version: takes `v` and leading zeros off, adds the numbers that are missing. */
function normalize(text: string): string | undefined {
  const [first = '', second, ...others] = text.replace(/^v/, '').split('.');
  const parts =
    second === undefined ? [first] : others.length === 0 ? [first, second] : [first, second, others.join('.')];
  const cleaned = parts.map((part) =>
    part.length > 1 ? part.replace(/^0+(?!\d)/, '0').replace(/^0+(?=[1-9])/, '') : part,
  );
  if (cleaned.length < 3 && /[+-]/.test(cleaned.at(-1) ?? '')) return undefined;
  while (cleaned.length < 3) cleaned.push('0');
  return cleaned.join('.');
}

function read(text: string, lenient: boolean): SemverValue | string {
  const complete = lenient ? normalize(text) : text;
  return complete === undefined ? 'a short version has no prerelease or build part' : readSemver(complete);
}

function semverOf(text: string, lenient = false): SemverValue {
  const value = read(text, lenient);
  if (typeof value === 'string') throw failure(value);
  return value;
}

const sign = (difference: boolean): number => (difference ? 1 : -1);

function order(a: SemverValue, b: SemverValue): number {
  for (const [i, number] of a.numbers.entries()) {
    const other = b.numbers[i] as bigint;
    if (number !== other) return sign(number > other);
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return Math.sign(Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0));
  }
  for (const [i, part] of a.prerelease.entries()) {
    const other = b.prerelease[i];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (typeof part !== typeof other) return sign(typeof part === 'string');
    return sign(part > other);
  }
  return a.prerelease.length < b.prerelease.length ? -1 : 0;
}

const number =
  (at: 0 | 1 | 2) =>
  (value: SemverValue): Int =>
    toInt(BigInt.asIntN(64, value.numbers[at]));

/** Semantic versions. */
export const semvers: Library = {
  name: 'semantic versions',
  since: 33,
  functions: [
    ['semver', '(string) -> Semver', semverOf],
    ['semver', '(string, bool) -> Semver', semverOf],
    ['isSemver', '(string) -> bool', (text: string) => typeof read(text, false) !== 'string'],
    [
      'isSemver',
      '(string, bool) -> bool',
      (text: string, lenient: boolean) => typeof read(text, lenient) !== 'string',
    ],
    ['isGreaterThan', 'Semver.(Semver) -> bool', (a: SemverValue, b: SemverValue) => order(a, b) > 0],
    ['isLessThan', 'Semver.(Semver) -> bool', (a: SemverValue, b: SemverValue) => order(a, b) < 0],
    ['compareTo', 'Semver.(Semver) -> int', order],
    ['major', 'Semver.() -> int', number(0)],
    ['minor', 'Semver.() -> int', number(1)],
    ['patch', 'Semver.() -> int', number(2)],
  ],
};
