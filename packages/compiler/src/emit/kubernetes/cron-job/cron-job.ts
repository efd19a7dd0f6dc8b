import type { Emitter } from '@fairway/model';
import { jobSpec } from '../job/job-spec.ts';
import { isReleased, releaseOf } from '../pod-template/pod-template.ts';
import { nothing, workloadOf } from '../workload.ts';
import { scheduledCronJob } from './cron-job-object.ts';
import { cronJobReasons } from './reasons.ts';

/** What runs by a schedule. */
export const cronJob: Emitter = {
  name: 'cron-job',
  nodes: ['workload'],
  emits: [{ apiVersion: 'batch/v1', kind: 'CronJob', reasons: cronJobReasons }],
  emit(node, context) {
    const workload = workloadOf(node);
    if (workload.shape !== 'cron' || !isReleased(workload) || workload.schedule === undefined) return nothing;
    const release = releaseOf(node, workload, context);
    const spec = jobSpec(node, workload, release, context);
    return [scheduledCronJob(node.name, release.labels, workload.schedule, spec, context)];
  },
};
