import { definePart, setValue } from '@fairway/model';
import { reliabilitySchema } from './fields.ts';
import { rolloutOf } from './rollout.ts';
import { lowerStop } from './stop.ts';

/** How good a service has to be, and how its versions and replicas are exchanged. */
export const reliabilityPart = definePart({
  name: 'reliability',
  docs: {
    summary: 'How good the service has to be, and how versions and replicas are exchanged.',
    details:
      'A rolling update never has fewer replicas than wanted. A canary gives a share to the new version first. ' +
      'Environment classes may allow rolling updates only; then the others wait for the next environment.',
  },
  schema: reliabilitySchema,
  vary: ['reliability.rollout', 'reliability.canary', 'reliability.terminationGracePeriod'],
  constraints: [
    { rule: 'requires', path: 'reliability.rollout', values: ['canary'], other: 'reliability.canary' },
  ],
  lower: (context) => {
    const values = lowerStop(context);
    values.push(setValue('rollout', rolloutOf(context)));
    return values;
  },
});
