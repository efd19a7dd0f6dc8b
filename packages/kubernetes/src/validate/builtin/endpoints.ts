import { dns1123SubdomainReason } from '../../names/index.ts';
import { parseIp } from '../addresses.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, onList, onObject, problem, quote } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listOf } from './fields.ts';
import { builtinFormat } from './formats.ts';
import { canonicalIpv6, isIpv4, isStrictIp, specialReason } from './ip-addresses.ts';
import type { Overlay } from './words.ts';
import { dnsLabel, port, protocol, subdomain } from './words.ts';

/** A name of at least two labels; a period at its end says that it is complete. */
function isFullName(text: string): boolean {
  const name = text.replace(/\.$/, '');
  return (
    name.includes('.') &&
    dns1123SubdomainReason(name) === undefined &&
    name.split('.').every((label) => label.length <= 63)
  );
}

function isCanonicalIpv6(text: string): boolean {
  const bytes = parseIp(text);
  return text.includes(':') && bytes !== undefined && isStrictIp(text) && canonicalIpv6(bytes) === text;
}

function addressReason(text: string, type: unknown, minor: number): string | undefined {
  if (type === 'FQDN') return isFullName(text) ? undefined : 'is no name of a host with its domain';
  const isOne =
    type === 'IPv6' ? isCanonicalIpv6(text) : isIpv4(text) && builtinFormat('ip', minor)?.(text) === undefined;
  return isOne ? specialReason(text) : `is no address of type ${quote(type)}`;
}

/** The addresses of a slice are of its type. */
function sliceAddresses({ addressType, endpoints }: Fields, minor: number): Found {
  let found: Found;
  for (const [at, endpoint] of listOf(endpoints).entries())
    for (const [index, address] of listOf(isRecord(endpoint) ? endpoint['addresses'] : undefined).entries()) {
      const text = typeof address === 'string' ? address : '';
      const reason = addressReason(text, addressType, minor);
      if (reason !== undefined)
        found = join(found, problem('format', `${quote(text)} ${reason}`, 'endpoints', at, 'addresses', index));
    }
  return found;
}

/** No two items have the same name, and only one has none. */
const namesDiffer = onList((list) => {
  const names = new Set<unknown>();
  let found: Found;
  for (const [at, one] of list.entries()) {
    const name = isRecord(one) ? (one['name'] ?? '') : '';
    if (names.has(name)) found = join(found, problem('duplicate', 'an earlier item has it', at, 'name'));
    names.add(name);
  }
  return found;
});

/** With more than one port each has a name. */
function subset({ addresses, notReadyAddresses, ports }: Fields): Found {
  if (listOf(addresses).length + listOf(notReadyAddresses).length === 0)
    return problem('required', 'addresses or notReadyAddresses must be there');
  const list = listOf(ports);
  let found: Found;
  for (const [at, one] of list.entries())
    if (list.length > 1 && isRecord(one) && (one['name'] ?? '') === '')
      found = joinBelow(found, problem('required', 'each of several ports needs one', at, 'name'), 'ports');
  return found;
}

function ordinaryAddress({ ip }: Fields): Found {
  const reason = typeof ip === 'string' ? specialReason(ip) : undefined;
  return reason === undefined ? undefined : problem('format', `${quote(ip)} ${reason}`, 'ip');
}

const HINTS = 8;
const zones: Node = {
  maxItems: HINTS,
  checks: [namesDiffer],
  items: { also: { properties: { name: { format: 'label-value' } } } },
};
const nodes: Node = {
  maxItems: HINTS,
  checks: [namesDiffer],
  items: { also: { properties: { name: { ...subdomain, minLength: 1 } } } },
};

/** The minor from which endpoints are for nodes; before, the API server drops those hints. */
const NODES_SINCE = 34;

/** Endpoints (`ValidateEndpoints` of `pkg/apis/core/validation`, `pkg/apis/discovery/validation`). */
export function endpoints(minor: number): Overlay {
  return {
    'core.v1.EndpointAddress': {
      required: ['ip'],
      properties: { ip: { format: 'ip' }, hostname: dnsLabel, nodeName: { ...subdomain, minLength: 1 } },
      checks: [onObject(ordinaryAddress)],
    },
    'core.v1.EndpointSubset': { checks: [onObject(subset)] },
    'core.v1.EndpointPort': {
      required: ['port'],
      properties: { port, protocol, name: dnsLabel, appProtocol: { format: 'qualified-name', minLength: 1 } },
    },
    'discovery.v1.EndpointPort': {
      properties: {
        name: dnsLabel,
        protocol: { ...protocol, minLength: 1 },
        appProtocol: { format: 'qualified-name', minLength: 1 },
      },
    },
    'discovery.v1.EndpointSlice': {
      checks: [onObject((slice) => sliceAddresses(slice, minor))],
      required: ['addressType'],
      properties: {
        addressType: { enum: ['IPv4', 'IPv6', 'FQDN'] },
        endpoints: { maxItems: 1000 },
        ports: { maxItems: 20_000, checks: [namesDiffer] },
      },
    },
    'discovery.v1.Endpoint': {
      required: ['addresses'],
      properties: {
        addresses: { minItems: 1, maxItems: 100 },
        hostname: { ...dnsLabel, minLength: 1 },
        nodeName: { ...subdomain, minLength: 1 },
      },
    },
    'discovery.v1.ForZone': { required: [] },
    'discovery.v1.ForNode': minor < NODES_SINCE ? { required: [] } : {},
    'discovery.v1.EndpointHints': {
      properties: { forZones: zones, ...(minor < NODES_SINCE ? {} : { forNodes: nodes }) },
    },
  };
}
