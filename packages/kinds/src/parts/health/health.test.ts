import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KindShape, WorkloadProperties } from '@fairway/model';
import { lowerPart } from '../../testing/lower-part.ts';
import { usualDocuments, usualService } from '../../testing/usual.ts';
import { healthPart } from './health.ts';

type Probes = WorkloadProperties['probes'];

function lower(
  health: Readonly<Record<string, unknown>> = {},
  more: object = {},
  shape: KindShape = 'service',
) {
  const spec = { ...usualService, ...more, health: { ...usualService.health, ...health } };
  const { codes, values } = lowerPart(healthPart, { shape, documents: usualDocuments, spec });
  return { codes, probes: values['probes'] as Probes };
}

describe('probes', () => {
  it('ask three paths on the main port', () => {
    const { startup, readiness, liveness } = lower().probes;
    expect(startup).toMatchObject({ type: 'http', path: '/health/startup', port: 8080 });
    expect(readiness).toMatchObject({ type: 'http', path: '/health/ready', port: 8080 });
    expect(liveness).toMatchObject({ type: 'http', path: '/health/live', port: 8080 });
  });

  it('follow the protocol, unless a type is written', () => {
    const grpc = { exposure: { protocol: 'grpc' } };
    expect(lower({}, grpc).probes.readiness).toMatchObject({ type: 'grpc', port: 8080 });
    expect(lower({}, grpc).probes.readiness).not.toHaveProperty('path');
    expect(lower({ type: 'http' }, grpc).probes.readiness).toMatchObject({ type: 'http' });
  });

  it('ask another port, or run a command', () => {
    expect(lower({ port: 9000 }).probes.liveness).toMatchObject({ port: 9000 });
    const { liveness } = lower({ type: 'exec', command: ['check'] }).probes;
    expect(liveness).toMatchObject({ type: 'exec', command: ['check'] });
    expect(liveness).not.toHaveProperty('port');
  });

  it('are none for a worker that says so', () => {
    expect(lower({ type: 'none' }, {}, 'worker')).toEqual({ codes: [], probes: {} });
  });

  it('give a start the time it may take, and less than one period more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600 }), (time) => {
        const { startup } = lower({ startTimeout: `${time}s` }).probes;
        const allowed = (startup?.periodSeconds ?? 0) * (startup?.failureThreshold ?? 0);
        expect(allowed).toBeGreaterThanOrEqual(time);
        expect(allowed).toBeLessThan(time + (startup?.periodSeconds ?? 0));
      }),
    );
  });
});

describe('checks', () => {
  it.each([
    [{ type: 'none' }, ['FWY3221']],
    [{ command: ['check'] }, ['FWY3222']],
    [{ type: 'exec', command: ['check'], port: 9000 }, ['FWY3222']],
    [{ type: 'tcp', readiness: '/ready' }, ['FWY3222']],
    [{ type: 'grpc', liveness: '/alive', startup: '/started' }, ['FWY3222', 'FWY3222']],
    [{ type: 'tcp' }, []],
    [{ readiness: '/ready' }, []],
    [{ startTimeout: '0s' }, ['FWY3223']],
    [{ startTimeout: '2h' }, ['FWY3223']],
    [{ startTimeout: '1h' }, []],
  ])('judge %j', (health, expected) => {
    expect(lower(health).codes).toEqual(expected);
  });

  it('leave exec without a command to the constraint', () => {
    expect(healthPart.constraints).toEqual([
      { rule: 'requires', path: 'health.type', values: ['exec'], other: 'health.command' },
    ]);
  });
});
