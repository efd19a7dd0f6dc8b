import type { PartContext, SpecOf, WorkloadProperties } from '@fairway/model';
import { mainProtocol, specAt } from '../../context.ts';
import { oneOfEqual } from '../../remembered.ts';
import { wholeSeconds } from '../../units.ts';
import type { healthSchema } from './fields.ts';

export type HealthContext = PartContext<SpecOf<ReturnType<typeof healthSchema>>>;

type Probes = WorkloadProperties['probes'];
type Question = 'startup' | 'readiness' | 'liveness';
type Probe = NonNullable<Probes[Question]>;
type NetworkType = 'http' | 'grpc' | 'tcp';

/**
 * How often is asked, in seconds. A start is looked at often, so that it counts as soon as it is over;
 * readiness fails after half a minute, liveness only after a whole one, so that a slow answer restarts nothing.
 */
export const probeTiming = {
  startup: { periodSeconds: 5, timeoutSeconds: 3 },
  readiness: { periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 },
  liveness: { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
} as const;

/** How the workload is asked: as written, else by protocol. */
export function healthType(context: HealthContext): 'http' | 'grpc' | 'tcp' | 'exec' | 'none' {
  return context.spec.health.type ?? mainProtocol(context);
}

/** The probes of a workload; none at all for `type: none`. */
export function probesOf(context: HealthContext): Probes {
  if (healthType(context) === 'none') return {};
  const { startup, readiness, liveness } = probeTiming;
  const startSeconds = wholeSeconds(context.spec.health.startTimeout);
  const failureThreshold = Math.max(1, Math.ceil(startSeconds / startup.periodSeconds));
  return {
    startup: askedBy(context, 'startup', failureThreshold),
    readiness: askedBy(context, 'readiness', readiness.failureThreshold),
    liveness: askedBy(context, 'liveness', liveness.failureThreshold),
  };
}

function askedBy(context: HealthContext, question: Question, failureThreshold: number): Probe {
  const { health } = context.spec;
  const type = healthType(context);
  if (type === 'exec') {
    const timing = { ...probeTiming[question], failureThreshold };
    return { type, command: health.command ?? [], initialDelaySeconds: 0, ...timing };
  }
  const port = health.port ?? (specAt(context, 'runtime', 'port') as number);
  return probeOf(question, type as NetworkType, port, health[question], failureThreshold);
}

/** One probe for all workloads that are asked in the same way. */
const probeOf = oneOfEqual(
  (question: Question, type: NetworkType, port: number, path: string, failureThreshold: number): Probe => ({
    ...(type === 'http' ? { type, path, port } : { type, port }),
    initialDelaySeconds: 0,
    ...probeTiming[question],
    failureThreshold,
  }),
);
