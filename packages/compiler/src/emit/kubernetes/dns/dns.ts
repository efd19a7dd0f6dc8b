import type { EmitContext } from '@fairway/model';
import { onceBy } from '../../../common-by.ts';
import { isAtLeast } from '../version.ts';

/** external-dns reads annotations of another prefix from this version on, and no longer the older one. */
const renamedIn = [0, 22, 0] as const;

/** How long resolvers may keep an address: a failover is seen within this time. */
const timeToLive = '60';

/** The prefix of annotations that the installed version of external-dns reads. */
export function annotationPrefix(version: string): string {
  return isAtLeast(version, renamedIn) ? 'external-dns.kubernetes.io/' : 'external-dns.alpha.kubernetes.io/';
}

/** Annotations that make names of hosts; `undefined` where external-dns is not installed. */
export function dnsAnnotations(
  hosts: readonly string[],
  context: EmitContext,
): Record<string, string> | undefined {
  const version = context.cluster.capability('externalDNS')?.version;
  if (version === undefined || hosts.length === 0) return undefined;
  const { hostname, ttl } = annotationNames(version);
  return { [hostname]: hosts.length === 1 ? (hosts[0] as string) : hosts.join(','), [ttl]: timeToLive };
}

const annotationNames = onceBy((version: string) => {
  const prefix = annotationPrefix(version);
  return { hostname: `${prefix}hostname`, ttl: `${prefix}ttl` };
});
