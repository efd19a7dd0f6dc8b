/**
 * A Kubernetes quantity, exact, in billionths of its unit (cores, bytes, pods …).
 * Billionths because `n` is the smallest suffix of the API; finer fractions are rounded up, as the API does.
 */
export type Quantity = bigint;

/** A parsed quantity, or why it is none, with what was probably meant. */
export type ParsedQuantity =
  | { readonly ok: true; readonly value: Quantity }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

const NANO = 1_000_000_000n;

/** Billionths per suffix (API machinery, package resource: binarySI and decimalSI). */
const SUFFIXES: ReadonlyMap<string, bigint> = new Map([
  ['', NANO],
  ['n', 1n],
  ['u', 1_000n],
  ['m', 1_000_000n],
  ['k', NANO * 10n ** 3n],
  ['M', NANO * 10n ** 6n],
  ['G', NANO * 10n ** 9n],
  ['T', NANO * 10n ** 12n],
  ['P', NANO * 10n ** 15n],
  ['E', NANO * 10n ** 18n],
  ['Ki', NANO << 10n],
  ['Mi', NANO << 20n],
  ['Gi', NANO << 30n],
  ['Ti', NANO << 40n],
  ['Pi', NANO << 50n],
  ['Ei', NANO << 60n],
]);

const QUANTITY = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

/** Longer texts are no quantities: 2^63 has 19 digits, and 9 may follow the point. */
const MAXIMUM_LENGTH = 40;
const LARGEST = (1n << 63n) * NANO;

/**
 * Reads a quantity by the grammar of the Kubernetes API (package `resource`):
 * a signed decimal number with a binary (`Ki`…`Ei`) or decimal (`n`…`E`) suffix or an exponent.
 */
export function parseQuantity(text: string): ParsedQuantity {
  const match = text.length > MAXIMUM_LENGTH ? null : QUANTITY.exec(text);
  if (match === null) return explain(text);
  const [, sign, whole, fraction = match[4] ?? '', , suffix = '', exponent] = match;
  const digits = BigInt((whole ?? '') + fraction);
  let numerator = digits * (SUFFIXES.get(suffix) ?? NANO);
  let power = -fraction.length;
  if (exponent !== undefined) {
    const given = Number(exponent);
    if (Math.abs(given) > 30) return { ok: false, reason: `the exponent of ${text} is out of range` };
    power += given;
  }
  if (power > 0) numerator *= 10n ** BigInt(power);
  else if (power < 0) numerator = divideUp(numerator, 10n ** BigInt(-power));
  if (numerator > LARGEST) return { ok: false, reason: `${text} is larger than any quantity can be` };
  return { ok: true, value: sign === '-' ? -numerator : numerator };
}

/** Integer division that rounds away from zero; the divisor is positive. */
export function divideUp(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (quotient * divisor === value) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['k', 'Ki'],
  ['m', 'Mi'],
  ['g', 'Gi'],
  ['t', 'Ti'],
  ['p', 'Pi'],
  ['e', 'Ei'],
]);

const LOOKS_LIKE = /^\s*([+-]?\d*[.,]?\d+)\s*([a-zA-Z]*)\s*$/;

function explain(text: string): ParsedQuantity {
  if (text.trim() === '')
    return { ok: false, reason: 'it is empty; write a number with a unit, such as 512Mi or 500m' };
  const match = text.length > MAXIMUM_LENGTH ? null : LOOKS_LIKE.exec(text);
  if (match === null) return { ok: false, reason: 'write a number with a unit, such as 512Mi, 10Gi or 500m' };
  const number = (match[1] ?? '').replace(',', '.');
  const unit = match[2] ?? '';
  const suffix = SUFFIXES.has(unit) ? unit : nearestSuffix(unit);
  if (suffix === undefined)
    return { ok: false, reason: `"${unit}" is no unit; units are m, k, M, G, T and Ki, Mi, Gi, Ti` };
  const suggestion = number + suffix;
  const why = unit === suffix ? 'there is something around or inside the number' : `"${unit}" is no unit`;
  return { ok: false, reason: `${why}; did you mean ${suggestion}?`, suggestion };
}

/** `mb`, `MB`, `MiB`, `mi`, `megabytes` … all mean `Mi`; `cores` and the like mean no suffix. */
function nearestSuffix(unit: string): string | undefined {
  const lower = unit.toLowerCase();
  if (/^(?:cpus?|v?cores?|bytes?|b)$/.test(lower)) return '';
  if (/^milli(?:cores?|cpus?)?$/.test(lower)) return 'm';
  const match = /^([kmgtpe])(?:i?b?|bytes?|ibibytes?|(?:ilo|ega|iga|era|eta|xa|ebi|ibi|obi)(?:bytes?)?)$/.exec(
    lower,
  );
  return match === null ? undefined : LETTERS.get(match[1] ?? '');
}
