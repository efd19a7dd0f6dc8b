import type { ClusterSpec } from '@fairway/model';
import { onceFor } from '../../../common-by.ts';

export type ClusterGateway = NonNullable<ClusterSpec['gateways']>[string];
type Listener = ClusterGateway['listeners'][number];

export interface Listeners {
  /** Names of the TLS listeners that the hosts are served on. */
  readonly secure: readonly string[];
  /** Names of the listeners without TLS that the hosts arrive on. */
  readonly plain: readonly string[];
  /** Hosts that no TLS listener covers. */
  readonly uncovered: readonly string[];
}

/**
 * The listeners of a gateway for hosts. A request reaches the listener whose hostname fits best, so a route must be
 * attached to that one: an exact hostname before a wildcard, a longer wildcard before a shorter one.
 */
export function listenersFor(gateway: ClusterGateway, hosts: readonly string[]): Listeners {
  const listeners = divided(gateway.listeners);
  const secure: string[] = [];
  const plain: string[] = [];
  const uncovered: string[] = [];
  for (const host of hosts) {
    const best = bestOf(listeners.secure, host);
    if (best === undefined) uncovered.push(host);
    else addOnce(secure, best.name);
    const open = bestOf(listeners.plain, host);
    if (open !== undefined) addOnce(plain, open.name);
  }
  return { secure, plain, uncovered };
}

function addOnce(names: string[], name: string): void {
  if (!names.includes(name)) names.push(name);
}

/** The listeners with TLS, and those for HTTP without. */
const divided = onceFor((listeners: readonly Listener[]) => ({
  secure: listeners.filter(isSecure),
  plain: listeners.filter(({ protocol, tls }) => protocol === 'http' && tls !== true),
}));

function isSecure({ protocol, tls }: Listener): boolean {
  return protocol === 'https' || (protocol === 'http' && tls === true);
}

function bestOf(listeners: readonly Listener[], host: string): Listener | undefined {
  let best: Listener | undefined;
  for (const listener of listeners) {
    if (covers(listener.hostname, host) && (best === undefined || precision(listener) > precision(best)))
      best = listener;
  }
  return best;
}

function covers(hostname: string | undefined, host: string): boolean {
  if (hostname === undefined || hostname === '' || hostname === host) return true;
  return hostname.startsWith('*.') && host.endsWith(hostname.slice(1)) && host.length > hostname.length - 1;
}

function precision({ hostname = '' }: Listener): number {
  return hostname.startsWith('*.') ? hostname.length : hostname.length * 1000;
}
