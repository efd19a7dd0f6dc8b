import { schemaTools, type Part } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { scheduledJobKind } from './scheduled-job.ts';

const parts: readonly Part[] = scheduledJobKind.parts;
const schema = schemaTools.z.strictObject(Object.assign({}, ...parts.map((part) => part.schema(schemaTools))));

describe('the kind scheduled-job', () => {
  it('has parts whose fields do not meet', () => {
    const fields = parts.flatMap((part) => Object.keys(part.schema(schemaTools)));
    expect(fields).toEqual(Array.from(new Set(fields)));
  });

  it('varies only fields that it has', () => {
    const fields = Object.keys(schema.shape);
    for (const path of parts.flatMap((part) => part.vary)) expect(fields).toContain(path.split(/[.[]/)[0]);
  });

  it('has the fields of INTENT, runs on the primary cluster, and has neither health nor scaling', () => {
    expect(scheduledJobKind.shape).toBe('cron');
    expect(scheduledJobKind.defaultPlacement).toBe('primary');
    const wanted = [
      'schedule',
      'timeZone',
      'concurrencyPolicy',
      'startDeadline',
      'timeout',
      'retries',
      'history',
      'suspend',
    ];
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining(wanted));
    for (const field of ['health', 'scaling', 'ports', 'exposure'])
      expect(Object.keys(schema.shape)).not.toContain(field);
  });
});
