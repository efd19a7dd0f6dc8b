import type { EmitContext, EndpointProperties, GraphNode } from '@fairway/model';
import { gatewayProduct, type GatewayProduct } from '../../../gateways/index.ts';
import { listenersFor, type ClusterGateway, type Listeners } from './listeners.ts';
import { envoyGateway as typicalProduct } from '../../../gateways/products/envoy-gateway.ts';

/** Where an endpoint enters the cluster. */
export interface Attachment {
  readonly gateway: ClusterGateway;
  readonly product: GatewayProduct;
}

/** The gateway of an exposure class on the cluster; `undefined` (and reported) where the cluster has none. */
export function attachmentOf(
  endpoint: EndpointProperties,
  node: GraphNode,
  context: EmitContext,
): Attachment | undefined {
  const key = endpoint.gateway;
  const gateway = context.cluster.spec.gateways?.[key];
  if (gateway === undefined) {
    const known = Object.keys(context.cluster.spec.gateways ?? {}).toSorted();
    context.report(
      {
        code: 'FWY4155',
        message: `${node.name} cannot be reached on cluster ${context.cluster.name}: ExposureClass ${endpoint.class} enters through the gateway "${key}", which the cluster does not have`,
        fix:
          known.length === 0
            ? `write gateways.${key} into Cluster ${context.cluster.name}`
            : `choose an exposure class with one of the gateways ${known.join(', ')}, or add gateways.${key} to the cluster`,
      },
      node.id,
      ['exposure', 'class'],
    );
    return undefined;
  }
  const product = gatewayProduct(gateway.product);
  if (product === undefined) reportUnknownProduct(gateway, key, node, context);
  return {
    gateway,
    product: product ?? {
      ...typicalProduct,
      name: gateway.product,
      title: gateway.product,
      limits: unknownLimits,
      grpcLimits: {},
    },
  };
}

/** Of a product that is not in the table only the fields of the Gateway API can be counted on. */
const unknownLimits: GatewayProduct['limits'] = {
  ...typicalProduct.limits,
  maxBodySize: { by: 'nothing', source: 'https://gateway-api.sigs.k8s.io/' },
  cookieAffinity: { by: 'nothing', source: 'https://gateway-api.sigs.k8s.io/' },
  clientIPAffinity: { by: 'nothing', source: 'https://gateway-api.sigs.k8s.io/' },
  rateLimit: { by: 'nothing', source: 'https://gateway-api.sigs.k8s.io/' },
  allowedSources: { by: 'nothing', source: 'https://gateway-api.sigs.k8s.io/' },
};

function reportUnknownProduct(
  { product }: ClusterGateway,
  key: string,
  node: GraphNode,
  context: EmitContext,
): void {
  context.report(
    {
      code: 'FWY4160',
      severity: 'warning',
      message: `cluster ${context.cluster.name} names the product "${product}" for its gateway ${key}, which Fairway does not know: only what every Gateway API product can do is counted on`,
      fix: 'use the name of a product in the capability table, or add the product to it',
    },
    node.id,
    ['exposure', 'class'],
  );
}

/** Listeners for hosts; reports hosts that no TLS listener covers: an error for public classes, else a warning. */
export function secureListeners(
  gateway: ClusterGateway,
  hosts: readonly string[],
  reach: string,
  node: GraphNode,
  context: EmitContext,
): Listeners {
  const listeners = listenersFor(gateway, hosts);
  if (listeners.uncovered.length > 0) {
    context.report(
      {
        code: 'FWY4156',
        severity: reach === 'public' ? 'error' : 'warning',
        message: `no TLS listener of gateway ${gateway.name} on cluster ${context.cluster.name} covers ${listeners.uncovered.join(', ')}`,
        fix: `choose a host that a listener covers, or let the platform team add a listener with protocol: https to the gateway`,
      },
      node.id,
      ['exposure', 'host'],
    );
  }
  return listeners;
}
