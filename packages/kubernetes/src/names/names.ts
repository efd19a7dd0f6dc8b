import { sha256Base32 } from '../hash/index.ts';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

const SUFFIX_LENGTH = 8;

/**
 * A name within a limit: unchanged if it fits, else `<prefix>-<8 characters of base32(sha256(name))>`.
 * The result is frozen for the life of the named thing (INTENT.md 2.3).
 */
export function limitName(name: string, limit: number): string {
  if (name.length <= limit) return name;
  if (limit <= SUFFIX_LENGTH + 1) throw new RangeError(`a limit of ${limit} leaves no room for a prefix`);
  const prefix = name.slice(0, limit - SUFFIX_LENGTH - 1).replace(/[-._]+$/, '');
  return `${prefix}-${sha256Base32(name, SUFFIX_LENGTH)}`;
}

/** Why a text is no DNS label of RFC 1123 (names of most objects); `undefined` if it is one. */
export function dns1123LabelReason(text: string): string | undefined {
  return lengthReason(text, 63) ?? (LABEL.test(text) ? undefined : characterReason(text));
}

/** Why a text is no DNS label of RFC 1035 (names of Services): as RFC 1123, but it starts with a letter. */
export function dns1035LabelReason(text: string): string | undefined {
  const reason = dns1123LabelReason(text);
  if (reason !== undefined) return reason;
  return /^[a-z]/.test(text) ? undefined : 'it must start with a letter';
}

/** Why a text is no DNS subdomain of RFC 1123 (labels joined by dots, 253 characters in all). */
export function dns1123SubdomainReason(text: string): string | undefined {
  const reason = lengthReason(text, 253);
  if (reason !== undefined) return reason;
  for (const part of text.split('.')) {
    if (part === '') return 'two dots stand side by side, or one at an end';
    if (!LABEL.test(part)) return characterReason(part);
  }
  return undefined;
}

/** Why a text is no label value: empty, or up to 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends. */
export function labelValueReason(text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length > 63) return `it has ${text.length} characters; at most 63 are allowed`;
  return QUALIFIED.test(text)
    ? undefined
    : 'it may hold letters, digits, -, _ and . and must start and end with a letter or digit';
}

/** Why a text is no key of a label or annotation: `[subdomain/]name`, the name as a label value and not empty. */
export function labelKeyReason(text: string): string | undefined {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  if (slash !== -1) {
    const reason = dns1123SubdomainReason(text.slice(0, slash));
    if (reason !== undefined) return `its prefix "${text.slice(0, slash)}" is no DNS name: ${reason}`;
  }
  return name === '' ? 'its name is empty' : labelValueReason(name);
}

function lengthReason(text: string, maximum: number): string | undefined {
  if (text === '') return 'it is empty';
  return text.length > maximum ? `it has ${text.length} characters; at most ${maximum} are allowed` : undefined;
}

function characterReason(text: string): string {
  if (/[A-Z]/.test(text) && LABEL.test(text.toLowerCase()))
    return `it must be lower case: ${text.toLowerCase()}`;
  if (/^-|-$/.test(text)) return 'it must not start or end with -';
  const wrong = [...text].find((character) => !/[-a-z0-9]/.test(character));
  return `${wrong === undefined ? 'something in it' : JSON.stringify(wrong)} is not allowed; use lower-case letters, digits and -`;
}
