import { schemaTools, type Part } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { jobKind } from './job.ts';

const parts: readonly Part[] = jobKind.parts;
const schema = schemaTools.z.strictObject(Object.assign({}, ...parts.map((part) => part.schema(schemaTools))));

describe('the kind job', () => {
  it('has parts whose fields do not meet', () => {
    const fields = parts.flatMap((part) => Object.keys(part.schema(schemaTools)));
    expect(fields).toEqual(Array.from(new Set(fields)));
  });

  it('varies only fields that it has', () => {
    const fields = Object.keys(schema.shape);
    for (const path of parts.flatMap((part) => part.vary)) expect(fields).toContain(path.split(/[.[]/)[0]);
  });

  it('has the fields of INTENT, runs on the primary cluster, and has neither health nor scaling', () => {
    expect(jobKind.shape).toBe('job');
    expect(jobKind.defaultPlacement).toBe('primary');
    const wanted = ['trigger', 'parallelism', 'completions', 'timeout', 'retries', 'spot'];
    expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining(wanted));
    for (const field of ['health', 'scaling', 'schedule', 'exposure'])
      expect(Object.keys(schema.shape)).not.toContain(field);
  });
});
