import { definePart, setValue, type PartContext, type SchemaTools, type SpecOf } from '@fairway/model';
import { seconds } from '../../units.ts';

function schema({ z, fields, withMeta }: SchemaTools) {
  return {
    slos: withMeta(
      fields.keyedList(
        fields.object(
          {
            name: fields.name('Name of the objective. An objective of the class with this name is replaced.'),
            type: fields.choice(
              ['availability', 'latency', 'freshness', 'lag', 'ratio'],
              'What is measured: answers without errors, fast answers, recent runs, short queues, or good events of your own.',
            ),
            objective: z
              .number()
              .min(0)
              .max(100)
              .meta({ description: 'Share of good events that is promised, such as 99.9.', unit: 'percent' }),
            threshold: fields
              .duration('Latency, freshness, and lag: what still counts as good, such as `300ms`.')
              .optional(),
            good: fields.text('Ratio: name of the metric that counts good events.').optional(),
            total: fields.text('Ratio: name of the metric that counts all events.').optional(),
            description: fields.text('What the objective promises, in words for its users.').optional(),
          },
          'One objective.',
        ),
        'name',
        'Objectives beside or instead of those of `reliability.sloClass`.',
      ),
      {
        informational:
          'Kept in the graph, where alerts and error budgets find them; no object of the workload shows them.',
      },
    ).optional(),
  };
}

type SlosContext = PartContext<SpecOf<ReturnType<typeof schema>>>;
type Objective = NonNullable<SlosContext['spec']['slos']>[number];

/** Service level objectives: checked, and kept in the graph. */
export const slosPart = definePart({
  name: 'slos',
  docs: {
    summary: 'Objectives of its own, beside those of its class.',
    details: 'An entry with the name of an objective of the class replaces it.',
  },
  schema,
  vary: [],
  constraints: [
    {
      rule: 'requires',
      at: 'slos[]',
      path: 'type',
      values: ['latency', 'freshness', 'lag'],
      other: 'threshold',
    },
    { rule: 'requires', at: 'slos[]', path: 'type', values: ['ratio'], other: 'good' },
    { rule: 'requires', at: 'slos[]', path: 'type', values: ['ratio'], other: 'total' },
  ],
  lower: (context) => {
    const { slos } = context.spec;
    if (slos === undefined) return [];
    for (const [index, slo] of slos.entries()) checkObjective(context, slo, ['slos', index]);
    return [setValue('slos', slos)];
  },
});

function checkObjective(context: SlosContext, slo: Objective, at: readonly (string | number)[]): void {
  const report = (code: string, field: string, message: string, fix: string): void =>
    context.report({ code, message, fix }, [...at, field]);
  if (slo.objective <= 0 || slo.objective >= 100) {
    report(
      'FWY3242',
      'objective',
      `an objective of ${slo.objective} percent ${slo.objective <= 0 ? 'promises nothing' : 'allows not a single failure, so every change breaks it'}`,
      'write a share between 0 and 100, such as 99.9',
    );
  }
  const timed = slo.type === 'latency' || slo.type === 'freshness' || slo.type === 'lag';
  if (slo.threshold !== undefined && !timed) {
    report(
      'FWY3243',
      'threshold',
      `an objective of type ${slo.type} has no threshold`,
      'remove it, or use latency, freshness, or lag',
    );
  }
  if (slo.threshold !== undefined && timed && seconds(slo.threshold) <= 0) {
    report(
      'FWY3243',
      'threshold',
      `no event can be good within ${slo.threshold}`,
      'write a duration such as 300ms',
    );
  }
  for (const field of ['good', 'total'] as const) {
    if (slo[field] === undefined || slo.type === 'ratio') continue;
    report(
      'FWY3243',
      field,
      `an objective of type ${slo.type} counts no events of your own`,
      `remove ${field}, or use type: ratio`,
    );
  }
  const misfit = misfitOf(context, slo.type);
  if (misfit !== undefined)
    report('FWY3244', 'type', `${slo.type} does not fit ${context.name}: ${misfit}`, 'choose another type');
}

function misfitOf(context: SlosContext, type: Objective['type']): string | undefined {
  const ends = context.shape === 'cron' || context.shape === 'job';
  if ((type === 'availability' || type === 'latency') && ends)
    return 'a job answers nobody; use freshness or ratio';
  if (type === 'lag' && context.shape !== 'worker') return 'only workers have messages that wait';
  return undefined;
}
