import type { Node } from '../node.ts';

/** Words that hold for definitions of Kubernetes' OpenAPI, by the name of the definition. */
export type Overlay = Readonly<Record<string, Node>>;

export const notNegative: Node = { minimum: 0 };
export const positive: Node = { minimum: 1 };
export const port: Node = { minimum: 1, maximum: 65_535 };
/** A port by number or by name. */
export const portOrName: Node = { minimum: 1, maximum: 65_535, format: 'port-name', minLength: 1 };
/** Numbers of users and groups. */
export const userOrGroup: Node = { minimum: 0, maximum: 2_147_483_647 };
export const protocol: Node = { enum: ['TCP', 'UDP', 'SCTP'] };
export const subdomain: Node = { format: 'dns-subdomain' };
export const dnsLabel: Node = { format: 'dns-label' };
export const labelKey: Node = { format: 'label-key' };
/** A list with at least one item. */
export const some: Node = { minItems: 1 };

/** A number of things, or a percentage of them. */
export const countOrPercent: Node = { minimum: 0, format: 'percent', minLength: 1 };

/** The minor from which names of Services may start with a digit (gate `RelaxedServiceNameValidation`). */
const RELAXED_NAMES_SINCE = 36;

/** The format of names of Services, by the number after the dot of a minor. */
export function serviceNameFormat(minor: number): string {
  return minor < RELAXED_NAMES_SINCE ? 'dns-1035-label' : 'dns-label';
}
