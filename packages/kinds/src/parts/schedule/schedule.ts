import { definePart, setValue, type PartContext, type SchemaTools, type SpecOf } from '@fairway/model';
import { wholeSeconds } from '../../units.ts';
import { limitFields, timeoutOf } from '../job/limits.ts';
import { everRuns, parseCron } from './cron.ts';

function schema(tools: SchemaTools) {
  const { fields, defaulted } = tools;
  return {
    schedule: fields.cron(
      'When it runs: minute, hour, day of month, month, day of week. `30 6 * * 1-5` is 6:30 on working days.',
    ),
    timeZone: defaulted(fields.formatted('timeZone', 'Time zone of the schedule, such as `Europe/Berlin`.')),
    concurrencyPolicy: defaulted(
      fields.choice(
        ['forbid', 'replace'],
        'If a run is still busy when the next one is due: skip the next one, or stop the old one.',
      ),
    ),
    startDeadline: defaulted(fields.duration('A run that could not start within this time is skipped.')),
    history: defaulted(
      fields.integer(0, 100, 'How many finished and how many failed runs are kept to look at.'),
    ),
    suspend: defaulted(fields.flag('Whether no new run starts.')),
    ...limitFields(tools),
  };
}

type ScheduleContext = PartContext<SpecOf<ReturnType<typeof schema>>>;

/** The controller looks every ten seconds; a shorter deadline would skip every run (Kubernetes, CronJob). */
const shortestDeadline = 10;

/** When a job runs again and again. */
export const schedulePart = definePart({
  name: 'schedule',
  docs: {
    summary: 'When it runs, and what happens when runs meet, fail, or come late.',
    details: 'A schedule has five fields, as in cron, and a time zone of its own.',
  },
  schema,
  vary: ['schedule', 'suspend', 'timeout', 'retries'],
  lower: (context) => {
    const { schedule: cron, timeZone, concurrencyPolicy, history, suspend, retries } = context.spec;
    checkCron(context);
    checkTimeZone(context);
    const startDeadline = startDeadlineOf(context);
    return [
      setValue('schedule', {
        cron: cron.trim().split(/\s+/).join(' '),
        timeZone,
        concurrencyPolicy,
        startDeadline,
        history,
        suspend,
      }),
      setValue('job', { parallelism: 1, completions: 1, timeout: timeoutOf(context), retries, spot: false }),
    ];
  },
});

function checkCron(context: ScheduleContext): void {
  const { schedule } = context.spec;
  const parsed = parseCron(schedule);
  if ('problem' in parsed) {
    context.report(
      {
        code: 'FWY3236',
        message: `"${schedule}" is no schedule: ${parsed.problem}`,
        fix: 'write five fields, such as 30 6 * * 1-5 for 6:30 on working days',
      },
      ['schedule'],
    );
  } else if (!everRuns(parsed.schedule)) {
    context.report(
      {
        code: 'FWY3238',
        message: `"${schedule}" never comes: none of its months has such a day`,
        fix: 'choose a day that exists, such as 28',
      },
      ['schedule'],
    );
  }
}

/** The shape of IANA names only: whether a zone exists is known to the cluster's time zone database. */
function checkTimeZone(context: ScheduleContext): void {
  const { timeZone } = context.spec;
  if (timeZone === 'UTC' || /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*){1,2}$/.test(timeZone)) return;
  context.report(
    {
      code: 'FWY3237',
      message: `"${timeZone}" is no time zone`,
      fix: 'write an IANA name such as Europe/Berlin or Etc/UTC',
    },
    ['timeZone'],
  );
}

function startDeadlineOf(context: ScheduleContext): number {
  const { startDeadline } = context.spec;
  const deadline = wholeSeconds(startDeadline);
  if (deadline < shortestDeadline) {
    context.report(
      {
        code: 'FWY3239',
        message: `a start deadline of ${startDeadline} would skip every run: the cluster looks every ${shortestDeadline} seconds`,
        fix: `write at least ${shortestDeadline}s, better some minutes`,
      },
      ['startDeadline'],
    );
  }
  return deadline;
}
