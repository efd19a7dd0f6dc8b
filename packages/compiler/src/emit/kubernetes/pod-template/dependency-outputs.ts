import type { EmitContext, ExternalProperties, GraphEdge, GraphNode, WorkloadProperties } from '@fairway/model';
import { endpointOf, fillPlaceholders, workloadOf } from '../workload.ts';

/** What a consumer is told about a dependency (INTENT.md "Outputs"). */
type Outputs = Readonly<Record<string, string>>;

/** Hands each variable that dependencies give to a workload to `add`, in order of the edges' ids. */
export function eachDependencyVariable(
  node: GraphNode,
  context: EmitContext,
  add: (name: string, value: string) => void,
): void {
  for (const edge of context.edgesFrom(node.id, 'reaches')) {
    if (edge.origin === 'derived') continue;
    const target = context.node(edge.to);
    if (target === undefined) continue;
    if (target.type === 'workload') {
      const outputs = serviceOutputs(target, edge, node, context);
      if (outputs !== undefined) addOutputs(outputs, edge, add);
    } else if (target.type === 'external') {
      addOutputs(externalOutputs(target, context), edge, add);
    }
  }
}

/** Outputs under the names that the edge gives: those of the author, else `<NAME>_<OUTPUT>`. */
function addOutputs(outputs: Outputs, edge: GraphEdge, add: (name: string, value: string) => void): void {
  const names = edge.properties['env'] as Readonly<Record<string, string>> | undefined;
  for (const name in names) {
    const value = outputs[names[name] as string];
    if (value !== undefined) add(name, value);
  }
}

/** Where a service is reached: by its Service on the same cluster, else by its host. */
function serviceOutputs(
  target: GraphNode,
  edge: GraphEdge,
  node: GraphNode,
  context: EmitContext,
): Outputs | undefined {
  const workload = workloadOf(target);
  const port = portOf(workload, edge.properties['port']);
  for (const placement of target.placements) {
    if (placement.cluster !== context.cluster.name || port === undefined) continue;
    const host = `${target.name}.${placement.namespace}.svc.cluster.local`;
    const scheme = port.protocol === 'tcp' ? 'tcp' : 'http';
    return outputsOf(host, port.port, `${scheme}://${host}:${port.port}`);
  }
  const endpoint = endpointOf(target, context);
  const host = endpoint?.hosts[0]?.host;
  if (endpoint === undefined || host === undefined || (port !== undefined && port.port !== endpoint.port)) {
    reportUnreachable(target, node, context);
    return undefined;
  }
  const path = endpoint.stripPath ? (endpoint.routes[0]?.path ?? '/') : '/';
  return outputsOf(host, 443, `https://${host}${path === '/' ? '' : path}`);
}

function portOf(workload: WorkloadProperties, asked: unknown): WorkloadProperties['ports'][number] | undefined {
  if (asked === undefined || asked === null) return workload.ports[0];
  for (const port of workload.ports) if (port.port === asked) return port;
  return undefined;
}

function externalOutputs(target: GraphNode, context: EmitContext): Outputs {
  const { host: written, port, protocol } = target.properties as unknown as ExternalProperties;
  const host = fillPlaceholders(written, target, context);
  const url = protocol === 'https' && port === 443 ? `https://${host}` : `${protocol}://${host}:${port}`;
  return { host, port: String(port), url };
}

function outputsOf(host: string, port: number, url: string): Outputs {
  return { host, port: String(port), address: `${host}:${port}`, url };
}

function reportUnreachable(target: GraphNode, node: GraphNode, context: EmitContext): void {
  context.report(
    {
      code: 'FWY4105',
      message: `${node.name} depends on ${target.name}, which neither runs on cluster ${context.cluster.name} nor has a host there to reach it at`,
      fix: `let ${target.name} run on cluster ${context.cluster.name} too (placement: each), or expose its port with exposure.class`,
    },
    node.id,
    ['dependencies'],
  );
}
