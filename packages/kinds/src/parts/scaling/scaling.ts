import { definePart, setValue } from '@fairway/model';
import { checkScaling } from './checks.ts';
import { scalingSchema } from './fields.ts';
import { targetOf } from './target.ts';

/** Replicas: a fixed number, or a range and the metric that moves within it. */
export const scalingPart = definePart({
  name: 'scaling',
  docs: {
    summary: 'How many replicas run, and what decides about it.',
    details:
      'Equal minimum and maximum mean a fixed number. Otherwise an autoscaler moves between them by `metric`. ' +
      'Environment classes may cap the numbers quietly; `environments.<env>` may say more.',
  },
  schema: scalingSchema,
  vary: ['scaling'],
  constraints: [{ rule: 'atMost', path: 'scaling.minReplicas', other: 'scaling.maxReplicas' }],
  lower: (context) => {
    checkScaling(context);
    const { minReplicas: min, maxReplicas: max, metric } = context.spec.scaling;
    if (min === max) return [setValue('scaling', { min, max })];
    const target = targetOf(context);
    return [setValue('scaling', target === undefined ? { min, max, metric } : { min, max, metric, target })];
  },
});
