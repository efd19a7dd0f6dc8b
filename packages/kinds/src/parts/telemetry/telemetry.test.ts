import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualService } from '../../testing/usual.ts';
import { telemetryPart } from './telemetry.ts';

function lower(telemetry: Readonly<Record<string, unknown>> = {}) {
  const spec = { ...usualService, telemetry: { ...usualService.telemetry, ...telemetry } };
  return lowerPart(telemetryPart, { spec });
}

it('collects metrics from the main port', () => {
  expect(lower().values['telemetry']).toEqual({ port: 8080, path: '/metrics', traces: false });
});

it('takes another port, path, dialect, and traces', () => {
  const asked = { metricsPort: 9090, metricsPath: '/prometheus', dialect: 'micrometer', traces: true };
  expect(lower(asked).values['telemetry']).toEqual({
    port: 9090,
    path: '/prometheus',
    dialect: 'micrometer',
    traces: true,
  });
});

it('collects nothing with `none`', () => {
  expect(lower({ metricsPath: 'none' })).toMatchObject({
    codes: [],
    values: { telemetry: { path: null, traces: false } },
  });
  expect(lower({ metricsPath: 'none', metricsPort: 9090 }).codes).toEqual(['FWY3233']);
});

it.each([
  ['/metrics', true],
  ['none', true],
  ['metrics', false],
])('reads the path %s: %s', (metricsPath, expected) => {
  const schema = schemaTools.z.strictObject(telemetryPart.schema(schemaTools));
  expect(schema.safeParse({ telemetry: { metricsPath, traces: false } }).success).toBe(expected);
});
