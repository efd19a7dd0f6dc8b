import { formatFieldPath, leafPaths } from '@fairway/kubernetes';
import type { EndpointProperties, KubernetesObject } from '@fairway/model';
import { describe, expect, test } from 'vitest';
import { invariants } from '../../invariants/index.generated.ts';
import { commonReasons } from '../../why/common-reasons.ts';
import { matching } from '../../why/reasons.ts';
import { edgeEmitDiagnostics } from './diagnostics-edge.ts';
import { contextOf, edge, endpoint, external, namespace, workload, type World } from './edge-testing.ts';
import { edgeEmitters, namespaceEmitters } from './index.ts';

const emitters = [...edgeEmitters, ...namespaceEmitters];

function objectsOf(world: World): readonly KubernetesObject[] {
  return world.nodes.flatMap((node) =>
    emitters
      .filter(({ nodes }) => nodes.includes(node.type))
      .flatMap((emitter) => [...emitter.emit(node, contextOf(node, world, []))]),
  );
}

function exposed(change: Partial<EndpointProperties>, rest: Partial<World> = {}): World {
  const api = workload('orders-api', { telemetry: { port: 8080, path: '/metrics', traces: true } });
  const node = endpoint('orders-api', change);
  const host = external('host');
  return { nodes: [api, node, host], edges: [edge('exposes', api, node), edge('reaches', api, host)], ...rest };
}

const routes = [
  { path: '/', class: 'internal', timeout: 30, maxBodySize: 1024 },
  { path: '/reports', class: 'internal', timeout: 300 },
  { path: '/admin', class: 'staff', timeout: 30 },
];
const hosts = [
  { host: 'orders.internal.example.com', redirect: false },
  { host: 'old.internal.example.com', redirect: true },
];
const nginx = {
  name: 'n',
  namespace: 'n',
  className: 'nginx',
  product: 'ingressNginx',
  kind: 'inCluster' as const,
  listeners: [],
};
const alb = {
  ...nginx,
  product: 'awsLoadBalancerController',
  listeners: [{ name: 'https', protocol: 'https' as const }],
};
const organization = { imageRegistries: [{ host: 'registry.example.com', pullSecret: 'platform/registry' }] };

const worlds: readonly (readonly [string, World])[] = [
  ['routes', exposed({ routes, hosts, stripPath: true, sessionAffinity: 'cookie' })],
  ['gRPC', exposed({ protocol: 'grpc' })],
  ['an ingress', exposed({ routes, hosts }, { cluster: { gateways: { internal: nginx } } })],
  ['a load balancer', exposed({ sessionAffinity: 'cookie' }, { cluster: { gateways: { internal: alb } } })],
  ['a namespace', { nodes: [namespace(), workload('orders-api')], organization }],
  [
    'a namespace on Cilium',
    { nodes: [namespace()], cluster: { cni: 'cilium', network: { dns: { mode: 'nodeLocal' } } } },
  ],
];

describe('objects at the edge and of namespaces', () => {
  test.each(worlds)('declared, with a reason for every field: %s', (_, world) => {
    const missing: string[] = [];
    for (const object of objectsOf(world)) {
      const declared = emitters
        .flatMap(({ emits }) => emits)
        .filter(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
      expect(declared).not.toEqual([]);
      for (const { path } of leafPaths(object)) {
        if (
          declared.some(({ reasons }) => matching(reasons, path) !== undefined) ||
          matching(commonReasons, path) !== undefined
        )
          continue;
        missing.push(`${object.kind} ${formatFieldPath(path)}`);
      }
    }
    // Hosts are what the intent says.
    expect(missing.filter((text) => !/hostnames\[\d+\]$/.test(text))).toEqual([]);
  });

  test.each(worlds.slice(0, 4))('keep the invariants of workloads: %s', (_, world) => {
    const [node] = world.nodes;
    const objects = objectsOf({ ...world, nodes: world.nodes });
    const broken = invariants
      .filter(({ appliesTo }) => appliesTo.shapes.some((shape) => shape === 'service'))
      .flatMap((invariant) =>
        [...invariant.check({ objects, environmentClass: 'prod', shape: 'service', os: 'linux' })].map(
          ({ path }) => `${invariant.id} ${path}`,
        ),
      );
    expect(node?.type).toBe('workload');
    expect(broken).toEqual([]);
  });

  test.each(worlds.slice(4))('keep the invariants of namespaces: %s', (_, world) => {
    const objects = objectsOf({ ...world, nodes: world.nodes }).filter(
      ({ metadata }) => metadata.name !== 'orders-api',
    );
    const broken = invariants
      .filter(({ appliesTo }) => appliesTo.shapes.some((shape) => shape === 'namespace'))
      .flatMap((invariant) =>
        [...invariant.check({ objects, environmentClass: 'prod', shape: 'namespace', os: 'linux' })].map(
          ({ path }) => `${invariant.id} ${path}`,
        ),
      );
    expect(broken).toEqual([]);
  });

  test.each(worlds)('the same twice: %s', (_, world) => {
    expect(JSON.stringify(objectsOf(world))).toBe(JSON.stringify(objectsOf(world)));
  });
});

test('the catalogue: codes of this part, each once', () => {
  const codes = edgeEmitDiagnostics.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].toSorted());
  for (const { code, bad, good } of edgeEmitDiagnostics) {
    expect(code).toMatch(/^FWY41[5-9]\d$/);
    expect(bad).not.toEqual(good);
  }
});
