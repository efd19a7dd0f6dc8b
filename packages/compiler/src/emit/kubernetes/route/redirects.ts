import { limitName } from '@fairway/kubernetes';
import type { EmitContext, KubernetesObject } from '@fairway/model';
import { dnsAnnotations } from '../dns/dns.ts';
import { metadataOf } from '../workload.ts';
import { secureListeners, type Attachment } from './attach.ts';
import type { EndpointView } from './endpoint.ts';
import { listenersFor } from './listeners.ts';
import { parentRefs, redirectRules } from './rules.ts';

/** Adds routes that only send elsewhere: other names to the main one, HTTP to HTTPS. gRPC clients follow no redirects. */
export function addRedirects(
  objects: KubernetesObject[],
  { endpoint, node, served, aliases }: EndpointView,
  { gateway }: Attachment,
  context: EmitContext,
): void {
  const [main] = served;
  if (main !== undefined && aliases.length > 0) {
    const { secure, plain } = secureListeners(gateway, aliases, endpoint.reach, node, context);
    objects.push(
      httpRoute(
        `${node.name}.aliases`,
        aliases,
        parentRefs(gateway, secure.length === 0 ? plain : secure),
        redirectRules(main),
        context,
        dnsAnnotations(aliases, context),
      ),
    );
  }
  if (endpoint.protocol === 'grpc') return;
  const hosts = aliases.length === 0 ? served : [...served, ...aliases];
  const { secure, plain, uncovered } = listenersFor(gateway, hosts);
  if (secure.length === 0 || plain.length === 0) return;
  const secured = uncovered.length === 0 ? hosts : hosts.filter((host) => !uncovered.includes(host));
  const parents = parentRefs(gateway, plain);
  objects.push(httpRoute(`${node.name}.to-https`, secured, parents, redirectRules(), context));
}

function httpRoute(
  name: string,
  hostnames: readonly string[],
  parents: readonly object[],
  rules: readonly object[],
  context: EmitContext,
  annotations?: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(limitName(name, 63), context, annotations),
    spec: { parentRefs: parents, hostnames, rules },
  };
}
