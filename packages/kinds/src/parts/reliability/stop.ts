import { setValue, type Contribution, type PartContext } from '@fairway/model';
import { wholeSeconds } from '../../units.ts';

interface StopSpec {
  readonly reliability: { readonly sloClass?: string | undefined; readonly terminationGracePeriod: string };
}

/**
 * Seconds between the decision to stop a replica and the signal to its program: load balancers and
 * routers need them to forget it. Lies within the grace period. Workloads that nobody calls need none.
 */
export const preStopSeconds = { service: 10, worker: 0, cron: 0, job: 0 } as const;

/** Seconds that must be left for the program itself. */
const leastForProgram = 5;
const longest = 3_600;

/** Class and stopping: what `reliability` means for every kind. */
export function lowerStop(context: PartContext<StopSpec>): Contribution[] {
  const { sloClass, terminationGracePeriod } = context.spec.reliability;
  const grace = wholeSeconds(terminationGracePeriod);
  const preStop = preStopSeconds[context.shape];
  const least = preStop + leastForProgram;
  if (preStop > 0 && grace < least) {
    report(
      context,
      `a grace period of ${terminationGracePeriod} is too short: ${preStop}s pass until load balancers have forgotten the replica, and the program needs at least ${leastForProgram}s`,
      `write at least ${least}s`,
    );
  } else if (grace < 1 || grace > longest) {
    report(
      context,
      `a grace period of ${terminationGracePeriod} is ${grace < 1 ? 'none at all' : 'too long: maintenance of nodes waits for it'}`,
      'write 1s to 1h',
    );
  }
  const values = [setValue('terminationGracePeriod', grace), setValue('preStopDelay', preStop)];
  if (sloClass !== undefined) values.push(setValue('sloClass', sloClass));
  return values;
}

function report(context: PartContext<StopSpec>, message: string, fix: string): void {
  context.report({ code: 'FWY3232', message, fix }, ['reliability', 'terminationGracePeriod']);
}
