import type { PartContext, SpecOf, WorkloadProperties } from '@fairway/model';
import { wholeSeconds } from '../../units.ts';
import type { reliabilitySchema } from './fields.ts';

type ReliabilityContext = PartContext<SpecOf<ReturnType<typeof reliabilitySchema>>>;
type Rollout = NonNullable<WorkloadProperties['rollout']>;

const longest = 7 * 86_400;

/** The way of rolling out, with its problems reported: settings that nothing uses, or that cannot work. */
export function rolloutOf(context: ReliabilityContext): Rollout {
  const { rollout: strategy, canary } = context.spec.reliability;
  if (strategy === 'blueGreen' && context.shape !== 'service') {
    context.report(
      {
        code: 'FWY3231',
        message: `blueGreen moves requests from the old replicas to the new ones, and nobody sends requests to ${context.name}`,
        fix: 'use rolling, canary, or recreate',
      },
      ['reliability', 'rollout'],
    );
  }
  if (canary !== undefined && strategy !== 'canary' && !capped(context)) {
    context.report(
      {
        code: 'FWY3229',
        message: `reliability.canary has no effect: the rollout is ${strategy}`,
        fix: 'write rollout: canary, or remove reliability.canary',
      },
      ['reliability', 'canary'],
    );
  }
  if (strategy !== 'canary' || canary === undefined) return { strategy };
  const duration = wholeSeconds(canary.duration);
  if (duration < 1 || duration > longest) {
    context.report(
      {
        code: 'FWY3230',
        message: `a canary of ${canary.duration} is ${duration < 1 ? 'over before anybody could see it' : 'too long: two versions would run for more than a week'}`,
        fix: 'write 1s to 7d, such as 10m',
      },
      ['reliability', 'canary', 'duration'],
    );
  }
  return { strategy, canary: { percentage: canary.percentage, duration } };
}

/** Whether the environment class allows no canary: then the settings wait for another environment. */
function capped(context: ReliabilityContext): boolean {
  const allowed = context.environment.class.spec.caps?.rollout;
  return allowed !== undefined && !allowed.includes('canary');
}
