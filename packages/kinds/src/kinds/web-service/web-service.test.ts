import { schemaTools, type Part } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { webServiceKind } from './web-service.ts';

const parts: readonly Part[] = webServiceKind.parts;
const schema = schemaTools.z.strictObject(Object.assign({}, ...parts.map((part) => part.schema(schemaTools))));

describe('the kind web-service', () => {
  it('has parts whose fields do not meet', () => {
    const fields = parts.flatMap((part) => Object.keys(part.schema(schemaTools)));
    expect(fields).toEqual(Array.from(new Set(fields)));
  });

  it('varies only fields that it has', () => {
    const fields = Object.keys(schema.shape);
    for (const path of parts.flatMap((part) => part.vary)) expect(fields).toContain(path.split(/[.[]/)[0]);
  });

  it('answers requests on a port, with probes and replicas, on each cluster', () => {
    expect(webServiceKind.shape).toBe('service');
    expect(webServiceKind.defaultPlacement).toBe('each');
    expect(Object.keys(schema.shape)).toEqual(
      expect.arrayContaining([
        'runtime',
        'ports',
        'health',
        'scaling',
        'reliability',
        'telemetry',
        'slos',
        'placement',
      ]),
    );
  });
});
