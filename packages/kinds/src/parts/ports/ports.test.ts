import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import type { ContextOptions } from '../../testing/part-context.ts';
import { usualDocuments, usualService } from '../../testing/usual.ts';
import { portsPart } from './ports.ts';

const port = (name: string, number = 9000, more: object = {}) => ({
  name,
  port: number,
  protocol: 'http',
  ...more,
});

function lower(ports: readonly object[], more: object = {}, options: Partial<ContextOptions<unknown>> = {}) {
  const spec = { ...usualService, exposure: { protocol: 'http' }, ...more, ports };
  return lowerPart(portsPart, { documents: usualDocuments, ...options, spec });
}

it.each([
  [[port('admin')], []],
  [[port('admin', 8080)], ['FWY3218']],
  [[port('admin'), port('other')], ['FWY3218']],
  [[port('sixteen-letters1')], ['FWY3219']],
  [[port('a--b')], ['FWY3219']],
  [[port('http')], ['FWY3220']],
  [[port('grpc')], []],
])('judges %j', (ports, expected) => {
  expect(lower(ports).codes).toEqual(expected);
});

it('proposes a name that fits', () => {
  expect(lower([port('administration--interface')]).problems[0]?.fix).toBe(
    'shorten it, such as administration',
  );
});

it.each([
  [port('metrics', 9090), []],
  [port('metrics', 9000), ['FWY3220']],
])('keeps the name of the metrics port: %j', (one, expected) => {
  expect(lower([one], { telemetry: { ...usualService.telemetry, metricsPort: 9090 } }).codes).toEqual(expected);
});

it('leaves the name free where metrics are off', () => {
  expect(lower([port('metrics')], { telemetry: { metricsPath: 'none', traces: false } }).codes).toEqual([]);
});

it('gives an exposed port an endpoint of its own', () => {
  const { codes, contributions } = lower(
    [port('admin', 9000, { exposure: { class: 'internal' } })],
    {},
    {
      organization: { domains: { internal: 'internal.example.com' } },
      environment: { class: { hostPattern: '{host}' } },
      documents: {
        ...usualDocuments,
        ExposureClass: {
          internal: {
            reach: 'internal',
            timeout: { default: '30s', maximum: '5m' },
            tls: { minimumVersion: '1.2' },
          },
        },
      },
    },
  );
  expect(codes).toEqual([]);
  const [node, edge] = contributions;
  expect(node).toMatchObject({
    contribution: 'node',
    node: {
      id: 'endpoint:shop/web.port-admin',
      properties: {
        port: 9000,
        class: 'internal',
        hosts: [{ host: 'web-admin.internal.example.com', redirect: false }],
      },
    },
  });
  expect(edge).toMatchObject({
    edge: { type: 'exposes', from: 'workload:shop/web', to: 'endpoint:shop/web.port-admin' },
  });
});

it('cannot expose plain tcp', () => {
  expect(lower([port('admin', 9000, { protocol: 'tcp', exposure: { class: 'internal' } })]).codes).toEqual([
    'FWY3246',
  ]);
});
