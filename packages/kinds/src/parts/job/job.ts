import { definePart, setValue } from '@fairway/model';
import { limitFields, timeoutOf } from './limits.ts';

/** What a one-shot job does: when it starts, how many pieces of work it has, what it may cost. */
export const jobPart = definePart({
  name: 'job',
  docs: {
    summary: 'When a one-shot job starts, how much of it there is, and how long it may take.',
    details:
      'With `trigger: release` it runs once for each new version; with `manual` it waits until somebody starts it. ' +
      '`completions` pieces of work are done, `parallelism` of them at a time.',
  },
  schema: (tools) => {
    const { fields, defaulted } = tools;
    return {
      trigger: defaulted(
        fields.choice(['release', 'manual'], 'Runs once for each new version, or when somebody starts it.'),
      ),
      parallelism: defaulted(fields.integer(1, 1_000, 'How many replicas work at a time.')),
      completions: defaulted(fields.integer(1, 10_000, 'How many pieces of work there are.')),
      ...limitFields(tools),
      spot: defaulted(
        fields.flag(
          'Whether it may run on cheap nodes that can go at any time; then each piece of work must be repeatable.',
        ),
      ),
    };
  },
  vary: ['timeout', 'retries', 'parallelism', 'spot'],
  constraints: [{ rule: 'atMost', path: 'parallelism', other: 'completions' }],
  lower: (context) => {
    const { trigger, parallelism, completions, retries, spot } = context.spec;
    return [setValue('job', { trigger, parallelism, completions, timeout: timeoutOf(context), retries, spot })];
  },
});
