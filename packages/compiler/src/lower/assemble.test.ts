import { addNode, setValue, type GraphNode } from '@fairway/model';
import { expect, it } from 'vitest';
import { assemble } from './assemble.ts';

function web(): GraphNode {
  return {
    id: 'workload:shop/web',
    type: 'workload',
    name: 'web',
    system: 'shop',
    owner: 'team-shop',
    placements: [],
    stateful: false,
    properties: {},
  };
}

it('joins what parts say about one object and changes nothing of what they gave', () => {
  const startup = Object.freeze({ type: 'http', port: 8080 });
  const probes = Object.freeze({ startup });
  const tls = Object.freeze({ issuer: 'public' });
  const endpoint = { id: 'endpoint:shop/web', type: 'endpoint', name: 'web', properties: { tls } } as const;
  const { nodes, conflicts } = assemble(web(), [
    [setValue('probes', probes), addNode(endpoint)],
    [setValue('probes.startup.path', '/ready'), setValue('tls.minimumVersion', '1.3', endpoint.id)],
  ]);
  expect(conflicts).toEqual([]);
  expect(nodes.map(({ properties }) => properties)).toEqual([
    { probes: { startup: { type: 'http', port: 8080, path: '/ready' } } },
    { tls: { issuer: 'public', minimumVersion: '1.3' } },
  ]);
});

it('reports a place that is no object, and values that differ', () => {
  const { conflicts } = assemble(web(), [
    [setValue('user', 1000), setValue('size', 'small')],
    [setValue('user.name', 'web'), setValue('size', 'large')],
  ]);
  expect(conflicts.map(({ path }) => path)).toEqual(['user', 'size']);
});

it('takes what parts say about their own workload as a node, before or after its values', () => {
  const asNode = addNode({
    id: 'workload:shop/web',
    type: 'workload',
    name: 'web',
    properties: { scaling: { min: 1 } },
  });
  const asValues = [setValue('user', 1000), setValue('scaling.max', 2), setValue('size', 'small', web().id)];
  for (const spoken of [
    [asNode, ...asValues],
    [...asValues, asNode],
  ]) {
    const { nodes, conflicts } = assemble(web(), [spoken]);
    expect(conflicts).toEqual([]);
    expect(nodes.map(({ properties }) => properties)).toEqual([
      { user: 1000, scaling: { min: 1, max: 2 }, size: 'small' },
    ]);
  }
});
