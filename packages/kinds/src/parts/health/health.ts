import { definePart, setValue } from '@fairway/model';
import { checkHealth } from './checks.ts';
import { healthSchema } from './fields.ts';
import { probesOf } from './probes.ts';

/** Probes: how the platform finds out that a replica has started, is alive, and can take work. */
export const healthPart = definePart({
  name: 'health',
  docs: {
    summary: 'How the platform finds out that a replica works.',
    details:
      'Three questions with three answers: has it started (`startup`), is it alive (`liveness`), can it take work ' +
      '(`readiness`). How often the platform asks is not a matter of intent.',
  },
  schema: healthSchema,
  vary: ['health.startTimeout'],
  constraints: [{ rule: 'requires', path: 'health.type', values: ['exec'], other: 'health.command' }],
  lower: (context) => {
    checkHealth(context);
    return [setValue('probes', probesOf(context))];
  },
});
