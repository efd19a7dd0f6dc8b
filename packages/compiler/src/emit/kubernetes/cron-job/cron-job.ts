import type { Emitter } from '@fairway/model';
import { jobSpec } from '../job/job-spec.ts';
import { isReleased, releaseLabels } from '../pod-template/pod-template.ts';
import { workloadOf } from '../workload.ts';
import { scheduledCronJob } from './cron-job-object.ts';
import { cronJobReasons } from './reasons.ts';

/** What runs by a schedule. */
export const cronJob: Emitter = {
  name: 'cron-job',
  nodes: ['workload'],
  emits: [{ apiVersion: 'batch/v1', kind: 'CronJob', reasons: cronJobReasons }],
  *emit(node, context) {
    const workload = workloadOf(node);
    if (workload.shape !== 'cron' || !isReleased(workload) || workload.schedule === undefined) return;
    const labels = releaseLabels(workload, context);
    yield scheduledCronJob(node.name, labels, workload.schedule, jobSpec(node, workload, context), context);
  },
};
