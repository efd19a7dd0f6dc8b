import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphJsonSchema, nodeTypes } from '../../index.ts';
import { graphToDot, graphToMermaid, graphToSvg, layoutGraph, type Rectangle } from './index.ts';
import { layersOf } from './layers.ts';
import { graphNode, graphOf, graphs } from './testing.ts';
import { drawnEdges } from './words.ts';

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const count = (text: string, part: string): number => text.split(part).length - 1;
const runs = { numRuns: 60 };

describe('layout', () => {
  it('gives every node one box inside the band of its system; boxes and bands never overlap', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, bands, width, height } = layoutGraph(graph);
        expect(boxes.map(({ node }) => node.id)).toEqual(graph.nodes.map(({ id }) => id));
        for (const list of [boxes, bands]) {
          for (const [index, one] of list.entries()) {
            expect(one.x >= 0 && one.y >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(
              true,
            );
            expect(list.slice(index + 1).some((other) => overlap(one, other))).toBe(false);
          }
        }
        for (const box of boxes) {
          const band = bands.find(({ system }) => system === box.node.system);
          expect(band !== undefined && box.y >= band.y && box.y + box.height <= band.y + band.height).toBe(
            true,
          );
        }
      }),
      runs,
    );
  });

  it('starts and ends every line at its boxes and passes columns without touching others', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { boxes, routes } = layoutGraph(graph);
        const byId = new Map(boxes.map((box) => [box.node.id, box]));
        expect(routes).toHaveLength(new Set(drawnEdges(graph).map(({ from, to }) => `${from} ${to}`)).size);
        for (const { from, to, points } of routes) {
          for (const [id, point] of [
            [from, points[0]],
            [to, points.at(-1)],
          ] as const) {
            const box = byId.get(id);
            const at =
              box === undefined || point === undefined ? undefined : [point.x - box.x, point.y - box.y];
            expect(at?.[0] === 0 || at?.[0] === box?.width).toBe(true);
            expect((at?.[1] ?? -1) >= 0 && (at?.[1] ?? -1) <= (box?.height ?? 0)).toBe(true);
          }
          for (let index = 1; index + 1 < points.length; index += 2) {
            const [a, b] = [points[index], points[index + 1]];
            const lane = {
              x: Math.min(a?.x ?? 0, b?.x ?? 0),
              y: a?.y ?? 0,
              width: Math.abs((b?.x ?? 0) - (a?.x ?? 0)),
              height: 0.1,
            };
            expect(a?.y).toBe(b?.y);
            expect(boxes.some((box) => overlap(box, lane))).toBe(false);
          }
        }
      }),
      runs,
    );
  });

  it('goes from left to right except where a cycle closes', () => {
    const lines = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'a', to: 'c' },
      { from: 'c', to: 'a' },
    ];
    const { layer, reversed } = layersOf(['a', 'b', 'c'], lines);
    expect([...layer]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ]);
    expect([...reversed]).toEqual([lines[3]]);
  });

  it('lets no lines cross where none have to', () => {
    const nodes = ['a', 'b', 'c', 'x', 'y', 'z'].map((name) => graphNode(name));
    const { boxes, routes } = layoutGraph(
      graphOf(nodes, [
        [0, 5, 'reaches'],
        [1, 4, 'reaches'],
        [2, 3, 'reaches'],
      ]),
    );
    const y = new Map(boxes.map((box) => [box.node.id, box.y]));
    const sorted = routes.toSorted((a, b) => (y.get(a.from) ?? 0) - (y.get(b.from) ?? 0));
    const ends = sorted.map(({ to }) => y.get(to) ?? 0);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });
});

describe('pictures', () => {
  it('are the same for the same graph and draw every node once', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const svg = graphToSvg(graph);
        expect(graphToSvg(structuredClone(graph))).toBe(svg);
        for (const { id } of graph.nodes) expect(count(svg, ` id="${id}"`)).toBe(1);
        expect(count(svg, '<g class="node')).toBe(graph.nodes.length);
        expect(count(graphToDot(graph), '[label=') - count(graphToDot(graph), '-> n')).toBe(graph.nodes.length);
        expect(count(graphToMermaid(graph), '<br/>')).toBe(graph.nodes.length);
      }),
      runs,
    );
  });

  it('escape whatever a name holds', () => {
    const graph = graphOf([graphNode('<a "b" & \'c\'>\u0001'), graphNode('x\\"]y')], [[0, 1, 'reaches']]);
    const svg = graphToSvg(graph);
    expect(svg).toContain('&lt;a &quot;b&quot; &amp; &#39;c&#39;&gt;\ufffd');
    expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>\u0001]/);
    expect(graphToDot(graph)).toContain('label="x\\\\\\"]y\\nworkload"');
    expect(graphToMermaid(graph)).toContain('"x#92;#34;]y<br/>workload"');
  });

  it('follow the color scheme and scale', () => {
    const svg = graphToSvg(graphOf([graphNode('a')], []));
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).toMatch(/viewBox="0 0 \d+ \d+"/);
  });

  it('leave out what a system says already: its namespace owns its workloads', () => {
    const graph = graphOf([graphNode('a'), graphNode('shop', 'namespace')], [[1, 0, 'owns']]);
    expect(drawnEdges(graph)).toEqual([]);
    expect(layoutGraph(graph).boxes).toHaveLength(2);
  });
});

it('the schema of a graph names every node type', () => {
  const { properties } = graphJsonSchema(nodeTypes) as {
    properties: { nodes: { items: { anyOf: { oneOf?: { title: string }[] }[] } } };
  };
  const [builtIn] = properties.nodes.items.anyOf;
  expect(builtIn?.oneOf?.map(({ title }) => title)).toEqual(nodeTypes.map(({ type }) => type));
});
