import { limitName } from '@fairway/kubernetes';
import type { EmitContext, Emitter, EndpointProperties, KubernetesObject } from '@fairway/model';
import { usesIngress } from '../../../gateways/index.ts';
import { dnsAnnotations } from '../dns/dns.ts';
import { attachmentOf, type Attachment } from '../route/attach.ts';
import { endpointView, type EndpointView } from '../route/endpoint.ts';
import { limitsOf } from '../route/limits.ts';
import { closedPaths, planRoutes, type PlannedRoute } from '../route/plan.ts';
import { metadataOf, nothing } from '../workload.ts';

const nginx = 'nginx.ingress.kubernetes.io';

/** How an endpoint is reached where the cluster's gateway is an ingress controller. */
export const ingress: Emitter = {
  name: 'ingress',
  nodes: ['endpoint'],
  emits: [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      reasons: {
        'metadata.name': 'Routes carry the name of their service; what follows it says what the route is for.',
        'metadata.annotations.**':
          'How the ingress controller enforces limits, sends HTTP to HTTPS, and gets certificates and names of hosts.',
        'spec.ingressClassName': 'The ingress controller of the exposure class on this cluster.',
        'spec.tls[*].**': 'Every host is served with a certificate of its own Secret.',
        'spec.rules[*].**': 'Paths are prefixes, and lead to the Service of the workload.',
      },
    },
  ],
  emit(node, context) {
    if (!isIngress(node.properties as unknown as EndpointProperties, context)) return nothing;
    const view = endpointView(node, context);
    if (view === undefined) return nothing;
    const attachment = attachmentOf(view.endpoint, node, context);
    if (attachment === undefined) return nothing;
    reportClosed(view, context);
    return planRoutes(node.name, view.endpoint, { oneRule: true, timeoutByPolicy: true }).map((planned) =>
      ingressObject(planned, view, attachment, context),
    );
  },
};

function isIngress({ gateway }: EndpointProperties, context: EmitContext): boolean {
  const product = context.cluster.spec.gateways?.[gateway]?.product;
  return product !== undefined && usesIngress(product);
}

function ingressObject(
  planned: PlannedRoute,
  view: EndpointView,
  { gateway, product }: Attachment,
  context: EmitContext,
): KubernetesObject {
  const { endpoint, node, workloadNode, served: hosts, aliases } = view;
  const issuer = context.cluster.capability('certManager') === undefined ? undefined : endpoint.tls.issuer;
  const backend = { service: { name: workloadNode.name, port: { number: endpoint.port } } };
  const strip = endpoint.stripPath && planned.rules[0]?.paths[0] !== '/';
  const paths = planned.rules.flatMap((rule) => rule.paths).map((path) => ingressPath(path, strip, backend));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadataOf(planned.name, context, {
      ...dnsAnnotations([...hosts, ...aliases], context),
      ...(issuer === undefined ? {} : { 'cert-manager.io/cluster-issuer': issuer }),
      ...limitsOf(planned, endpoint, product, node, context).annotations,
      ...controllerAnnotations(endpoint, strip, aliases),
    }),
    spec: {
      ingressClassName: gateway.className,
      tls: [{ hosts: [...hosts, ...aliases], secretName: limitName(`${node.name}.tls`, 253) }],
      rules: hosts.map((host) => ({ host, http: { paths } })),
    },
  };
}

function ingressPath(path: string, strip: boolean, backend: object): object {
  if (!strip) return { path, pathType: 'Prefix', backend };
  return { path: `${path.replace(/\/$/, '')}(/|$)(.*)`, pathType: 'ImplementationSpecific', backend };
}

function controllerAnnotations(
  { protocol }: EndpointProperties,
  strip: boolean,
  aliases: readonly string[],
): Record<string, string> {
  return {
    [`${nginx}/force-ssl-redirect`]: 'true',
    [`${nginx}/backend-protocol`]: protocol === 'grpc' ? 'GRPC' : 'HTTP',
    ...(strip ? { [`${nginx}/use-regex`]: 'true', [`${nginx}/rewrite-target`]: '/$2' } : {}),
    ...(aliases.length === 0 ? {} : { [`${nginx}/server-alias`]: aliases.join(',') }),
  };
}

/** An Ingress has no rule that refuses: a path of a stricter class would be open. */
function reportClosed({ endpoint, node }: EndpointView, context: EmitContext): void {
  const closed = closedPaths(endpoint);
  if (closed.length === 0) return;
  context.report(
    {
      code: 'FWY4161',
      message: `${closed.join(', ')} of ${node.name} would be open to class ${endpoint.class} on cluster ${context.cluster.name}: an Ingress cannot close a path that a shorter one serves`,
      fix: 'serve these paths on a port with an exposure of its own, or use a cluster whose gateway speaks the Gateway API',
    },
    node.id,
    ['exposure', 'routes'],
  );
}
