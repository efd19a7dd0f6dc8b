import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualDocuments, usualJob } from '../../testing/usual.ts';
import { runtimePart } from '../runtime/runtime.ts';
import { jobRuntimePart } from './job-runtime.ts';

function lower(runtime: Readonly<Record<string, unknown>> = {}) {
  const spec = { ...usualJob, runtime: { ...usualJob.runtime, ...runtime } };
  return lowerPart(jobRuntimePart, { shape: 'job', documents: usualDocuments, spec });
}

it('runs a program that listens nowhere and is never asked', () => {
  expect(lower().values).toMatchObject({ kind: 'Job', shape: 'job', ports: [], probes: {}, user: 10_001 });
  expect(lower().codes).toEqual([]);
});

it('is checked as every other program', () => {
  expect(lower({ user: 0, config: { '../a': '' } }).codes).toEqual(['FWY3215', 'FWY3209']);
});

it('has the fields of a service without its port, and varies in the same ones', () => {
  const fields = (part: typeof runtimePart): string[] => {
    const { runtime } = part.schema(schemaTools);
    return Object.keys((runtime as ReturnType<typeof schemaTools.fields.object>).shape);
  };
  expect(fields(runtimePart).filter((field) => field !== 'port')).toEqual(fields(jobRuntimePart));
  expect(jobRuntimePart.vary).toEqual(runtimePart.vary);
});
