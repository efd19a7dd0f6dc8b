import { escapeName } from '../../cel/schema-type.ts';
import {
  dns1035LabelReason,
  dns1123LabelReason,
  dns1123SubdomainReason,
  labelKeyReason,
  labelValueReason,
} from '../../names/index.ts';
import { parseQuantity } from '../../quantity/index.ts';
import { parseCidr, parseIp } from '../addresses.ts';
import type { FormatCheck } from '../formats.ts';
import { isGoDuration, isGoTime } from '../formats.ts';
import { scheduleReason } from './schedule.ts';
import { isStrictCidr, isStrictIp } from './ip-addresses.ts';
import { isTimeZone } from './time-zones.ts';

/** Turns the reason why a text is no such name into the rest of a sentence. */
function naming(what: string, reasonOf: (text: string) => string | undefined): FormatCheck {
  return (text) => {
    const reason = reasonOf(text);
    return reason === undefined ? undefined : `is no ${what}: ${reason}`;
  };
}

function being(what: string, isOne: (text: string) => boolean): FormatCheck {
  return (text) => (isOne(text) ? undefined : `is no ${what}`);
}

function isPathSegment(text: string): boolean {
  return text !== '.' && text !== '..' && !/[/%]/.test(text);
}

function isConfigKey(text: string): boolean {
  return text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..');
}

function isPortName(text: string): boolean {
  return text.length <= 15 && /^[-a-z0-9]+$/.test(text) && /[a-z]/.test(text) && !/--|^-|-$/.test(text);
}

/** Whether a text is a quantity of at least an amount, in billionths; blanks around it are not read. */
function isQuantity(text: string, least?: bigint): boolean {
  const parsed = parseQuantity(text.trim());
  return parsed.ok && (least === undefined || parsed.value >= least);
}

const LIMIT_TYPES = new Set(['Container', 'Pod', 'PersistentVolumeClaim']);

/** `example.org/a/b`: a DNS name and a path. */
function isDomainPath(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 1 || slash === text.length - 1) return false;
  return (
    dns1123SubdomainReason(text.slice(0, slash)) === undefined &&
    /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(text.slice(slash + 1))
  );
}

/** Keys of resources: `cpu`, `requests.cpu`, `example.com/gpu`. */
function resourceNameReason(text: string): string | undefined {
  return labelKeyReason(text);
}

function isForward(text: string): boolean {
  return !text.split('/').includes('..');
}

/** A path inside a volume: relative, and never upwards. */
function isLocalPath(text: string): boolean {
  return !text.startsWith('/') && isForward(text);
}

function isCsiDriver(text: string): boolean {
  return text.length <= 63 && dns1123SubdomainReason(text.toLowerCase()) === undefined;
}

function isHostAliasName(text: string): boolean {
  return dns1123SubdomainReason(text) === undefined;
}

function isWildcardSubdomain(text: string): boolean {
  return text.startsWith('*.') && text.length <= 253 && dns1123SubdomainReason(text.slice(2)) === undefined;
}

/** One or more dot-separated names with underscores allowed at the front of each: names of DNS search domains. */
function isSearchDomain(text: string): boolean {
  const name = text.endsWith('.') && text.length > 1 ? text.slice(0, -1) : text;
  return (
    name === '.' ||
    (name.length <= 253 &&
      /^[a-z0-9_](?:[-_a-z0-9]*[a-z0-9])?(?:\.[a-z0-9_](?:[-_a-z0-9]*[a-z0-9])?)*$/.test(name))
  );
}

const FINALIZERS = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

const STRICT_ADDRESS = 'IP address without leading zeros, and none of IPv4 within IPv6';
const STRICT_NETWORK = 'network such as 10.0.0.0/8 with no bits behind its prefix and no leading zeros';

/**
 * Formats of built-in kinds: those of OpenAPI that decoding into Go types enforces, and our words for what
 * Kubernetes' handwritten validation asks of texts (`k8s.io/apimachinery/pkg/util/validation` and
 * `k8s.io/apimachinery/pkg/api/validation`).
 */
const FORMATS: Readonly<Record<string, FormatCheck>> = {
  'annotation-key': naming('key of an annotation', (text) => labelKeyReason(text.toLowerCase())),
  byte: being('base64 text', isBase64),
  cidr: being('network such as 10.0.0.0/8', (text) => parseCidr(text, true) !== undefined),
  'config-key': being('key: letters, digits, -, _ and . are allowed, at most 253 of them', isConfigKey),
  'cron-schedule': (text) => scheduleReason(text),
  'date-time': being('time such as 2026-01-31T12:00:00Z', isGoTime),
  'dns-1035-label': naming('DNS label that starts with a letter', dns1035LabelReason),
  'dns-label': naming('DNS label', dns1123LabelReason),
  'dns-subdomain': naming('DNS name', dns1123SubdomainReason),
  'env-name': being('name of an environment variable: printable ASCII without =', (text) =>
    /^[ -<>-~]+$/.test(text),
  ),
  'go-duration': being('duration such as 30s', isGoDuration),
  'header-name': being('name of an HTTP header', (text) => /^[-A-Za-z0-9]+$/.test(text)),
  'host-alias': being('host name', isHostAliasName),
  ip: being('IP address', (text) => parseIp(text, true) !== undefined),
  'label-key': naming('key of a label', labelKeyReason),
  'label-value': naming('value of a label', labelValueReason),
  'csi-driver': being('name of a CSI driver: a DNS name of up to 63 characters', isCsiDriver),
  finalizer: naming('finalizer', (text) =>
    text.includes('/') || FINALIZERS.has(text) ? labelKeyReason(text) : 'it has no domain in front',
  ),
  'audit-expression': being('expression of at most 5120 characters', (text) => text.trim().length <= 5120),
  'cel-name': being(
    'name of a variable',
    (text) => /^[A-Za-z_]\w*$/.test(text) && escapeName(text) !== `__${text}__`,
  ),
  'one-line': being('line of text', (text) => /^[^\n\r]+$/.test(text.trim())),
  'file-path': being(
    'relative path without .. that does not start with ..',
    (text) => isLocalPath(text) && !text.startsWith('..'),
  ),
  'path-forward': being('path without ..', isForward),
  'local-path': being('relative path without ..', isLocalPath),
  'path-segment': being('name: it cannot be . or .. and cannot hold / or %', isPathSegment),
  percent: being('percentage such as 25%', (text) => /^[0-9]+%$/.test(text)),
  'percent-to-100': being(
    'percentage up to 100%',
    (text) => /^[0-9]+%$/.test(text) && Number(text.slice(0, -1)) <= 100,
  ),
  'port-name': being(
    'name of a port: up to 15 of a-z, 0-9 and -, with a letter, no -- and no - at an end',
    isPortName,
  ),
  'qualified-name': naming('qualified name', labelKeyReason),
  'limit-type': being('type of limits', (text) => text.includes('/') || LIMIT_TYPES.has(text)),
  'cidr-trimmed': being('network such as 10.0.0.0/8', (text) => parseCidr(text.trim(), true) !== undefined),
  'cidr-strict': being(STRICT_NETWORK, isStrictCidr),
  'cidr-strict-trimmed': being(STRICT_NETWORK, (text) => isStrictCidr(text.trim())),
  'ip-strict': being(STRICT_ADDRESS, isStrictIp),
  'service-ip-strict': being(STRICT_ADDRESS, (text) => text === 'None' || isStrictIp(text)),
  'ingress-host': naming('host name', (text) =>
    dns1123SubdomainReason(text.startsWith('*.') ? text.slice(2) : text),
  ),
  'time-zone': being('time zone such as Europe/Berlin', isTimeZone),
  'quantity-positive': being('quantity of more than zero such as 500m or 1Gi', (text) => isQuantity(text, 1n)),
  quantity: being('quantity such as 500m or 1Gi', (text) => isQuantity(text)),
  'quantity-not-negative': being('quantity of zero or more such as 500m or 1Gi', (text) =>
    isQuantity(text, 0n),
  ),
  'domain-path': being('path with a domain in front such as example.org/foo', isDomainPath),
  'resource-name': naming('name of a resource', resourceNameReason),
  'service-ip': being('IP address', (text) => text === 'None' || parseIp(text) !== undefined),
  'search-domain': being('search domain', isSearchDomain),
  'wildcard-subdomain': being('DNS name that starts with *.', isWildcardSubdomain),
};

function isBase64(text: string): boolean {
  // Go's decoder skips line ends.
  const plain = text.replaceAll(/[\r\n]/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}

const known = new Map<string, FormatCheck | undefined>();
const REMEMBERED = 4096;

/** The minor from which addresses are read strictly (gate `StrictIPCIDRValidation`), and the formats that then count. */
const STRICT_SINCE = 36;
const STRICT: Readonly<Record<string, string>> = {
  ip: 'ip-strict',
  cidr: 'cidr-strict',
  'cidr-trimmed': 'cidr-strict-trimmed',
  'service-ip': 'service-ip-strict',
};

/**
 * The check of a format of built-in kinds, in a minor (the number after the dot; without it any); `undefined` for a
 * name that is none. Answers are remembered.
 */
export function builtinFormat(format: string, minor = 0): FormatCheck | undefined {
  const name = minor < STRICT_SINCE ? format : (STRICT[format] ?? format);
  if (!known.has(name))
    known.set(name, Object.hasOwn(FORMATS, name) ? remembering(FORMATS[name] as FormatCheck) : undefined);
  return known.get(name);
}

function remembering(check: FormatCheck): FormatCheck {
  let answers = new Map<string, string | undefined>();
  return (text) => {
    if (text.length > 300) return check(text);
    const answer = answers.get(text);
    if (answer !== undefined || answers.has(text)) return answer;
    if (answers.size >= REMEMBERED) answers = new Map();
    const reason = check(text);
    answers.set(text, reason);
    return reason;
  };
}
