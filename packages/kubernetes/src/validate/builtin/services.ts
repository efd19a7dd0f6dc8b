import { dns1123SubdomainReason } from '../../names/index.ts';
import { parseIp } from '../addresses.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, onObject, problem, quote } from '../problem.ts';
import { builtinFormat } from './formats.ts';
import type { Overlay } from './words.ts';
import { port, protocol } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** With more than one port each has a name; no two share name, or port with protocol. */
function ports(service: Fields): Found {
  const list = listOf(service['ports']);
  const isExternal = service['type'] === 'ExternalName';
  if (list.length === 0)
    return isExternal || service['clusterIP'] === 'None'
      ? undefined
      : problem('required', 'a Service needs at least one', 'ports');
  let found: Found;
  if (list.length > 1)
    for (const [at, one] of list.entries())
      if (isRecord(one) && (one['name'] ?? '') === '')
        found = joinBelow(
          found,
          joinBelow(undefined, problem('required', 'each of several ports needs one', 'name'), at),
          'ports',
        );
  return found;
}

function kindOfService(service: Fields): Found {
  const { clusterIP, externalName, type } = service;
  if (type === 'ExternalName') {
    if ((clusterIP ?? '') !== '') return problem('forbidden', 'ExternalName has none', 'clusterIP');
    if (typeof externalName !== 'string' || externalName === '')
      return problem('required', 'ExternalName needs it', 'externalName');
    const reason = dns1123SubdomainReason(externalName.replace(/\.$/, ''));
    return reason === undefined
      ? undefined
      : problem('format', `${quote(externalName)} ${reason}`, 'externalName');
  }
  if (clusterIP === 'None' && (type === 'NodePort' || type === 'LoadBalancer'))
    return problem('combination', `it cannot be None for ${type}`, 'clusterIP');
  const isPublic = type === 'NodePort' || type === 'LoadBalancer';
  let found: Found;
  if (
    !isPublic &&
    (service['externalTrafficPolicy'] ?? '') !== '' &&
    listOf(service['externalIPs']).length === 0
  )
    found = join(
      found,
      problem('combination', 'it goes with NodePort and LoadBalancer', 'externalTrafficPolicy'),
    );
  if (type !== 'LoadBalancer')
    for (const name of ['loadBalancerClass', 'allocateLoadBalancerNodePorts', 'loadBalancerSourceRanges'])
      if (Array.isArray(service[name]) ? service[name].length > 0 : (service[name] ?? undefined) !== undefined)
        found = join(found, problem('forbidden', 'it goes with LoadBalancer only', name));
  if (!isPublic)
    for (const [at, one] of listOf(service['ports']).entries())
      if (isRecord(one) && typeof one['nodePort'] === 'number' && one['nodePort'] !== 0)
        found = joinBelow(
          found,
          joinBelow(undefined, problem('forbidden', 'it goes with NodePort and LoadBalancer', 'nodePort'), at),
          'ports',
        );
  return found;
}

function clusterAddress(service: Fields): Found {
  const address = service['clusterIP'];
  if (typeof address !== 'string' || address === '' || address === 'None' || service['type'] === 'ExternalName')
    return undefined;
  return parseIp(address) === undefined
    ? problem('format', `"${address}" is no IP address`, 'clusterIP')
    : undefined;
}

function clusterAddresses({ clusterIP, clusterIPs }: Fields): Found {
  const list = listOf(clusterIPs);
  if (list.length === 0) return undefined;
  return list[0] === clusterIP
    ? undefined
    : problem('combination', 'the first of them is clusterIP', 'clusterIPs');
}

function healthCheck({ externalTrafficPolicy, healthCheckNodePort, type }: Fields): Found {
  if ((healthCheckNodePort ?? 0) === 0 || (type === 'LoadBalancer' && externalTrafficPolicy === 'Local'))
    return undefined;
  return problem(
    'forbidden',
    'it goes with LoadBalancer and externalTrafficPolicy Local',
    'healthCheckNodePort',
  );
}

/** The addresses of a slice are of its type. */
function sliceAddresses({ addressType, endpoints }: Fields): Found {
  const format = builtinFormat(addressType === 'FQDN' ? 'dns-subdomain' : 'ip');
  for (const [at, endpoint] of listOf(endpoints).entries())
    for (const [index, address] of (isRecord(endpoint) ? listOf(endpoint['addresses']) : []).entries()) {
      const text = typeof address === 'string' ? address : '';
      const family = addressType === 'FQDN' || text.includes(':') === (addressType === 'IPv6');
      if (!family || format?.(text) !== undefined)
        return problem(
          'format',
          `it is no address of type ${quote(addressType)}`,
          'endpoints',
          at,
          'addresses',
          index,
        );
    }
  return undefined;
}

const ipOrName: Node = { format: 'ip' };

/** Services and endpoints (`ValidateService`, `ValidateEndpoints`, `pkg/apis/core/validation`; `pkg/apis/discovery`). */
export const services: Overlay = {
  'core.v1.Service': { required: ['spec'] },
  'core.v1.ServiceSpec': {
    properties: {
      type: { enum: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
      ports: { unique: ['name'] },
      selector: { keyFormat: 'label-key', additionalProperties: { format: 'label-value' } },
      sessionAffinity: { enum: ['None', 'ClientIP'] },
      clusterIPs: { items: { format: 'service-ip', minLength: 1 } },
      healthCheckNodePort: { minimum: 0, maximum: 65_535 },
      externalIPs: { items: { ...ipOrName, minLength: 1 } },
      loadBalancerClass: { format: 'qualified-name', minLength: 1 },
      loadBalancerSourceRanges: { items: { format: 'cidr-trimmed', minLength: 1 } },
      externalTrafficPolicy: { enum: ['Cluster', 'Local'] },
      internalTrafficPolicy: { enum: ['Cluster', 'Local'], minLength: 1 },
      ipFamilies: { maxItems: 2, items: { enum: ['IPv4', 'IPv6'] } },
      ipFamilyPolicy: { enum: ['SingleStack', 'PreferDualStack', 'RequireDualStack'] },
      trafficDistribution: { enum: ['PreferClose', 'PreferSameZone', 'PreferSameNode'], minLength: 1 },
    },
    checks: [
      onObject(ports),
      onObject(kindOfService),
      onObject(clusterAddress),
      onObject(clusterAddresses),
      onObject(healthCheck),
    ],
  },
  'core.v1.ServicePort': {
    required: ['port'],
    properties: {
      name: { format: 'dns-label' },
      port,
      protocol,
      targetPort: { minimum: 0, maximum: 65_535, format: 'port-name' },
      nodePort: { minimum: 0, maximum: 65_535 },
      appProtocol: { format: 'qualified-name', minLength: 1 },
    },
  },
  'core.v1.ClientIPConfig': { properties: { timeoutSeconds: { minimum: 1, maximum: 86_400 } } },
  'core.v1.EndpointAddress': {
    required: ['ip'],
    properties: { ip: ipOrName, hostname: { format: 'dns-label' } },
  },
  'core.v1.EndpointSubset': {
    checks: [
      onObject(({ addresses, notReadyAddresses }) =>
        listOf(addresses).length + listOf(notReadyAddresses).length === 0
          ? problem('required', 'addresses or notReadyAddresses must be there')
          : undefined,
      ),
    ],
  },
  'discovery.v1.EndpointPort': {
    properties: {
      name: { format: 'dns-label' },
      protocol: { ...protocol, minLength: 1 },
      appProtocol: { format: 'qualified-name', minLength: 1 },
    },
  },
  'core.v1.EndpointPort': { required: ['port'], properties: { port, protocol, name: { format: 'dns-label' } } },
  'discovery.v1.EndpointSlice': {
    checks: [onObject(sliceAddresses)],
    required: ['addressType'],
    properties: {
      addressType: { enum: ['IPv4', 'IPv6', 'FQDN'] },
      endpoints: { maxItems: 1000 },
      ports: { maxItems: 20_000, unique: ['name'] },
    },
  },
  'discovery.v1.Endpoint': {
    required: ['addresses'],
    properties: { addresses: { minItems: 1, maxItems: 100 }, hostname: { format: 'dns-label', minLength: 1 } },
  },
};
