import type { PartContext, SchemaTools } from '@fairway/model';
import { wholeSeconds } from '../../units.ts';

/** Fields of everything that ends: how long it may run, and how often it is tried again. */
export function limitFields({ fields, defaulted }: SchemaTools) {
  return {
    timeout: defaulted(fields.duration('A run that takes longer is stopped and counts as failed.')),
    retries: defaulted(fields.integer(0, 100, 'How often a failed run is tried again.')),
  };
}

const longest = 30 * 86_400;

/** The timeout in seconds; an absurd one is reported. */
export function timeoutOf(context: PartContext<{ readonly timeout: string }>): number {
  const { timeout } = context.spec;
  const seconds = wholeSeconds(timeout);
  if (seconds < 1 || seconds > longest) {
    context.report(
      {
        code: 'FWY3240',
        message: `a timeout of ${timeout} is ${seconds < 1 ? 'over before anything can run' : 'none: nobody would notice a run that hangs'}`,
        fix: 'write 1s to 30d',
      },
      ['timeout'],
    );
  }
  return seconds;
}
