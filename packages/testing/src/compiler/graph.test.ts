import { compareText, type GraphNode, type ResourceGraph } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles, service, testPlatform, type Files } from '../harness.ts';
import { manyServices } from './generated-services.ts';

const platform = testPlatform();
const files: Files = { ...baseOrganization, ...manyServices() };
const graphs = ['dev', 'staging', 'prod'].map(
  (environment) => compileFiles(files, environment).compilation.graph,
);

function problemsOf({ properties, type, id }: GraphNode): string[] {
  const result = platform.nodes.get(type)?.properties.safeParse(properties);
  if (result === undefined) return [`${id}: no node type ${type}`];
  return (result.error?.issues ?? []).map(({ message, path }) => `${id} ${path.join('.')}: ${message}`);
}

describe.each(graphs.map((graph) => [graph.environment, graph] as const))('the graph of %s', (_, graph) => {
  it('has nodes whose properties their type’s schema admits, strictly', () => {
    expect(graph.nodes.length).toBeGreaterThan(30);
    expect(graph.nodes.flatMap(problemsOf)).toEqual([]);
  });

  it('ids are <type>:<system>/<name>, without environment, cluster or namespace', () => {
    for (const { id, type, system } of graph.nodes) expect(id.startsWith(`${type}:${system}/`)).toBe(true);
    const { environment } = graph;
    for (const { id } of graph.nodes)
      expect([id, id.includes(environment) || id.includes('local')]).toEqual([id, false]);
  });

  it('lists are sorted by id, each id once', () => {
    for (const list of [graph.nodes, graph.edges]) {
      const ids = list.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort(compareText));
    }
  });

  it('the ends of every edge exist', () => {
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
    expect(graph.edges.length).toBeGreaterThan(30);
  });

  it('is plain data, the same after a trip through JSON', () => {
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
  });
});

it('has the same ids in every environment', () => {
  const ids = graphs.map(({ nodes }) => nodes.map(({ id }) => id));
  expect(ids[1]).toEqual(ids[0]);
  expect(ids[2]).toEqual(ids[0]);
});

it('the locks of the units hold the whole graph: their union is the previous one', () => {
  const { units, compilation } = compileFiles(files);
  const union = (list: readonly { readonly id: string }[]): string[] =>
    [...new Set(list.map(({ id }) => id))].sort(compareText);
  const all = [...units.values()];
  expect(union(all.flatMap(({ nodes }) => nodes))).toEqual(compilation.graph.nodes.map(({ id }) => id));
  expect(union(all.flatMap(({ edges }) => edges))).toEqual(compilation.graph.edges.map(({ id }) => id));
});

describe('a previous graph may only refuse', () => {
  const before = compileFiles({ ...baseOrganization, ...service('web'), ...service('api') }).compilation.graph;
  const after = (spec: string, previousGraph: ResourceGraph = before) =>
    compileFiles({ ...baseOrganization, ...service('web', spec), ...service('api') }, 'prod', {
      previousGraph,
    });

  it('a move to another system', () => {
    const { errors, units } = after('system: cart');
    expect(errors.map(({ code, file }) => [code, file])).toEqual([['FWY3030', 'services/web.yaml']]);
    expect([...units.keys()]).toEqual(['prod/local/shop-prod/_namespace', 'prod/local/shop-prod/api']);
  });

  it('nothing else: new services, removed ones, and changes are free', () => {
    expect(after('scaling: {maxReplicas: 9}').codes).toEqual([]);
    const { codes } = compileFiles({ ...baseOrganization, ...service('other') }, 'prod', {
      previousGraph: before,
    });
    expect(codes).toEqual([]);
  });
});
