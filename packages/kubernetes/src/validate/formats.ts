import { isRequestUri, parseCidr, parseIp } from './addresses.ts';
import { isEmail } from './email.ts';
import { matcherOf } from './pattern.ts';

/** Says what is wrong with a text, as the rest of a sentence that starts with it; `undefined` if nothing is. */
export type FormatCheck = (text: string) => string | undefined;

const UUID = '^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?VERSION-?VARIANT-?[0-9a-fA-F]{12}$';
const ANY = '[0-9a-fA-F]{4}';
const RFC_VARIANT = '[89abAB][0-9a-fA-F]{3}';

function uuidPattern(version: string, variant: string): string {
  return UUID.replace('VERSION', version).replace('VARIANT', variant);
}

/** The formats of custom resources that are patterns (package `strfmt` of kube-openapi). */
const PATTERNS: Readonly<Record<string, string>> = {
  bsonobjectid: '^[0-9a-fA-F]{24}$',
  byte: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$',
  hexcolor: '^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$',
  hostname: String.raw`^([a-zA-Z0-9\p{S}\p{L}]((-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?)|([a-zA-Z0-9\p{S}\p{L}](([a-zA-Z0-9-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?)(\.)){1,}([a-zA-Z\p{L}]){2,63})$`,
  mac: '^(?:[0-9a-fA-F]{2}(?:(?:[:][0-9a-fA-F]{2}){5}|(?:[:][0-9a-fA-F]{2}){7}|(?:[:][0-9a-fA-F]{2}){19}|(?:-[0-9a-fA-F]{2}){5}|(?:-[0-9a-fA-F]{2}){7}|(?:-[0-9a-fA-F]{2}){19})|[0-9a-fA-F]{4}(?:(?:[.][0-9a-fA-F]{4}){2}|(?:[.][0-9a-fA-F]{4}){3}|(?:[.][0-9a-fA-F]{4}){9}))$',
  rgbcolor: String.raw`^rgb\(\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*,\s*(0|[1-9]\d?|1\d\d?|2[0-4]\d|25[0-5])\s*\)$`,
  ssn: '^[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}$',
  uuid: uuidPattern(ANY, ANY),
  uuid3: uuidPattern('3[0-9a-fA-F]{3}', ANY),
  uuid4: uuidPattern('4[0-9a-fA-F]{3}', RFC_VARIANT),
  uuid5: uuidPattern('5[0-9a-fA-F]{3}', RFC_VARIANT),
};

const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  cidr: (text) => parseCidr(text, true) !== undefined,
  creditcard: isCreditCard,
  date: isDate,
  datetime: isDateTime,
  duration: isDuration,
  email: isEmail,
  ipv4: (text) => text.includes('.') && parseIp(text, true) !== undefined,
  ipv6: (text) => text.includes(':') && parseIp(text) !== undefined,
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  k8slongname: (text) => text.length <= 253 && LONG_NAME.test(text),
  k8sshortname: (text) => text.length <= 63 && SHORT_NAME.test(text),
  uri: isRequestUri,
};

const SHORT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LONG_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Formats that came with a minor of Kubernetes; before, they were ignored. */
const SINCE: Readonly<Record<string, number>> = { k8slongname: 34, k8sshortname: 34 };

/**
 * The check of a format in a schema of a custom resource, or `undefined` if API servers of this minor ignore it.
 * Sources: package `strfmt` of kube-openapi and the list of supported formats of apiextensions-apiserver.
 *
 * @param minor the number after the dot
 */
export function formatCheck(format: string, minor: number): FormatCheck | undefined {
  const name = format.replaceAll('-', '');
  if (minor < (SINCE[name] ?? 0)) return undefined;
  const test = Object.hasOwn(TESTS, name) ? TESTS[name] : patternTest(name);
  if (test === undefined) return undefined;
  return (text) => (test(text) ? undefined : `is not of the format ${format}`);
}

function patternTest(name: string): ((text: string) => boolean) | undefined {
  const pattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined;
  if (pattern === undefined) return undefined;
  const matches = matcherOf(pattern) as (text: string) => boolean;
  if (name !== 'hostname') return matches;
  return (text) => matches(text) && text.length <= 255 && text.split('.').every((part) => part.length <= 63);
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const match = /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time);
  if (match === null || !isDate(date)) return false;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
  return hours <= 23 && minutes <= 59 && seconds <= 59;
}

/** A point in time as Go's RFC 3339 layout reads it: Kubernetes' own `Time`. */
export function isGoTime(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (match === null || !isDate(match[1] ?? '')) return false;
  const [hours = 0, minutes = 0, seconds = 0, zone = 0, zoneMinutes = 0] = match
    .slice(2)
    .map((part) => Number(part ?? 0));
  return hours <= 23 && minutes <= 59 && seconds <= 59 && zone <= 24 && zoneMinutes <= 60;
}

/** Go's `time.ParseDuration`. */
export function isGoDuration(text: string): boolean {
  return text === '0' || /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}

const UNITS = /^(?:ns|nano|us|µs|micro|ms|milli|s$|sec|m$|min|h$|hr$|hour|d$|day|w$|wk$|week)/i;

/** Go's durations, and those that hold at least one number with a unit of Scala's. */
function isDuration(text: string): boolean {
  if (isGoDuration(text)) return true;
  for (const match of text.matchAll(/(?<!\d)\d+\s*([A-Za-zµ]+)/g)) if (UNITS.test(match[1] ?? '')) return true;
  return false;
}

function isCreditCard(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (
    !/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|(?:2131|1800|35\d{3})\d{11})$/.test(
      digits,
    )
  )
    return false;
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function isIsbn10(text: string): boolean {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  return (
    [...digits].reduce((sum, digit, at) => sum + (at + 1) * (digit === 'X' ? 10 : Number(digit)), 0) % 11 === 0
  );
}

function isIsbn13(text: string): boolean {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{13}$/.test(digits)) return false;
  return [...digits].reduce((sum, digit, at) => sum + (at % 2 === 0 ? 1 : 3) * Number(digit), 0) % 10 === 0;
}
