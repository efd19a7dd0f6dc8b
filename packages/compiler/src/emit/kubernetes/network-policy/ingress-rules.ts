import type { ClusterSpec, EmitContext, EndpointProperties, GraphNode } from '@fairway/model';
import { gatewayProduct } from '../../../gateways/index.ts';
import { workloadOf } from '../workload.ts';
import {
  edgePort,
  fromNamespace,
  loadBalancerCidrs,
  monitoringNamespace,
  onPort,
  workloadPeer,
} from './peers.ts';

/** An endpoint of a workload with the gateway that serves it on the cluster. */
export interface Exposure {
  readonly endpoint: EndpointProperties;
  readonly gateway: NonNullable<ClusterSpec['gateways']>[string];
}

/** Who may connect to a workload: its gateways, its consumers, and the collector of metrics. */
export function ingressRules(
  node: GraphNode,
  exposures: readonly Exposure[],
  context: EmitContext,
): readonly object[] {
  const rules: object[] = [];
  addGatewayRules(rules, node, exposures, context);
  addConsumerRules(rules, node, context);
  const { telemetry, ports } = workloadOf(node);
  const scraped = telemetry.port ?? ports[0]?.port;
  if (telemetry.path !== null && scraped !== undefined) {
    rules.push(fromNamespace(monitoringNamespace, scraped));
  }
  // A list without rules would read as "nothing was said": what takes no connections may be reached by its own pods alone.
  return rules.length > 0 ? rules : [{ from: [workloadPeer(context.namespace, node.name)] }];
}

/** The endpoints of a workload whose gateway lives in the network plugin, where no namespace finds it. */
export function ciliumGatewayPorts(exposures: readonly Exposure[]): readonly number[] {
  const ports: number[] = [];
  for (const { endpoint, gateway } of exposures) {
    if (gatewayProduct(gateway.product)?.ciliumIngress === true && !ports.includes(endpoint.port))
      ports.push(endpoint.port);
  }
  return ports.length < 2 ? ports : ports.toSorted((a, b) => a - b);
}

/** The endpoints of a workload that the cluster has a gateway for. */
export function exposuresOf(node: GraphNode, context: EmitContext): readonly Exposure[] {
  const exposures: Exposure[] = [];
  for (const edge of context.edgesFrom(node.id, 'exposes')) {
    const target = context.node(edge.to);
    if (target === undefined) continue;
    const endpoint = target.properties as unknown as EndpointProperties;
    const gateway = context.cluster.spec.gateways?.[endpoint.gateway];
    if (gateway !== undefined) exposures.push({ endpoint, gateway });
  }
  return exposures;
}

function addGatewayRules(
  rules: object[],
  node: GraphNode,
  exposures: readonly Exposure[],
  context: EmitContext,
): void {
  const added: string[] = [];
  for (const { endpoint, gateway } of exposures) {
    if (gatewayProduct(gateway.product)?.ciliumIngress === true) continue;
    const key = `${gateway.kind} ${gateway.namespace} ${endpoint.port}`;
    if (added.includes(key)) continue;
    const inCluster = gateway.kind === 'inCluster';
    const cidrs = inCluster ? none : loadBalancerCidrs(context.cluster.name, context);
    if (!inCluster && cidrs.length === 0) {
      reportNoSubnets(node, context);
      continue;
    }
    added.push(key);
    rules.push(
      inCluster
        ? fromNamespace(gateway.namespace, endpoint.port)
        : { from: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: onPort(endpoint.port) },
    );
  }
}

const none: readonly never[] = [];

function reportNoSubnets(node: GraphNode, context: EmitContext): void {
  context.report(
    {
      code: 'FWY4162',
      message: `${node.name} would get no traffic on cluster ${context.cluster.name}: its load balancers connect from outside the cluster, and the cluster does not say from which addresses`,
      fix: `write network.loadBalancerSubnets into Cluster ${context.cluster.name}`,
    },
    node.id,
    ['exposure'],
  );
}

/** One rule per port, with every consumer on this cluster. Consumers elsewhere come through the gateway. */
function addConsumerRules(rules: object[], node: GraphNode, context: EmitContext): void {
  const edges = context.edgesTo(node.id, 'reaches');
  if (edges.length === 0) return;
  const { ports } = workloadOf(node);
  const byPort = new Map<number, Set<GraphNode>>();
  for (const edge of edges) {
    const consumer = context.node(edge.from);
    const port = edgePort(edge.properties['port'], ports);
    if (consumer === undefined || port === undefined) continue;
    const consumers = byPort.get(port);
    if (consumers === undefined) byPort.set(port, new Set([consumer]));
    else consumers.add(consumer);
  }
  const numbers = [...byPort.keys()].toSorted((a, b) => a - b);
  for (const port of numbers) {
    const from: object[] = [];
    for (const { name, placements } of byPort.get(port) ?? none) {
      for (const { cluster, namespace } of placements)
        if (cluster === context.cluster.name) from.push(workloadPeer(namespace, name));
    }
    if (from.length > 0) rules.push({ from, ports: onPort(port) });
  }
}
