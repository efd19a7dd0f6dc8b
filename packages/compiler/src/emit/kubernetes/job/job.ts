import type { Emitter } from '@fairway/model';
import { manualCronJob } from '../cron-job/cron-job-object.ts';
import { cronJobReasons } from '../cron-job/reasons.ts';
import { isReleased, releaseOf } from '../pod-template/pod-template.ts';
import { metadataOf, nothing, workloadOf } from '../workload.ts';
import { jobReasons, jobSpec } from './job-spec.ts';

/**
 * What runs once. With `trigger: release` a Job named after its template: a new image is a new Job, the same one never
 * runs twice. With `trigger: manual` a suspended CronJob to start runs from (`kubectl create job --from=cronjob/NAME`).
 */
export const job: Emitter = {
  name: 'job',
  nodes: ['workload'],
  emits: [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      reasons: {
        ...jobReasons('spec'),
        'metadata.name':
          'The name ends with the hash of the template: a Job cannot change, so a change makes a new one; it stays, so that nothing runs it again.',
      },
    },
    { apiVersion: 'batch/v1', kind: 'CronJob', reasons: cronJobReasons },
  ],
  emit(node, context) {
    const workload = workloadOf(node);
    if (workload.shape !== 'job' || !isReleased(workload)) return nothing;
    const release = releaseOf(node, workload, context);
    const spec = jobSpec(node, workload, release, context);
    if (workload.job?.trigger === 'manual') return [manualCronJob(node.name, release.labels, spec, context)];
    // `completions` is as unchangeable as the template.
    const hash = context.sha256(JSON.stringify([spec.completions, spec.template])).slice(0, 8);
    return [
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: metadataOf(`${node.name}-${hash}`, context, undefined, release.labels),
        spec,
      },
    ];
  },
};
