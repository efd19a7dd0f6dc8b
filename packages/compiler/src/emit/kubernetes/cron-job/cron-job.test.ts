import { describe, expect, it } from 'vitest';
import { emitAll, makeContext, makeJob, specOf } from '../testing.ts';
import { cronJob } from './cron-job.ts';

const schedule = {
  cron: '15 3 * * *',
  timeZone: 'Europe/Berlin',
  concurrencyPolicy: 'forbid',
  startDeadline: 300,
  history: 3,
  suspend: false,
} as const;

describe('cron job', () => {
  it('runs by the schedule, with every policy written out', () => {
    const node = makeJob({ shape: 'cron', schedule }, 'orders-report');
    const [object] = emitAll(cronJob, node, makeContext(node));
    expect(object).toMatchObject({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'orders-report' },
    });
    const { jobTemplate, ...spec } = specOf(object);
    expect(spec).toEqual({
      schedule: '15 3 * * *',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      suspend: false,
    });
    expect(jobTemplate).toMatchObject({
      metadata: { labels: { 'app.kubernetes.io/instance': 'orders-report' } },
      spec: { activeDeadlineSeconds: 1_800, template: { spec: { restartPolicy: 'OnFailure' } } },
    });
    expect(jobTemplate).not.toHaveProperty('spec.ttlSecondsAfterFinished');
  });

  it('replaces a run that is still going if asked to', () => {
    const node = makeJob({ shape: 'cron', schedule: { ...schedule, concurrencyPolicy: 'replace' } });
    expect(emitAll(cronJob, node, makeContext(node))[0]?.['spec']).toMatchObject({
      concurrencyPolicy: 'Replace',
    });
  });

  it('is left out without a release and for one-shot jobs', () => {
    for (const node of [makeJob({ shape: 'cron', schedule, image: null }), makeJob()]) {
      expect(emitAll(cronJob, node, makeContext(node))).toEqual([]);
    }
  });
});
