import { readDate } from '../time.ts';
import { none, Opaque, Optional } from '../values.ts';
import type { Declaration, Library } from './overload.ts';
import { readUrl } from './urls.ts';

type Check = (text: string) => readonly string[];

/** A format that text can be checked against. */
export class NamedFormat extends Opaque {
  readonly typeName = 'kubernetes.NamedFormat';
  readonly name: string;
  readonly check: Check;
  constructor(name: string, check: Check) {
    super();
    this.name = name;
    this.check = check;
  }
  override equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const OLD_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const QUALIFIED = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

/** Length is in bytes, as the API server counts. */
function shaped(pattern: RegExp, most: number, what: string): Check {
  return (text) => {
    const problems: string[] = [];
    if (new TextEncoder().encode(text).length > most) problems.push(`must be no more than ${most} bytes`);
    if (!pattern.test(text)) problems.push(what);
    return problems;
  };
}

/** A prefix is checked as if something followed its dash. */
const asPrefix =
  (check: Check): Check =>
  (text) =>
    check(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);

const holds =
  (test: (text: string) => boolean, what: string): Check =>
  (text) =>
    test(text) ? [] : [what];

const label = shaped(DNS_LABEL, 63, 'a DNS label has lower case letters, digits and -, and ends with no -');
const subdomain = shaped(SUBDOMAIN, 253, 'a DNS subdomain is made of DNS labels with dots between');
const oldLabel = shaped(
  OLD_LABEL,
  63,
  'a DNS-1035 label starts with a letter and has lower case letters, digits and -',
);
const labelName = shaped(
  QUALIFIED,
  63,
  'a name has letters, digits, -, _ and ., and starts and ends with a letter or digit',
);

function qualifiedName(text: string): readonly string[] {
  const parts = text.split('/');
  const [prefix, name] = parts.length === 1 ? [undefined, text] : parts;
  if (parts.length > 2) return ['a qualified name is a name with one optional DNS subdomain before it'];
  const problems =
    prefix === undefined ? [] : prefix === '' ? ['prefix part must be non-empty'] : subdomain(prefix);
  return [...problems, ...labelName(name ?? '')];
}

function labelValue(text: string): readonly string[] {
  return text === '' ? [] : labelName(text);
}

function uri(text: string): readonly string[] {
  const read = readUrl(text);
  return typeof read === 'string' ? [read] : [];
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const isBase64 = (text: string): boolean => text !== '' && BASE64.test(text.replace(/[\r\n]/g, ''));

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const match = /^(\d\d):(\d\d):(\d\d)(?:.\d+)?(?:z|[+-]\d\d:\d\d)$/s.exec(time);
  if (match === null || readDate(date) === undefined) return false;
  return (match[1] ?? '') <= '23' && (match[2] ?? '') <= '59' && (match[3] ?? '') <= '59';
}

const checks: Readonly<Record<string, Check>> = {
  dns1123Label: label,
  dns1123Subdomain: subdomain,
  dns1035Label: oldLabel,
  qualifiedName,
  dns1123LabelPrefix: asPrefix(label),
  dns1123SubdomainPrefix: asPrefix(subdomain),
  dns1035LabelPrefix: asPrefix(oldLabel),
  labelValue,
  uri,
  uuid: holds((text) => UUID.test(text), 'does not match the UUID format'),
  byte: holds(isBase64, 'invalid base64'),
  date: holds((text) => readDate(text) !== undefined, 'invalid date'),
  datetime: holds(isDateTime, 'invalid datetime'),
};

const formats: ReadonlyMap<string, NamedFormat> = new Map(
  Object.entries(checks).map(([name, check]) => [name, new NamedFormat(name, check)]),
);

function validate(format: NamedFormat, text: string): Optional {
  const problems = format.check(text);
  return problems.length === 0 ? none : new Optional(problems);
}

function named(name: string): Optional {
  const format = formats.get(name);
  return format === undefined ? none : new Optional(format);
}

/** Formats of names, values, and identifiers. */
export const namedFormats: Library = {
  name: 'formats',
  since: 31,
  functions: [
    ['validate', 'Format.(string) -> optional(list(string))', validate],
    ['format.named', '(string) -> optional(Format)', named],
    ...[...formats].map(([name, format]): Declaration => [`format.${name}`, '() -> Format', () => format]),
  ],
};
