import {
  formatBytes,
  formatCpu,
  formatDuration,
  parseBytes,
  parseCpu,
  parseDuration,
} from '@fairway/kubernetes';
import type { Definition, DefinitionKindName, Shape } from '@fairway/model';

/** A value to try in place of the present one. */
export interface Trial {
  readonly value: unknown;
  /** Whether it is next to the present one: where only far values move a field, something limits it. */
  readonly near: boolean;
}

const near = (value: unknown): Trial => ({ value, near: true });
const far = (value: unknown): Trial => ({ value, near: false });

/** What names and quantities mean something to a trial. */
export interface Vocabulary {
  readonly definition: Definition;
  /** Names of the services that a trial may refer to. */
  readonly services: readonly string[];
}

/** Other values that a leaf's schema admits: neighbors first, then doubles, bounds, and other words. */
export function trialValues(value: unknown, shape: Shape | undefined, vocabulary: Vocabulary): Trial[] {
  const seen = new Set([value]);
  return candidates(value, shape, vocabulary).filter((trial) => {
    const isNew = !seen.has(trial.value);
    seen.add(trial.value);
    return isNew;
  });
}

function candidates(value: unknown, shape: Shape | undefined, vocabulary: Vocabulary): Trial[] {
  if (typeof value === 'boolean') return [near(!value)];
  if (typeof value === 'number') return numbers(value, shape);
  if (typeof value !== 'string') return [];
  if (shape?.type === 'union') {
    return shape.options
      .filter(({ type }) => type === 'string')
      .flatMap((option) => candidates(value, option, vocabulary));
  }
  if (shape?.type === 'string') {
    if (shape.values !== undefined) return shape.values.map(near);
    const { format, reference } = shape.meta;
    if (reference !== undefined) return names(reference, vocabulary);
    if (format !== undefined && format in FORMATS) {
      const tries = (FORMATS[format] as (text: string) => Trial[])(value);
      const { above, below } = sizeSteps(value, format, vocabulary.definition);
      const largest = above.slice(-1);
      return [...tries.slice(0, 1), ...above.slice(0, -1), ...tries.slice(1), ...below, ...largest];
    }
    if (format === 'name') {
      const [first, ...others] = guess(value);
      return [...(first === undefined ? [] : [first]), ...vocabulary.services.map(near), ...others];
    }
  }
  return guess(value);
}

interface Steps {
  readonly above: readonly Trial[];
  readonly below: readonly Trial[];
}

/** CPU and memory of the sizes, the next one first: what asks for a size by quantity moves only from one to the other. */
function sizeSteps(value: string, format: string, definition: Definition): Steps {
  const parse = format === 'cpu' ? parseCpu : format === 'bytes' ? parseBytes : undefined;
  const now = parse?.(value);
  if (parse === undefined || now?.ok !== true) return { above: [], below: [] };
  const steps = new Map<number, string>();
  for (const { spec } of definition.all('SizeProfile')) {
    const text = format === 'cpu' ? spec.cpuRequest : spec.memoryLimit;
    const step = parse(text);
    if (step.ok) steps.set(step.value, text);
  }
  const sorted = [...steps].toSorted(([a], [b]) => a - b);
  return {
    above: sorted.filter(([step]) => step > now.value).map(([, text]) => far(text)),
    below: sorted
      .filter(([step]) => step < now.value)
      .map(([, text]) => far(text))
      .toReversed(),
  };
}

function numbers(value: number, shape: Shape | undefined): Trial[] {
  const bounds = shape?.type === 'integer' || shape?.type === 'number' ? shape : {};
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = bounds as {
    minimum?: number;
    maximum?: number;
  };
  const tries = [
    near(value + 1),
    near(value - 1),
    far(value * 2),
    far(Math.ceil(value / 2)),
    far(minimum),
    far(maximum),
    far(1),
  ];
  return tries.filter(
    ({ value: one }) => Number.isFinite(one) && (one as number) >= minimum && (one as number) <= maximum,
  );
}

function names(kind: string, { definition, services }: Vocabulary): Trial[] {
  if (kind === 'Workload') return services.map(near);
  const all = definition.all(kind as DefinitionKindName) as readonly { readonly name: string }[] | undefined;
  return (all ?? []).map(({ name }) => near(name));
}

const FORMATS: Readonly<Record<string, (text: string) => Trial[]>> = {
  cpu: (text) => {
    const parsed = parseCpu(text);
    return parsed.ok
      ? [
          near(formatCpu(parsed.value + 1)),
          far(formatCpu(parsed.value * 2)),
          far(formatCpu(Math.ceil(parsed.value / 2))),
        ]
      : [];
  },
  bytes: (text) => {
    const parsed = parseBytes(text);
    const mebibyte = 1_048_576;
    return parsed.ok
      ? [
          near(formatBytes(parsed.value + mebibyte)),
          far(formatBytes(parsed.value * 2)),
          far(formatBytes(Math.ceil(parsed.value / 2))),
        ]
      : [];
  },
  duration: (text) => {
    const parsed = parseDuration(text);
    return parsed.ok
      ? [
          near(formatDuration(parsed.value + 1000)),
          near(formatDuration(Math.max(parsed.value - 1000, 0))),
          far(formatDuration(parsed.value * 2)),
        ]
      : [];
  },
  path: (text) => [near(`${text === '/' ? '' : text}/x`)],
  host: (text) => [near(`x-${text}`)],
  cidr: (text) => [near(text.replace(/\d+(?=\.\d+\/)/, (part) => String((Number(part) + 1) % 256)))],
  cron: () => [near('7 3 * * *'), near('8 4 * * *')],
  timeZone: () => [near('Europe/Berlin'), near('Asia/Tokyo')],
  date: () => [near('2099-12-31')],
  image: (text) => [near(otherDigest(text)), near(text.replace(/(:[\w.-]+)?(@|$)/, ':other$2'))],
  semver: (text) => [near(text.replace(/\d+$/, (part) => String(Number(part) + 1)))],
};

function otherDigest(text: string): string {
  return text.replace(/[0-9a-f]$/, (digit) => (digit === '0' ? '1' : '0'));
}

/** Text without a schema of its own: looks like a quantity, a duration, a number, or is a word. */
function guess(value: string): Trial[] {
  if (/^\d+m$/.test(value))
    return [...(FORMATS['cpu']?.(value) ?? []), ...(FORMATS['duration']?.(value) ?? [])];
  if (/^\d+(Ki|Mi|Gi|Ti)$/.test(value)) return FORMATS['bytes']?.(value) ?? [];
  if (/^(\d+(d|h|m|s))+$/.test(value)) return FORMATS['duration']?.(value) ?? [];
  if (/@sha256:[0-9a-f]{64}$/.test(value)) return [near(otherDigest(value))];
  if (/^v?\d+(\.\d+)*$/.test(value))
    return [near(value.replace(/\d+$/, (part) => String(Number(part) + 1))), near(`${value}0`)];
  return [near(`${value}x`), near(`${value}-x`), near(`x${value}`)];
}
