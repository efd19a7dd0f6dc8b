import { common } from '@fairway/kubernetes';
import type { EmitContext, EndpointProperties, ExternalProperties, GraphEdge, GraphNode } from '@fairway/model';
import { dnsEgress } from '../namespace/default-policies/dns.ts';
import { identityOf } from '../service-account/identity.ts';
import { endpointOf, workloadOf } from '../workload.ts';
import { blockOf, internet, meansMetadata } from './cidrs.ts';
import {
  edgePort,
  loadBalancerCidrs,
  monitoringNamespace,
  namespacePeer,
  onPort,
  workloadPeer,
} from './peers.ts';

/** The agent that gives pods of EKS their credentials, on the network of the node. */
const podIdentityAgent = '169.254.170.23/32';

/** What a workload may connect to: names, its dependencies, its cloud identity, the collector of traces. */
export function egressRules(node: GraphNode, context: EmitContext): readonly object[] {
  const rules: object[] = [dnsEgress(context)];
  for (const edge of context.edgesFrom(node.id, 'reaches')) {
    const target = context.node(edge.to);
    const rule = target === undefined ? undefined : dependencyRule(node, target, edge, context);
    if (rule !== undefined) rules.push(rule);
  }
  const identity = identityRule(node, context);
  if (identity !== undefined) rules.push(identity);
  if (workloadOf(node).telemetry.traces) rules.push(toCollector);
  return rules;
}

const toCollector = common({
  to: [namespacePeer(monitoringNamespace)],
  ports: [...onPort(4317), ...onPort(4318)],
});

/** Whether the pod identity agent needs a rule of Cilium's own: there no ipBlock holds an address of the node. */
export function needsHostIdentityRule(node: GraphNode, context: EmitContext): boolean {
  return (
    context.cluster.spec.cni === 'cilium' &&
    context.cluster.spec.identity?.mode === 'podIdentity' &&
    identityOf(node, context)?.aws !== undefined
  );
}

function dependencyRule(
  node: GraphNode,
  target: GraphNode,
  edge: GraphEdge,
  context: EmitContext,
): object | undefined {
  if (target.type === 'external')
    return externalRule(node, target.properties as unknown as ExternalProperties, context);
  if (target.type !== 'workload') return undefined;
  const port = edgePort(edge.properties['port'], workloadOf(target).ports);
  for (const { cluster, namespace } of target.placements) {
    if (cluster !== context.cluster.name) continue;
    return port === undefined ? undefined : { to: [workloadPeer(namespace, target.name)], ports: onPort(port) };
  }
  const endpoint = endpointOf(target, context);
  return endpoint === undefined ? undefined : remoteRule(node, target, endpoint, context);
}

/** A service on other clusters is reached at its host: at the load balancers there. */
function remoteRule(
  node: GraphNode,
  target: GraphNode,
  endpoint: EndpointProperties,
  context: EmitContext,
): object {
  const cidrs = [
    ...new Set(target.placements.flatMap(({ cluster }) => loadBalancerCidrs(cluster, context))),
  ].toSorted();
  if (cidrs.length > 0) return { to: cidrs.map((cidr) => ({ ipBlock: { cidr } })), ports: onPort(443) };
  const clusters = [...new Set(target.placements.map(({ cluster }) => cluster))].toSorted().join(', ');
  context.report(
    {
      code: 'FWY4165',
      severity: 'warning',
      message: `${node.name} reaches ${target.name} at ${endpoint.hosts[0]?.host ?? 'its host'}, and cluster ${clusters} does not say where its load balancers are: port 443 is open to the internet, and to no private address`,
      fix: `write network.loadBalancerSubnets into Cluster ${clusters}`,
    },
    node.id,
    ['dependencies'],
  );
  return { to: [internet], ports: onPort(443) };
}

function externalRule(
  node: GraphNode,
  { host, port, cidrs }: ExternalProperties,
  context: EmitContext,
): object | undefined {
  if (cidrs.length > 0) {
    if (!cidrs.some(meansMetadata)) return { to: cidrs.map(blockOf), ports: onPort(port) };
    context.report(
      {
        code: 'FWY4166',
        message: `${node.name} may not reach ${host} at ${cidrs.join(', ')}: that is where clouds hand out credentials of machines`,
        fix: 'remove the range; a workload gets credentials through identity',
      },
      node.id,
      ['dependencies'],
    );
    return undefined;
  }
  context.report(
    {
      code: 'FWY4163',
      severity: 'note',
      message: `${node.name} depends on ${host} without cidrs: port ${port} is open to the whole internet, and to no private address`,
      fix: 'write cidrs: [...] beside the host if its addresses are known, or if they are private',
    },
    node.id,
    ['dependencies'],
  );
  return { to: [internet], ports: onPort(port) };
}

/** Where pods get credentials of their cloud identity; never the metadata service of the machine. */
function identityRule(node: GraphNode, context: EmitContext): object | undefined {
  const { identity: how, network, cni } = context.cluster.spec;
  if (how === undefined) return undefined;
  const identity = identityOf(node, context);
  if (identity === undefined) return undefined;
  if (how.mode === 'podIdentity') {
    if (identity.aws === undefined || cni === 'cilium') return undefined;
    return { to: [{ ipBlock: { cidr: podIdentityAgent } }], ports: onPort(80) };
  }
  const wanted = how.mode === 'irsa' ? identity.aws : identity.azure;
  if (wanted === undefined) return undefined;
  const endpoints = network?.privateEndpointSubnets ?? [];
  return {
    to: endpoints.length > 0 ? endpoints.map((cidr) => ({ ipBlock: { cidr } })) : [internet],
    ports: onPort(443),
  };
}
