import { parseDuration, parseQuantity } from '@fairway/kubernetes';
import { suggest, type Format, type Problem, type Shape } from '@fairway/model';

type StringShape = Extract<Shape, { type: 'string' }>;

const patterns = new Map<string, RegExp>();

/** Checks a text against enumeration, format, pattern, and length; `undefined` where it is right. */
export function checkString(value: string, shape: StringShape, name: string): Problem | undefined {
  if (shape.values !== undefined) return checkChoice(value, shape.values, name);
  const { maxLength, minLength, pattern } = shape;
  if (maxLength !== undefined && value.length > maxLength) {
    return {
      code: 'FWY2007',
      message: `${name} has ${value.length} characters; at most ${maxLength} are allowed`,
      fix: 'shorten it',
    };
  }
  if (minLength !== undefined && value.length < minLength) {
    return { code: 'FWY2007', message: `${name} is empty`, fix: 'give it a value, or remove the line' };
  }
  const format = shape.meta.format;
  const reason = format === undefined ? undefined : CHECKS[format]?.(value);
  if (reason !== undefined || (pattern !== undefined && !compiled(pattern).test(value))) {
    return problemOfFormat(value, shape, name, reason);
  }
  return undefined;
}

function compiled(pattern: string): RegExp {
  let regex = patterns.get(pattern);
  if (regex === undefined) {
    regex = new RegExp(pattern, 'u');
    patterns.set(pattern, regex);
  }
  return regex;
}

function checkChoice(value: string, values: readonly string[], name: string): Problem | undefined {
  if (values.includes(value)) return undefined;
  const nearest = suggest(value, values);
  return {
    code: 'FWY2004',
    message: `${name} cannot be "${value}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    fix: `one of: ${values.join(', ')}`,
  };
}

function problemOfFormat(value: string, shape: StringShape, name: string, reason: string | undefined): Problem {
  const format = shape.meta.format;
  const words = format === undefined ? `must match ${shape.pattern}` : `must be ${FORMATS[format]}`;
  return {
    code: 'FWY2005',
    message: `${name} is "${value.length > 60 ? `${value.slice(0, 60)}…` : value}"; it ${words}`,
    fix: reason ?? null,
  };
}

/** Sentences for formats; also used by documentation. */
export const FORMATS: Readonly<Record<Format, string>> = {
  cpu: 'a CPU quantity such as 250m or 2',
  bytes: 'a quantity of bytes such as 512Mi or 1Gi',
  duration: 'a duration such as 30s, 10m, 1h30m, or 7d',
  name: 'a DNS label: lowercase letters, digits, and hyphens, starting with a letter and not ending with a hyphen, at most 40 characters',
  host: 'a host name: lowercase DNS labels joined by dots',
  path: 'an absolute path, starting with /',
  secretPath: 'a secret path: segments of lowercase letters, digits, and hyphens joined by /',
  image: 'a container image reference',
  cron: 'a cron schedule of five fields: minute, hour, day of month, month, day of week',
  timeZone: 'an IANA time zone such as Europe/Berlin',
  date: 'a date such as 2027-03-31',
  cidr: 'an address range such as 10.0.0.0/8',
  semver: 'a semantic version such as 1.4.0',
  environmentVariable:
    'an environment variable name: letters, digits, and underscores, not starting with a digit',
  labelValue: 'a Kubernetes label value: at most 63 letters, digits, hyphens, underscores, and dots',
  fieldPath: 'a field path such as spec.template.spec.containers[name=app].image',
  group: 'an API group such as platform.example.com',
};

/** What is wrong in detail, as advice, where a format can tell. */
const CHECKS: Partial<Readonly<Record<Format, (value: string) => string | undefined>>> = {
  cpu: (value) => quantityAdvice(value),
  bytes: (value) => quantityAdvice(value),
  duration: (value) => {
    const parsed = parseDuration(value);
    return parsed.ok ? undefined : parsed.reason;
  },
  date: (value) => (Number.isNaN(Date.parse(`${value}T00:00:00Z`)) ? 'that day does not exist' : undefined),
  environmentVariable: (value) => (/^[A-Za-z_]\w*$/.test(value) ? undefined : `"${value}" is no variable name`),
};

function quantityAdvice(value: string): string | undefined {
  const parsed = parseQuantity(value);
  return parsed.ok ? undefined : parsed.reason;
}
