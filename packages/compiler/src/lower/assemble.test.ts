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
