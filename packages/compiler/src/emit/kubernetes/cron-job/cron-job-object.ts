import type { EmitContext, KubernetesObject, WorkloadProperties } from '@fairway/model';

type Labels = Readonly<Record<string, string>>;
type Schedule = NonNullable<WorkloadProperties['schedule']>;

/** A day that does not exist: what only people start never starts by itself, suspended or not. */
const NEVER = '0 0 31 2 *';

/** A CronJob by the schedule of the intent. */
export function scheduledCronJob(
  name: string,
  labels: Labels,
  schedule: Schedule,
  job: object,
  context: EmitContext,
): KubernetesObject {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace: context.namespace, labels },
    spec: {
      schedule: schedule.cron,
      timeZone: schedule.timeZone,
      concurrencyPolicy: schedule.concurrencyPolicy === 'replace' ? 'Replace' : 'Forbid',
      startingDeadlineSeconds: schedule.startDeadline,
      successfulJobsHistoryLimit: schedule.history,
      failedJobsHistoryLimit: schedule.history,
      suspend: schedule.suspend,
      jobTemplate: { metadata: { labels }, spec: job },
    },
  };
}

/** A CronJob that never starts by itself: a template for runs by hand. */
export function manualCronJob(
  name: string,
  labels: Labels,
  job: object,
  context: EmitContext,
): KubernetesObject {
  const schedule: Schedule = {
    cron: NEVER,
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'forbid',
    startDeadline: 60,
    history: 3,
    suspend: true,
  };
  return scheduledCronJob(name, labels, schedule, job, context);
}
