import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeJob, specOf } from '../testing.ts';
import { job } from './job.ts';

function jobOf(overrides: Parameters<typeof makeJob>[0] = {}) {
  const node = makeJob(overrides);
  return emitAll(job, node, makeContext(node))[0];
}

describe('job', () => {
  it('is named after its template and stays', () => {
    const object = jobOf();
    expect(object?.metadata.name).toMatch(/^orders-import-[0-9a-f]{8}$/);
    expect(object?.metadata.labels).toEqual({
      ...expectedMetadata('x', 'orders-import', 'job').labels,
      'app.kubernetes.io/version': '1.4.2',
    });
    const { template, ...spec } = specOf(object);
    expect(template).toMatchObject({ spec: { restartPolicy: 'OnFailure' } });
    expect(spec).toEqual({
      backoffLimit: 3,
      activeDeadlineSeconds: 1_800,
      parallelism: 2,
      completions: 4,
      completionMode: 'NonIndexed',
      suspend: false,
    });
  });

  it('is another one with another image, the same one with another timeout', () => {
    const work = { parallelism: 2, completions: 4, timeout: 1_800, retries: 3, spot: false };
    const name = jobOf()?.metadata.name;
    expect(jobOf({ image: 'registry.example.com/orders/api:1.5.0' })?.metadata.name).not.toBe(name);
    expect(jobOf({ job: { ...work, completions: 5 } })?.metadata.name).not.toBe(name);
    expect(jobOf({ job: { ...work, timeout: 60 } })?.metadata.name).toBe(name);
  });

  it('waits as a suspended CronJob for somebody to start it', () => {
    const work = {
      trigger: 'manual',
      parallelism: 1,
      completions: 1,
      timeout: 60,
      retries: 0,
      spot: false,
    } as const;
    const object = jobOf({ job: work });
    expect(object).toMatchObject({
      kind: 'CronJob',
      metadata: { name: 'orders-import' },
      spec: {
        schedule: '0 0 31 2 *',
        suspend: true,
        jobTemplate: { spec: { suspend: false, backoffLimit: 0 } },
      },
    });
  });

  it('is left out without a release', () => {
    expect(jobOf({ image: null })).toBeUndefined();
  });
});
