import { specAt } from '../../context.ts';
import { targetOf, type ScalingContext } from './target.ts';

/** What a metric counts, and what a workload needs for it. */
const metrics = {
  requests: 'requests per second',
  queueDepth: 'messages that wait per replica',
  lag: 'messages that wait per replica',
} as const;

/** Meaning of `scaling`: a metric that fits the workload, with a target that fits the metric. */
export function checkScaling(context: ScalingContext): void {
  const misfit = misfitOf(context);
  if (misfit !== undefined) {
    context.report(
      {
        code: 'FWY3224',
        message: `scaling.metric ${context.spec.scaling.metric} does not fit ${context.name}: ${misfit.why}`,
        fix: misfit.fix,
      },
      ['scaling', 'metric'],
    );
    return;
  }
  const { minReplicas, maxReplicas } = context.spec.scaling;
  if (minReplicas !== maxReplicas) checkTarget(context);
  checkZero(context);
}

function misfitOf(context: ScalingContext): { readonly why: string; readonly fix: string } | undefined {
  const { metric } = context.spec.scaling;
  switch (metric) {
    case 'requests':
      return context.shape === 'service'
        ? undefined
        : { why: 'nobody sends it requests', fix: 'use cpu or memory, or queueDepth or lag by what it consumes' };
    case 'queueDepth':
      return consumes(context, 'queue')
        ? undefined
        : { why: 'it consumes no queue', fix: 'name the queue in consumes, or use cpu' };
    case 'lag':
      return consumes(context, 'topic')
        ? undefined
        : { why: 'it consumes no topic', fix: 'name the topic in consumes, or use cpu' };
    case 'schedule':
      return {
        why: 'scaling profiles cannot name the hours yet',
        fix: 'use cpu, or a ScheduledJob for work that comes at fixed hours',
      };
    default:
      return undefined;
  }
}

function consumes(context: ScalingContext, what: 'queue' | 'topic'): boolean {
  const entries = (specAt(context, 'consumes') ?? []) as readonly Readonly<Record<string, unknown>>[];
  return context.shape === 'worker' && entries.some((entry) => entry[what] !== undefined);
}

function checkTarget(context: ScalingContext): void {
  const { metric, minReplicas, maxReplicas } = context.spec.scaling;
  const target = targetOf(context);
  if (minReplicas > maxReplicas) return;
  if (target === undefined) {
    const unit = metrics[metric as keyof typeof metrics] ?? 'percent of the request';
    context.report(
      {
        code: 'FWY3226',
        message: `scaling by ${metric} needs a target, and only you know it: ${unit}`,
        fix: 'add scaling.target, or a scaling.profile that has one',
      },
      ['scaling', 'metric'],
    );
  } else if ((metric === 'cpu' || metric === 'memory') && target > 100) {
    context.report(
      {
        code: 'FWY3227',
        message: `a target of ${target} percent of the ${metric} request cannot be: 1 to 100`,
        fix: 'write a percentage such as 70',
      },
      ['scaling', 'target'],
    );
  }
}

function checkZero(context: ScalingContext): void {
  const { metric, minReplicas } = context.spec.scaling;
  if (minReplicas > 0 || metric === 'queueDepth' || metric === 'lag') return;
  context.report(
    {
      code: 'FWY3228',
      message: `with no replica nothing measures ${metric}, so ${context.name} would never come back`,
      fix: 'set scaling.minReplicas to at least 1',
    },
    ['scaling', 'minReplicas'],
  );
}
