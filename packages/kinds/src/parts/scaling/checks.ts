import { specAt } from '../../context.ts';
import { targetOf, type ScalingContext } from './target.ts';

/** What one unit of a target counts. */
const units = {
  cpu: 'percent of the request',
  memory: 'percent of the request',
  requests: 'requests per second and replica',
  queueDepth: 'messages that wait per replica',
  lag: 'messages that wait per replica',
  schedule: 'nothing',
} as const;

/** Metrics that the program itself shows. */
const shown: ReadonlySet<string> = new Set(['requests', 'queueDepth']);

/** Metrics that go on while no replica runs. */
const independent: ReadonlySet<string> = new Set(['queueDepth', 'lag', 'schedule']);

/** Meaning of `scaling`: a metric that fits the workload, with a target that fits the metric. */
export function checkScaling(context: ScalingContext): void {
  const { minReplicas, maxReplicas } = context.spec.scaling;
  if (!checkMetric(context)) return;
  if (minReplicas < maxReplicas) checkTarget(context);
  checkZero(context);
}

/** Whether the metric fits; otherwise it is reported, and nothing more is said about it. */
function checkMetric(context: ScalingContext): boolean {
  const { metric } = context.spec.scaling;
  const misfit = misfitOf(context);
  if (misfit !== undefined) {
    context.report(
      {
        code: 'FWY3224',
        message: `scaling.metric ${metric} does not fit ${context.name}: ${misfit}`,
        fix:
          context.shape === 'service' ? 'use cpu, memory, or requests' : 'use cpu, memory, queueDepth, or lag',
      },
      ['scaling', 'metric'],
    );
    return false;
  }
  if (shown.has(metric) && specAt(context, 'telemetry', 'metricsPath') === 'none') {
    context.report(
      {
        code: 'FWY3225',
        message: `scaling by ${metric} reads what ${context.name} shows about itself, and telemetry.metricsPath is none`,
        fix: 'write the path that shows the metrics, or scale by cpu',
      },
      ['scaling', 'metric'],
    );
    return false;
  }
  return true;
}

function misfitOf(context: ScalingContext): string | undefined {
  const { metric } = context.spec.scaling;
  if (metric === 'requests' && context.shape !== 'service') return 'nobody sends it requests';
  const waits = metric === 'queueDepth' || metric === 'lag';
  return waits && context.shape !== 'worker' ? 'only workers have messages that wait' : undefined;
}

function checkTarget(context: ScalingContext): void {
  const { metric, profile } = context.spec.scaling;
  const target = targetOf(context);
  const misfit = metric === 'schedule' ? checkNoTarget(target, profile) : checkNumber(metric, target);
  if (misfit === undefined) return;
  context.report(
    target === undefined
      ? { code: 'FWY3226', message: misfit, fix: 'add scaling.target, or a scaling.profile that has one' }
      : {
          code: 'FWY3227',
          message: misfit,
          fix: metric === 'schedule' ? 'remove scaling.target' : 'write a percentage such as 70',
        },
    ['scaling', target === undefined ? 'metric' : 'target'],
  );
}

function checkNumber(metric: keyof typeof units, target: number | undefined): string | undefined {
  if (target === undefined)
    return `scaling by ${metric} needs a target, and only you know it: ${units[metric]}`;
  const percent = metric === 'cpu' || metric === 'memory';
  return percent && target > 100
    ? `a target of ${target} percent of the ${metric} request cannot be: 1 to 100`
    : undefined;
}

/** A profile may bring a target for another metric; a written one would have no effect. */
function checkNoTarget(target: number | undefined, profile: string | undefined): string | undefined {
  return target === undefined || profile !== undefined
    ? undefined
    : `a target of ${target} has no effect: a schedule counts ${units.schedule}`;
}

function checkZero(context: ScalingContext): void {
  const { metric, minReplicas } = context.spec.scaling;
  if (minReplicas > 0 || independent.has(metric)) return;
  context.report(
    {
      code: 'FWY3228',
      message: `with no replica nothing measures ${metric}, so ${context.name} would never come back`,
      fix: 'set scaling.minReplicas to at least 1',
    },
    ['scaling', 'minReplicas'],
  );
}
