import { labelKeyReason } from '../../names/index.ts';
import type { Found } from '../problem.ts';
import { problem } from '../problem.ts';
import { amountOf, ONE } from './amounts.ts';
import type { Fields } from './fields.ts';

/** The label or annotation that a field path names is the key of one; keys of annotations are read in lower case. */
export function fieldKey({ fieldPath }: Fields): Found {
  const match = typeof fieldPath === 'string' ? /^metadata\.(\w+)\['(.*)'\]$/.exec(fieldPath) : null;
  if (match === null) return undefined;
  const [, kind, key = ''] = match;
  const reason = labelKeyReason(kind === 'annotations' ? key.toLowerCase() : key);
  return reason === undefined ? undefined : problem('format', `its key is none: ${reason}`, 'fieldPath');
}

const THOUSANDTH = ONE / 1000n;
const PREFIXES = [0n, 1n, 2n, 3n, 4n, 5n, 6n];

/** What sizes can be divided by: 1, 1k, 1M, ... up to 1E, and 1Ki up to 1Ei. */
function isUnit(text: string, amount: bigint): boolean {
  if (amount === ONE) return true;
  const base = text.endsWith('i') ? 1024n : 1000n;
  return PREFIXES.some((power) => amount === base ** power * ONE);
}

/** What the value of a resource is divided by (`validateContainerResourceDivisor`). */
export function divisor({ divisor: given, resource }: Fields): Found {
  const amount = amountOf(given) ?? 0n;
  if (amount === 0n || typeof resource !== 'string') return undefined;
  const isCpu = resource.endsWith('.cpu');
  // Exponents stay as they are written, and none is a unit.
  const plain = !/[eE][-+]?\d/.test(String(given));
  const fits = isCpu ? amount === ONE || amount === THOUSANDTH : isUnit(String(given), amount);
  if (fits && plain) return undefined;
  return problem('enum', isCpu ? 'it is neither 1 nor 1m' : 'it is no unit such as 1, 1k, or 1Mi', 'divisor');
}
