/** An object as users name it: `[cluster/][namespace/]Kind/name`, or `workload/name` whatever its kind. */
export interface Address {
  readonly cluster?: string;
  readonly namespace?: string;
  /** A Kubernetes kind, or `workload`. */
  readonly kind: string;
  readonly name: string;
}

/** An object that an address may mean. */
export interface Addressed {
  readonly cluster?: string | undefined;
  readonly namespace?: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** The unit the object belongs to: the name of its workload, dependency or namespace. */
  readonly unit?: string | undefined;
}

/** A parsed address, or why the text is none. */
export type ParsedAddress =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly reason: string };

const WORKLOAD = 'workload';

/** Kinds that `workload` stands for. */
const WORKLOAD_KINDS = new Set([
  'Deployment',
  'Rollout',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'ScaledJob',
  'VirtualMachine',
]);

/** The end of a name that carries a hash of its content, such as that of a one-shot Job. */
const HASH_SUFFIX = /-[a-z0-9]{8,12}$/;

/**
 * Reads an address. With three parts the first is the namespace, or the cluster of an object
 * that has no namespace: `matchesAddress` knows both readings.
 */
export function parseAddress(text: string): ParsedAddress {
  const parts = text.split('/');
  const wrong = {
    ok: false,
    reason: `"${text}" is no address; write [cluster/][namespace/]Kind/name or workload/name`,
  } as const;
  if (parts.length < 2 || parts.length > 4 || parts.some((part) => part === '' || /\s/.test(part)))
    return wrong;
  const [name = '', kind = '', namespace, cluster] = parts.toReversed();
  if (kind !== WORKLOAD && !/^[A-Z][A-Za-z0-9]*$/.test(kind)) {
    return {
      ok: false,
      reason: `"${kind}" in "${text}" is no kind; kinds are written like Deployment, or workload for whatever runs`,
    };
  }
  return { ok: true, address: address({ cluster, namespace, kind, name }) };
}

function address(parts: Addressed): Address {
  const { cluster, namespace, kind, name } = parts;
  return {
    ...(cluster === undefined ? {} : { cluster }),
    ...(namespace === undefined ? {} : { namespace }),
    kind,
    name,
  };
}

/** Prints an address as `parseAddress` reads it. */
export function formatAddress({ cluster, namespace, kind, name }: Addressed): string {
  return [cluster, namespace, kind, name].filter((part) => part !== undefined && part !== '').join('/');
}

/** Whether an address means an object. Parts that the address leaves out may be anything. */
export function matchesAddress(wanted: Address, object: Addressed): boolean {
  if (wanted.cluster !== undefined && wanted.cluster !== object.cluster) return false;
  if (wanted.namespace !== undefined && wanted.namespace !== (object.namespace ?? object.cluster)) return false;
  if (wanted.kind !== WORKLOAD) return wanted.kind === object.kind && wanted.name === object.name;
  if (!WORKLOAD_KINDS.has(object.kind)) return false;
  return (
    object.name === wanted.name ||
    (object.unit === wanted.name && object.name.replace(HASH_SUFFIX, '') === wanted.name)
  );
}
