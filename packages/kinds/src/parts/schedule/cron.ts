/** A schedule as sets of numbers; `undefined` fields admit everything. */
export interface CronSchedule {
  readonly minute: ReadonlySet<number>;
  readonly hour: ReadonlySet<number>;
  readonly dayOfMonth: ReadonlySet<number>;
  readonly month: ReadonlySet<number>;
  readonly dayOfWeek: ReadonlySet<number>;
  /** Whether the day of the month, or of the week, is restricted. Where both are, either is enough. */
  readonly restricts: { readonly dayOfMonth: boolean; readonly dayOfWeek: boolean };
}

interface Field {
  readonly name: keyof Omit<CronSchedule, 'restricts'>;
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly words?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const cronFields: readonly Field[] = [
  { name: 'minute', label: 'minute', minimum: 0, maximum: 59 },
  { name: 'hour', label: 'hour', minimum: 0, maximum: 23 },
  { name: 'dayOfMonth', label: 'day of month', minimum: 1, maximum: 31 },
  { name: 'month', label: 'month', minimum: 1, maximum: 12, words: months },
  { name: 'dayOfWeek', label: 'day of week', minimum: 0, maximum: 6, words: days },
];

/**
 * Reads a cron schedule of five fields as the CronJob controller does: `*`, `?`, numbers, names of months and days,
 * ranges, lists, and steps. The result says in words what is wrong.
 */
export function parseCron(text: string): { readonly schedule: CronSchedule } | { readonly problem: string } {
  const texts = text.trim().split(/\s+/);
  if (texts.length !== 5) {
    return {
      problem: `it has ${texts.length} fields; five are needed: minute, hour, day of month, month, day of week`,
    };
  }
  const sets: Partial<Record<Field['name'], ReadonlySet<number>>> = {};
  for (const [index, field] of cronFields.entries()) {
    const set = readField(texts[index] ?? '', field);
    if (typeof set === 'string') return { problem: set };
    sets[field.name] = set;
  }
  const open = (field = ''): boolean => field.split(',').some((item) => /^[*?](?:\/1)?$/.test(item));
  return {
    schedule: {
      ...(sets as Omit<CronSchedule, 'restricts'>),
      restricts: { dayOfMonth: !open(texts[2]), dayOfWeek: !open(texts[4]) },
    },
  };
}

/** The numbers that a field admits, or what is wrong with it. */
function readField(text: string, field: Field): ReadonlySet<number> | string {
  const admitted = new Set<number>();
  for (const item of text.split(',')) {
    const problem = addItem(item, field, admitted);
    if (problem !== undefined) return problem;
  }
  return admitted;
}

function addItem(item: string, field: Field, admitted: Set<number>): string | undefined {
  const { label, minimum, maximum } = field;
  const found = /^([^/-]+)(?:-([^/-]+))?(?:\/([0-9]+))?$/.exec(item);
  if (found === null) return `"${item}" is no ${label}`;
  const [, first = '', last, stepText] = found;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step === 0) return `the step of the ${label} is 0`;
  const every = first === '*' || first === '?';
  if (every && last !== undefined) return `"${item}" is no ${label}`;
  const from = every ? minimum : numberOf(first, field);
  const to =
    every || (last === undefined && stepText !== undefined)
      ? maximum
      : last === undefined
        ? from
        : numberOf(last, field);
  if (from === undefined || to === undefined) {
    return `"${item}" is no ${label}: ${minimum} to ${maximum}${field.words === undefined ? '' : ' or a name such as ' + (field.words[0] ?? '')}`;
  }
  if (from > to) return `the ${label} runs backward from ${first} to ${last ?? ''}`;
  for (let number = from; number <= to; number += step) admitted.add(number);
  return undefined;
}

function numberOf(text: string, { minimum, maximum, words }: Field): number | undefined {
  const word = words?.indexOf(text.toLowerCase()) ?? -1;
  if (word >= 0) return word + minimum;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const number = Number(text);
  return number >= minimum && number <= maximum ? number : undefined;
}

const longestMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether a schedule has a day at all: the 30th of February has none. */
export function everRuns({ dayOfMonth, month, restricts }: CronSchedule): boolean {
  if (!restricts.dayOfMonth || restricts.dayOfWeek) return true;
  const first = Math.min(...dayOfMonth);
  return [...month].some((number) => first <= (longestMonth[number - 1] ?? 0));
}
