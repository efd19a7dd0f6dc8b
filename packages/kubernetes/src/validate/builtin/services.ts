import { dns1123SubdomainReason } from '../../names/index.ts';
import { parseIp } from '../addresses.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, joinBelow, onObject, problem, quote } from '../problem.ts';
import type { Fields } from './fields.ts';
import { listOf } from './fields.ts';
import { builtinFormat } from './formats.ts';
import { specialReason } from './ip-addresses.ts';
import type { Overlay } from './words.ts';
import { port, protocol } from './words.ts';

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

/** Whether a field is there and not empty. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

const NOT_EXTERNAL = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy'];

function kindOfService(service: Fields): Found {
  const { clusterIP, externalName, type } = service;
  if (type === 'ExternalName') {
    const other = NOT_EXTERNAL.find((name) => isGiven(service[name]));
    if (other !== undefined) return problem('forbidden', 'ExternalName has none', other);
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
      if (isGiven(service[name]) || service[name] === '')
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

function clusterAddresses({ clusterIP, clusterIPs, type }: Fields): Found {
  const list = listOf(clusterIPs);
  if (list.length === 0 || type === 'ExternalName') return undefined;
  if (list[0] !== clusterIP) return problem('combination', 'the first of them is clusterIP', 'clusterIPs');
  if (list.length > 2) return problem('length', 'there are at most 2 of them', 'clusterIPs');
  if (list.length === 1) return undefined;
  if (list.includes('None')) return problem('combination', 'None stands alone', 'clusterIPs');
  const [first, second] = list.map((address) => String(address).includes(':'));
  return first === second
    ? problem('combination', 'there is one of IPv4 and one of IPv6', 'clusterIPs')
    : undefined;
}

/** Two families, or addresses of two, are more than a single stack. */
function families({ clusterIPs, ipFamilies, ipFamilyPolicy }: Fields): Found {
  return ipFamilyPolicy === 'SingleStack' && Math.max(listOf(clusterIPs).length, listOf(ipFamilies).length) > 1
    ? problem('combination', 'it does not go with two families', 'ipFamilyPolicy')
    : undefined;
}

function externalAddresses({ externalIPs }: Fields): Found {
  let found: Found;
  for (const [at, address] of listOf(externalIPs).entries()) {
    const reason = typeof address === 'string' ? specialReason(address) : undefined;
    if (reason !== undefined)
      found = join(found, problem('format', `${quote(address)} ${reason}`, 'externalIPs', at));
  }
  return found;
}

/** A port of nodes is for one port of each protocol. */
function nodePorts({ ports: list }: Fields): Found {
  let taken: Set<string> | undefined;
  let found: Found;
  for (const [at, one] of listOf(list).entries()) {
    if (!isRecord(one) || typeof one['nodePort'] !== 'number' || one['nodePort'] === 0) continue;
    const key = JSON.stringify([one['protocol'] ?? 'TCP', one['nodePort']]);
    taken ??= new Set();
    if (taken.has(key))
      found = join(found, problem('duplicate', 'another port has it', 'ports', at, 'nodePort'));
    taken.add(key);
  }
  return found;
}

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

/** Ranges in an annotation count where the field is empty. */
function serviceAnnotations({ metadata, spec }: Fields, minor: number): Found {
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  const ranges = isRecord(annotations) ? annotations[RANGES] : undefined;
  if (typeof ranges !== 'string' || !isRecord(spec) || isGiven(spec['loadBalancerSourceRanges']))
    return undefined;
  if (spec['type'] !== 'LoadBalancer')
    return problem('forbidden', 'it goes with LoadBalancer only', 'metadata', 'annotations', RANGES);
  const check = builtinFormat('cidr', minor);
  const reason =
    ranges.trim() === ''
      ? undefined
      : ranges
          .split(',')
          .map((range) => check?.(range.trim()))
          .find(Boolean);
  return reason === undefined
    ? undefined
    : problem('format', `one of its ranges ${reason}`, 'metadata', 'annotations', RANGES);
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

/** The minor from which traffic prefers the same zone or node by these words. */
const SAME_SINCE = 34;

/** Services (`ValidateService`, `pkg/apis/core/validation`), as a minor (the number after the dot) has them. */
export function services(minor: number): Overlay {
  const distributions =
    minor < SAME_SINCE ? ['PreferClose'] : ['PreferClose', 'PreferSameZone', 'PreferSameNode'];
  return {
    'core.v1.Service': {
      required: ['spec'],
      checks: [onObject((service) => serviceAnnotations(service, minor))],
    },
    'core.v1.ServiceSpec': {
      properties: {
        type: { enum: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] },
        ports: { unique: ['name'] },
        selector: { keyFormat: 'label-key', additionalProperties: { format: 'label-value' } },
        sessionAffinity: { enum: ['None', 'ClientIP'] },
        clusterIPs: { items: { format: 'service-ip', minLength: 1 } },
        healthCheckNodePort: { minimum: 0, maximum: 65_535 },
        externalIPs: { items: { format: 'ip', minLength: 1 } },
        loadBalancerClass: { format: 'qualified-name', minLength: 1 },
        loadBalancerSourceRanges: { items: { format: 'cidr-trimmed', minLength: 1 } },
        externalTrafficPolicy: { enum: ['Cluster', 'Local'] },
        internalTrafficPolicy: { enum: ['Cluster', 'Local'], minLength: 1 },
        ipFamilies: { maxItems: 2, unique: [], items: { enum: ['IPv4', 'IPv6'] } },
        ipFamilyPolicy: { enum: ['SingleStack', 'PreferDualStack', 'RequireDualStack'], minLength: 1 },
        trafficDistribution: { enum: distributions, minLength: 1 },
      },
      checks: [
        onObject(ports),
        onObject(kindOfService),
        onObject(clusterAddress),
        onObject(clusterAddresses),
        onObject(healthCheck),
        onObject(families),
        onObject(externalAddresses),
        onObject(nodePorts),
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
  };
}
