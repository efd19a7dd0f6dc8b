import { schemaTools, type Part } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { workerKind } from './worker.ts';

const parts: readonly Part[] = workerKind.parts;
const schema = schemaTools.z.strictObject(Object.assign({}, ...parts.map((part) => part.schema(schemaTools))));

describe('the kind worker', () => {
  it('has parts whose fields do not meet', () => {
    const fields = parts.flatMap((part) => Object.keys(part.schema(schemaTools)));
    expect(fields).toEqual(Array.from(new Set(fields)));
  });

  it('varies only fields that it has', () => {
    const fields = Object.keys(schema.shape);
    for (const path of parts.flatMap((part) => part.vary)) expect(fields).toContain(path.split(/[.[]/)[0]);
  });

  it('runs for ever but is not called: no ports of its own, no exposure', () => {
    expect(workerKind.shape).toBe('worker');
    expect(Object.keys(schema.shape)).toEqual(
      expect.arrayContaining(['runtime', 'health', 'scaling', 'reliability']),
    );
    expect(Object.keys(schema.shape)).not.toContain('ports');
    expect(Object.keys(schema.shape)).not.toContain('exposure');
  });
});
