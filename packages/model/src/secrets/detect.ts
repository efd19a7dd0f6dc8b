import { mayHoldSecretName, nameVerdict, namesAKey, type NameVerdict } from './names.ts';
import { hasLabel, isReference, labeled, privateKeyBlocks, tokenIn, urlPasswords } from './patterns.ts';

/**
 * Why a value looks like a secret in plain text, as the rest of a sentence ("holds a GitHub token");
 * `undefined` where it does not. The reason never holds the value. Runs in linear time.
 *
 * `name` is the variable, option, or file; `value` its text, which may be a whole file.
 * Durations, numbers that a name such as `PASSWORD_MIN_LENGTH` explains, references such as `$(NAME)`,
 * paths, and URLs without credentials are no secrets.
 */
export function findPlainSecrets(name: string, value: string): string | undefined {
  return valueReason(value) ?? namedReason(nameVerdict(name), name, value) ?? lineReason(value);
}

/** What the value alone gives away. */
export function valueReason(value: string): string | undefined {
  if (value.length < 8) return undefined;
  const token = tokenIn(value);
  if (token !== undefined) return `holds ${token}`;
  if (privateKeyBlocks(value).length > 0) return 'holds a private key';
  if (urlPasswords(value).length > 0) return 'holds a URL with a password';
  if (hasLabel(value))
    for (const { what, regex } of labeled) if (value.search(regex) >= 0) return `holds ${what}`;
  return undefined;
}

/** What the value gives away together with its name. */
function namedReason(verdict: NameVerdict, name: string, value: string): string | undefined {
  if (verdict === 'none' || isHarmless(value)) return undefined;
  if (value.trimEnd().includes('\n') && !(verdict === 'secret' && isBareLines(value))) return undefined;
  if (verdict === 'secret') return `is called "${name}", so its value is a secret`;
  return looksRandom(value) ? `is called "${name}" and holds a random text` : undefined;
}

/** Whether every line is one bare word, as a wrapped value is and a file with settings is not. */
function isBareLines(value: string): boolean {
  return value.split('\n').every((line) => /^[^\s:{}<>[\]#]*$/.test(line.trim()));
}

/** Assignments inside a longer text: lines of a properties, YAML, or JSON file, parts of a connection string. */
function lineReason(value: string): string | undefined {
  for (const { name, start, end } of assignmentsIn(value)) {
    if (isSecretAssignment(name, value.slice(start, end))) return `sets "${name}", whose value is a secret`;
  }
  return undefined;
}

/** Whether a value under a name is a secret. A value that only names a key of a store (`password`) is none. */
export function isSecretAssignment(name: string, value: string): boolean {
  const verdict = nameVerdict(name);
  return verdict !== 'none' && !namesAKey(value) && namedReason(verdict, name, value) !== undefined;
}

export interface Assignment {
  readonly name: string;
  /** Range of the value, without quotes. */
  readonly start: number;
  readonly end: number;
}

const assignment =
  /(?<![A-Za-z0-9_.-])(-{0,2}[A-Za-z_][A-Za-z0-9_.-]{0,80})(\\?["']?[ \t]{0,8}[:=][ \t]{0,8})(\\?"[^"\n]*"|'[^'\n]*'|\$\{[^}\n]*\}|\{\{[^}\n]*\}\}|<[^>\n]*>|\[redacted\]|(?![{[])[^\s,;&}\]"'<]+)/g;
const option = /(?<![^\s"'[])(--?[A-Za-z][A-Za-z0-9-]{0,80})([ \t]{1,8})([^\s,;"'-][^\s,;"']*)/g;
const element = /<([A-Za-z_][A-Za-z0-9_.-]{0,80})()>([^<\n]{1,2000})(?=<\/)/g;

/** `name: value`, `name=value`, `--name value`, `"name": "value"`, `<name>value<` in a text, where a name may tell. */
export function* assignmentsIn(text: string): Generator<Assignment> {
  if (!/[:= <]/.test(text) || !mayHoldSecretName(text)) return;
  for (const regex of [assignment, option, element]) {
    for (const match of text.matchAll(regex)) {
      const [, name = '', between = '', value = ''] = match;
      // A part of a name such as `arn:aws:secretsmanager:eu-central-1:1:secret:orders`.
      if (between === ':' && text[match.index - 1] === ':') continue;
      const lead = regex === element ? 2 : 0;
      const from = match.index + name.length + between.length + lead;
      const quoted = /^\\?["']/.exec(value)?.[0].length ?? 0;
      const tail = quoted === 0 ? 0 : value.at(-2) === '\\' ? 2 : 1;
      yield { name: name.replace(/^-+/, ''), start: from + quoted, end: from + value.length - tail };
    }
  }
}

const harmlessWords =
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|enabled|disabled|optional|required|always|never)$/i;

/** Values that are no secret whatever their name: empty, switches, durations, references, paths, plain URLs. */
function isHarmless(value: string): boolean {
  const text = value.trim();
  if (text === '' || text.length > 10_000) return true;
  if (harmlessWords.test(text) || isReference(text)) return true;
  if (/^[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h|d|Mi|Gi|Ki)$/.test(text) || /^[0-9]{1,3}$/.test(text)) return true;
  if (/^(?:\/|\.{1,2}\/|~\/)[A-Za-z0-9._{}$()/-]*$/.test(text) && text.includes('/', 1)) return true;
  if (/^[a-z][a-z0-9+.-]{0,20}:\/\/[^\s]*$/.test(text)) return true;
  if (/^(?:arn:|projects\/|vault:|secretref:|file:)/.test(text)) return true;
  return composed(text);
}

/** Whether a text consists of references and punctuation only: `$(USER):$(PASSWORD)`. */
function composed(text: string): boolean {
  return text.includes('$(') && !/[A-Za-z0-9]/.test(text.replaceAll(/\$\([A-Za-z_]\w*\)/g, ''));
}

/** Whether a text looks generated: long, letters and digits mixed, many different characters. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 4_096 || !/^[A-Za-z0-9+/=_.~!@#$%^&*-]+$/.test(text)) return false;
  if (!/[0-9]/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text) || /^sha(?:1|256|512):/.test(text))
    return false;
  if (/^[a-z0-9]+(?:[-._/][a-z0-9]+)+$/.test(text) && !/[0-9a-f]{16}/.test(text)) return false;
  const hexadecimal = /^[0-9a-fA-F]+$/.test(text);
  return entropy(text) >= (hexadecimal ? 3 : 3.5);
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
