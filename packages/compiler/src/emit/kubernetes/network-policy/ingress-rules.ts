import type { EmitContext, EndpointProperties, GraphNode } from '@fairway/model';
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

/** Who may connect to a workload: its gateways, its consumers, and the collector of metrics. */
export function ingressRules(node: GraphNode, context: EmitContext): readonly object[] {
  const rules: object[] = [...gatewayRules(node, context), ...consumerRules(node, context)];
  const { telemetry, ports } = workloadOf(node);
  const scraped = telemetry.port ?? ports[0]?.port;
  if (telemetry.path !== null && scraped !== undefined) {
    rules.push(fromNamespace(monitoringNamespace, scraped));
  }
  // A list without rules would read as "nothing was said": what takes no connections may be reached by its own pods alone.
  return rules.length > 0 ? rules : [{ from: [workloadPeer(context.namespace, node.name)] }];
}

/** The endpoints of a workload whose gateway lives in the network plugin, where no namespace finds it. */
export function ciliumGatewayPorts(node: GraphNode, context: EmitContext): readonly number[] {
  const ports = new Set<number>();
  for (const { endpoint, gateway } of exposures(node, context)) {
    if (gatewayProduct(gateway.product)?.ciliumIngress === true) ports.add(endpoint.port);
  }
  return [...ports].toSorted((a, b) => a - b);
}

function exposures(node: GraphNode, context: EmitContext) {
  return context.edgesFrom(node.id, 'exposes').flatMap((edge) => {
    const target = context.node(edge.to);
    if (target === undefined) return [];
    const endpoint = target.properties as unknown as EndpointProperties;
    const gateway = context.cluster.spec.gateways?.[endpoint.gateway];
    return gateway === undefined ? [] : [{ endpoint, gateway }];
  });
}

function gatewayRules(node: GraphNode, context: EmitContext): readonly object[] {
  const rules = new Map<string, object>();
  for (const { endpoint, gateway } of exposures(node, context)) {
    if (gatewayProduct(gateway.product)?.ciliumIngress === true) continue;
    const key = `${gateway.kind} ${gateway.namespace} ${endpoint.port}`;
    if (rules.has(key)) continue;
    if (gateway.kind === 'inCluster') rules.set(key, fromNamespace(gateway.namespace, endpoint.port));
    else {
      const cidrs = loadBalancerCidrs(context.cluster.name, context);
      if (cidrs.length === 0) reportNoSubnets(node, context);
      else rules.set(key, { from: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: onPort(endpoint.port) });
    }
  }
  return [...rules.values()];
}

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
function consumerRules(node: GraphNode, context: EmitContext): readonly object[] {
  const { ports } = workloadOf(node);
  const byPort = new Map<number, Map<string, object>>();
  for (const edge of context.edgesTo(node.id, 'reaches')) {
    const consumer = context.node(edge.from);
    const port = edgePort(edge.properties['port'], ports);
    if (consumer === undefined || port === undefined) continue;
    const peers = byPort.get(port) ?? new Map<string, object>();
    byPort.set(port, peers);
    for (const { cluster, namespace } of consumer.placements) {
      if (cluster !== context.cluster.name) continue;
      peers.set(`${namespace}/${consumer.name}`, workloadPeer(namespace, consumer.name));
    }
  }
  return [...byPort.keys()]
    .toSorted((a, b) => a - b)
    .map((port) => ({ from: [...(byPort.get(port)?.values() ?? [])], ports: onPort(port) }))
    .filter(({ from }) => from.length > 0);
}
