import { limitName } from '@fairway/kubernetes';
import type { EmitContext, KubernetesObject } from '@fairway/model';
import { dnsAnnotations } from '../dns/dns.ts';
import { metadataOf } from '../workload.ts';
import { secureListeners, type Attachment } from './attach.ts';
import type { EndpointView } from './endpoint.ts';
import { listenersFor } from './listeners.ts';
import { parentRefs, redirectRule } from './rules.ts';

/** Routes that only send elsewhere: other names to the main one, HTTP to HTTPS. gRPC clients follow no redirects. */
export function* redirects(
  { endpoint, node }: EndpointView,
  { gateway }: Attachment,
  context: EmitContext,
): Generator<KubernetesObject> {
  const served = endpoint.hosts.filter(({ redirect }) => !redirect).map(({ host }) => host);
  const aliases = endpoint.hosts.filter(({ redirect }) => redirect).map(({ host }) => host);
  const [main] = served;
  if (main !== undefined && aliases.length > 0) {
    const { secure, plain } = secureListeners(gateway, aliases, endpoint.reach, node, context);
    yield httpRoute(
      `${node.name}.aliases`,
      aliases,
      parentRefs(gateway, secure.length === 0 ? plain : secure),
      redirectRule(main),
      context,
      dnsAnnotations(aliases, context),
    );
  }
  if (endpoint.protocol === 'grpc') return;
  const hosts = [...served, ...aliases];
  const { secure, plain, uncovered } = listenersFor(gateway, hosts);
  if (secure.length === 0 || plain.length === 0) return;
  const secured = hosts.filter((host) => !uncovered.includes(host));
  yield httpRoute(`${node.name}.to-https`, secured, parentRefs(gateway, plain), redirectRule(), context, {});
}

function httpRoute(
  name: string,
  hostnames: readonly string[],
  parents: readonly object[],
  rule: object,
  context: EmitContext,
  annotations: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: metadataOf(
      limitName(name, 63),
      context,
      Object.keys(annotations).length === 0 ? undefined : annotations,
    ),
    spec: { parentRefs: parents, hostnames, rules: [rule] },
  };
}
