import type { EmitContext, EndpointProperties, GraphNode, WorkloadProperties } from '@fairway/model';
import { canaryServiceName, routedCanary } from '../traffic.ts';
import { workloadOf } from '../workload.ts';
import type { Backends } from './rules.ts';

/** An endpoint with the workload behind it. */
export interface EndpointView {
  readonly node: GraphNode;
  readonly endpoint: EndpointProperties;
  readonly workloadNode: GraphNode;
  readonly workload: WorkloadProperties;
  /** Hosts that are served, the main one first. */
  readonly served: readonly string[];
  /** Hosts that answer with a redirect to the main one. */
  readonly aliases: readonly string[];
  /**
   * Name of the Service of the version under test, where a router splits the traffic: the router moves weights on the
   * routes of the main endpoint alone.
   */
  readonly canary: string | undefined;
}

/** The view of an endpoint node; `undefined` where nothing exposes it. */
export function endpointView(node: GraphNode, context: EmitContext): EndpointView | undefined {
  for (const edge of context.edgesTo(node.id, 'exposes')) {
    const workloadNode = context.node(edge.from);
    if (workloadNode?.type !== 'workload') continue;
    const workload = workloadOf(workloadNode);
    const main = node.name === workloadNode.name;
    const split = main && routedCanary(workloadNode, workload, context) !== undefined;
    const canary = split ? canaryServiceName(workloadNode.name) : undefined;
    const endpoint = node.properties as unknown as EndpointProperties;
    const served: string[] = [];
    const aliases: string[] = [];
    for (const { host, redirect } of endpoint.hosts) (redirect ? aliases : served).push(host);
    return { node, endpoint, workloadNode, workload, served, aliases, canary };
  }
  return undefined;
}

/** The Services behind an endpoint. A blue-green release moves the Service itself, so there is one. */
export function backendsOf({ endpoint, workloadNode, canary }: EndpointView): Backends {
  return { service: workloadNode.name, canary, port: endpoint.port };
}
