import { definePart, type Plugin, type ResourceGraph } from '@fairway/model';
import { expect, it } from 'vitest';
import { orderDifferences, shuffledParts } from './shuffle.ts';

const part = (name: string) =>
  definePart({ name, docs: { summary: name }, schema: () => ({}), vary: [], lower: () => [] });
const names = ['a', 'b', 'c', 'd', 'e'];
const plugin: Plugin = { apiVersion: 1, name: 'example', extend: { WebService: names.map(part) } };
const order = (one: Plugin): string[] => (one.extend?.['WebService'] ?? []).map(({ name }) => name);

it('keeps the parts and changes their order, the same way for the same seed', () => {
  expect(order(shuffledParts(plugin, 1)).toSorted()).toEqual(names);
  expect(order(shuffledParts(plugin, 1))).toEqual(order(shuffledParts(plugin, 1)));
  expect([1, 2, 3].some((seed) => order(shuffledParts(plugin, seed)).join('') !== names.join(''))).toBe(true);
});

function compiled(first: string | undefined) {
  const graph: ResourceGraph = {
    apiVersion: 'fairway.dev/graph/v1',
    organization: 'example',
    environment: 'prod',
    nodes: [
      {
        id: 'workload:shop/web',
        type: 'workload',
        name: 'web',
        system: 'shop',
        owner: 'a',
        placements: [],
        stateful: false,
        properties: { first },
      },
    ],
    edges: [],
  };
  return { graph, units: [] };
}

it('names what the order changed', () => {
  const seeds = [1, 2, 3, 4, 5];
  expect(orderDifferences(plugin, seeds, (one) => compiled(order(one)[0]))).toEqual(['workload:shop/web']);
  expect(orderDifferences(plugin, seeds, (one) => compiled(order(one).toSorted()[0]))).toEqual([]);
});
