import { isGoDuration } from '../formats.ts';

interface Bounds {
  readonly minimum: number;
  readonly maximum: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Bounds[] = [
  { minimum: 0, maximum: 59 },
  { minimum: 0, maximum: 23 },
  { minimum: 1, maximum: 31 },
  { minimum: 1, maximum: 12, names: ['', ...MONTHS] },
  { minimum: 0, maximum: 6, names: DAYS },
];

const DESCRIPTORS = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/**
 * What is wrong with the schedule of a CronJob, as the rest of a sentence; `undefined` if nothing is.
 * The grammar is that of `cron.ParseStandard` of robfig/cron v3: five fields, or a descriptor such as `@daily`.
 */
export function scheduleReason(text: string): string | undefined {
  if (text === '') return 'is no schedule: it is empty';
  if (/(?:^|\s)(?:CRON_)?TZ=|^TZ|^CRON_TZ/.test(text)) return 'cannot name a time zone; use timeZone';
  if (text.startsWith('@every '))
    return isGoDuration(text.slice('@every '.length)) ? undefined : 'is no schedule';
  if (text.startsWith('@'))
    return DESCRIPTORS.has(text) ? undefined : 'is no schedule: there is no such descriptor';
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return `is no schedule: it has ${fields.length} fields, not 5`;
  const wrong = fields.findIndex(
    (field, at) =>
      !field
        .split(',')
        .filter(Boolean)
        .every((part) => isPart(part, FIELDS[at] as Bounds)) || field === '',
  );
  return wrong === -1
    ? undefined
    : `is no schedule: its field "${fields[wrong]}" is out of range or cannot be read`;
}

/** `*`, `5`, `1-5`, and each of them with `/step`. */
function isPart(part: string, bounds: Bounds): boolean {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && (!/^\d+$/.test(step) || Number(step) === 0))) return false;
  const [low = '', high, ...others] = range.split('-');
  if (others.length > 0) return false;
  // What follows the star is not read.
  if (low === '*' || low === '?') return true;
  const start = numberOf(low, bounds);
  const end = high === undefined ? start : numberOf(high, bounds);
  if (start === undefined || end === undefined) return false;
  return start >= bounds.minimum && end <= bounds.maximum && start <= end;
}

function numberOf(text: string, { names }: Bounds): number | undefined {
  if (/^\+?\d+$/.test(text)) return Number(text);
  const at = names?.indexOf(text.toLowerCase()) ?? -1;
  return at === -1 || text === '' ? undefined : at;
}
