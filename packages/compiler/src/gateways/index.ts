import { onceBy } from '../common-by.ts';
import type { GatewayProduct } from './product.ts';
import { applicationGatewayForContainers } from './products/application-gateway-for-containers.ts';
import { awsLoadBalancerController } from './products/aws-load-balancer-controller.ts';
import { cilium } from './products/cilium.ts';
import { envoyGateway } from './products/envoy-gateway.ts';
import { ingressNginx } from './products/ingress-nginx.ts';
import { istio } from './products/istio.ts';
import { nginxGatewayFabric } from './products/nginx-gateway-fabric.ts';

export * from './product.ts';
export * from './enforce.ts';

/** The capability table: which edge limits each gateway product can enforce, and how. */
export const gatewayProducts: readonly GatewayProduct[] = [
  applicationGatewayForContainers,
  awsLoadBalancerController,
  cilium,
  envoyGateway,
  ingressNginx,
  istio,
  nginxGatewayFabric,
];

const byName = new Map(gatewayProducts.map((product) => [product.name.toLowerCase(), product]));

/** A product by its name; case and dashes do not matter: `envoyGateway` is `envoy-gateway`. */
export function gatewayProduct(name: string): GatewayProduct | undefined {
  return found(name).product;
}

const found = onceBy((name: string) => ({ product: byName.get(name.replaceAll('-', '').toLowerCase()) }));

/** Whether routes of the product are Ingress objects; products that are not in the table go by their name. */
export function usesIngress(name: string): boolean {
  const product = gatewayProduct(name);
  return product === undefined ? name.toLowerCase().includes('ingress') : product.api === 'ingress';
}
