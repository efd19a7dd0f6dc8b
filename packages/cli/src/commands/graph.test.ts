import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphJsonSchema, nodeTypes, schemaTools, type ResourceGraph } from '@fairway/model';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';

let here: Workspace;
beforeEach(() => {
  here = workspace({
    ...minimal,
    'services/store.yaml': webService(
      'store',
      '  exposure: {class: internal}\n  dependencies:\n    - {service: shop}\n',
    ),
  });
});
afterEach(() => here.remove());

describe('fairway graph', () => {
  it('prints JSON that its published schema accepts', async () => {
    const { code, stdout } = await here.fairway('graph', '--env', 'dev');
    expect(code).toBe(0);
    const graph = JSON.parse(stdout) as ResourceGraph;
    expect(graph.environment).toBe('dev');
    expect(graph.edges.map(({ type }) => type)).toContain('reaches');
    const { z } = schemaTools;
    const schema = z.fromJSONSchema(graphJsonSchema(nodeTypes) as Parameters<typeof z.fromJSONSchema>[0]);
    expect(schema.safeParse(graph).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ ...graph, nodes: [{ id: 'x' }] }).success).toBe(false);
    const [node] = graph.nodes;
    const others = [
      { ...node, type: 'maintenancePage', properties: { anything: 1 } },
      { ...node, type: 'workload', properties: { anything: 1 } },
    ];
    expect(others.map((one) => schema.safeParse({ ...graph, nodes: [one] }).success)).toEqual([true, false]);
  });

  it('takes the last environment of the chain and draws in three languages', async () => {
    expect((await here.fairway('graph', '--format', 'mermaid')).stdout).toMatch(/^flowchart LR\n/);
    expect((await here.fairway('graph', '--format', 'dot')).stdout).toMatch(
      /^digraph "platform.example.com prod" \{\n/,
    );
    const { code, stdout } = await here.fairway('graph', '--format', 'svg', '--out', 'graph.svg');
    expect([code, stdout]).toEqual([0, '']);
    expect(here.read('graph.svg')).toMatch(/^<svg [^>]*viewBox=/);
  });

  it('says what is wrong instead of drawing half of it', async () => {
    here.write({ 'services/bad.yaml': webService('bad', '  dependencies:\n    - {service: shopp}\n') });
    const { code, stdout, stderr } = await here.fairway('graph', '--env', 'dev');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('shopp');
  });

  it('knows its formats and environments', async () => {
    expect((await here.fairway('graph', '--format', 'png')).code).toBe(2);
    const { code, stderr } = await here.fairway('graph', '--env', 'prdo');
    expect(code).toBe(1);
    expect(stderr).toContain('did you mean "prod"');
  });
});
