import { serializeUnit } from '@fairway/compiler';
import {
  isObject,
  type Diagnostic,
  type GraphEdge,
  type GraphNode,
  type Platform,
  type RecordBefore,
  type RecordUnit,
  type ResourceGraph,
  type Unit,
} from '@fairway/model';
import type { Receipt } from '../outputs.ts';

export interface Recording {
  readonly platform: Platform;
  /** What the record holds already: a unit keeps older configurations of its own. */
  readonly before: RecordBefore;
  /** Gets what is wrong with what the record holds already. */
  readonly diagnostics: Diagnostic[];
  /** Hears of every file and its hash. */
  readonly onFile: ((path: string, hash: string) => void) | undefined;
}

/** Turns units into what the record holds, one at a time. */
export function* recordUnits(units: Iterable<Unit>, recording: Recording): Generator<RecordUnit> {
  const { platform, before, diagnostics, onFile } = recording;
  for (const unit of units) {
    const serialized = serializeUnit(unit, platform, before(unit.id));
    diagnostics.push(...serialized.diagnostics);
    if (onFile !== undefined) {
      for (const { name, text } of serialized.files)
        onFile(`${serialized.folder}/${name}`, `sha256:${platform.sha256(text)}`);
    }
    yield serialized;
  }
}

/** The graphs that the locks of a previous record hold, by environment. */
export function previousGraphs(
  locks: readonly { readonly folder: string; readonly lock: Readonly<Record<string, unknown>> }[],
  organization: string,
): (environment: string) => ResourceGraph | undefined {
  const graphs = new Map<string, { nodes: Map<string, GraphNode>; edges: Map<string, GraphEdge> }>();
  for (const { folder, lock } of locks) {
    const environment = folder.slice(0, folder.indexOf('/'));
    if (environment.startsWith('_')) continue;
    let graph = graphs.get(environment);
    if (graph === undefined) graphs.set(environment, (graph = { nodes: new Map(), edges: new Map() }));
    for (const node of listOf<GraphNode>(lock['nodes'])) graph.nodes.set(node.id, node);
    for (const edge of listOf<GraphEdge>(lock['edges'])) graph.edges.set(edge.id, edge);
  }
  return (environment) => {
    const graph = graphs.get(environment);
    if (graph === undefined) return undefined;
    const nodes = [...graph.nodes.values()];
    return {
      apiVersion: 'fairway.dev/graph/v1',
      organization,
      environment,
      nodes,
      edges: [...graph.edges.values()],
    };
  };
}

/** Nodes or edges of a lock; what is none is left out, since people may have edited the file. */
function listOf<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? value.filter((one) => isObject(one) && typeof one['id'] === 'string') : [];
}

/** The receipt of a compilation, files sorted by path. */
export function receiptOf(
  receipt: Omit<Receipt, 'apiVersion' | 'files'>,
  files: ReadonlyMap<string, string>,
): Receipt {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { apiVersion: 'fairway.dev/receipt/v1', ...receipt, files: Object.fromEntries(sorted) };
}
