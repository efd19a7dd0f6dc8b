import type { Reasons } from '@fairway/model';

const common = {
  'metadata.name': 'Routes carry the name of their service; what follows it says what the route is for.',
  'metadata.annotations.**':
    'external-dns makes the names of the hosts, with the prefix that its installed version reads, and an address that moved is seen within a minute.',
  'spec.parentRefs[*].**':
    'The gateway of the exposure class on this cluster, at the TLS listener that covers the host; the redirect stands at the listener without TLS.',
  'spec.rules[*].backendRefs[*].**':
    'The Service of the workload; a canary’s traffic is split between two, and starts at none.',
  'spec.rules[*].matches[*].**': 'Paths are prefixes, and gRPC services and methods are named exactly.',
} as const satisfies Reasons;

export const httpRouteReasons: Reasons = {
  ...common,
  'spec.rules[*].filters[*].**':
    'HTTP goes to HTTPS and other names to the main one, for good (301); a path that is cut off becomes /.',
  'spec.rules[*].timeouts.**': 'Both timeouts are written out, because every product has another default.',
};

export const grpcRouteReasons: Reasons = common;

/** Objects of gateway products that enforce what routes cannot say. */
export const policyReasons: Reasons = {
  'metadata.name': 'Policies carry the name of the route or Service that they are for.',
  'spec.**':
    'How this gateway product enforces limits of the exposure class and the service, by the capability table of gateways.',
};
