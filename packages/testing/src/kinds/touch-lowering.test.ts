import { fromHub, kindSchemas, toHub } from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import { sha256Hex } from '@fairway/kubernetes';
import { createPlatform, nodeTypes, type GraphNode } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { baseOrganization } from './base-organization.ts';
import { compileFiles } from './compile-files.ts';

const image = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

function graphOf(kind: string, spec: object, version = 'v1beta1', environment = 'prod', more: object = {}) {
  const document = {
    apiVersion: `platform.example.com/${version}`,
    kind,
    metadata: { name: 'web' },
    spec,
    ...more,
  };
  const files = { ...baseOrganization, 'services/web.yaml': JSON.stringify(document) };
  const { diagnostics, graph } = compileFiles(files, environment);
  return { problems: diagnostics.map(({ code, message }) => `${code}: ${message}`), graph };
}

const common = { owner: 'team-a', runtime: { language: 'java', image } };
const external = { host: 'api.example.net', port: 443, protocol: 'https' };
const hub = {
  ...common,
  exposure: { class: 'internal', routes: [{ path: '/hooks', class: 'public' }] },
  identity: { aws: { permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop/*'] } },
  secrets: [
    { name: 'database', path: 'shop/{environment}/database', as: 'env', keys: { DB_PASSWORD: 'password' } },
  ],
  data: { class: 'public' },
  dependencies: [{ external }],
};
const older = {
  ...hub,
  exposure: { type: 'internal', routes: hub.exposure.routes },
  secrets: [
    {
      name: 'database',
      providerRef: 'shop/{environment}/database',
      mount: 'env',
      keys: { DB_PASSWORD: 'password' },
    },
  ],
  data: { sensitivity: 'public' },
};

describe('what a workload touches', () => {
  it('stands in the graph as its nodes are declared', () => {
    const { graph, problems } = graphOf('WebService', hub);
    expect(problems).toEqual([]);
    const ids = graph.nodes.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'endpoint:shop/web',
        'endpoint:shop/web.public',
        'external:shop/web.api.example.net.443',
        'identity:shop/web',
        'secret:shop/web.database',
        'workload:shop/web',
      ]),
    );
    const wrong = ({ type, properties }: GraphNode): unknown[] =>
      nodeTypes.find((one) => one.type === type)?.properties.safeParse(properties).error?.issues ?? [];
    expect(graph.nodes.flatMap(wrong)).toEqual([]);
  });

  it('is the same in the older version', () => {
    const { graph, problems } = graphOf('WebService', older, 'v1alpha1');
    expect(problems).toEqual([]);
    expect(graph).toEqual(graphOf('WebService', hub).graph);
  });

  it('may change what lies outside by environment, and add to it', () => {
    const second = { ...external, host: 'second.example.net' };
    const changed = { ...external, cidrs: ['192.0.2.0/24'] };
    const more = { environments: { prod: { dependencies: [{ external: changed }, { external: second }] } } };
    const { graph, problems } = graphOf('WebService', hub, 'v1beta1', 'prod', more);
    expect(problems).toEqual([]);
    const outside = graph.nodes.filter(({ type }) => type === 'external');
    expect(outside.map(({ name, properties }) => [name, properties['cidrs']])).toEqual([
      ['web.api.example.net.443', ['192.0.2.0/24']],
      ['web.second.example.net.443', []],
    ]);
  });
});

describe('older versions', () => {
  const platform = createPlatform({ plugins: [kindsPlugin], sha256: sha256Hex });

  it.each([
    ['WebService', { identity: { aws: { profile: 'a' }, azure: { profile: 'b' } } }],
    ['WebService', { exposure: { class: 'none' }, data: { class: 'pii' } }],
    ['Worker', { consumes: [{ queue: 'a', type: 'sqs', group: 'g' }, { topic: 'b' }] }],
  ])('%s keep everything there and back: %j', (kind, spec) => {
    const steps = kindSchemas(platform).get(kind)?.steps ?? [];
    const before = fromHub(spec, steps);
    expect(before).not.toEqual(spec);
    expect(toHub(before, steps).spec).toEqual(spec);
  });
});

describe('an Application', () => {
  const application = {
    team: 'team-a',
    runtime: 'java-21',
    replicas: 3,
    resources: { cpu: '300m', memory: '1Gi' },
    image,
  };
  const service = {
    owner: 'team-a',
    runtime: { language: 'java', version: '21', size: 'medium', image },
    scaling: { minReplicas: 3, maxReplicas: 3 },
  };

  it.each([
    [
      { ...application, ingress: { path: '/shop' } },
      { ...service, exposure: { class: 'internal', path: '/shop' } },
    ],
    [application, { ...service, exposure: { class: 'none' } }],
  ])('compiles to what the equal WebService compiles to', (short, long) => {
    const { graph, problems } = graphOf('Application', short);
    expect(problems).toEqual([]);
    expect(graph).toEqual(graphOf('WebService', long).graph);
  });
});
