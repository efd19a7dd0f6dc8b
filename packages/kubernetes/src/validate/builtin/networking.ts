import { isStrictlyWithin, parseCidr, parseIp } from '../addresses.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, joinBelow, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet } from './fields.ts';
import type { Overlay } from './words.ts';
import { protocol, serviceNameFormat, subdomain } from './words.ts';

function portRange({ endPort, port }: Fields): Found {
  if (!isSet(endPort)) return undefined;
  if (typeof port !== 'number') return problem('combination', 'it goes with a port by number only', 'endPort');
  return typeof endPort === 'number' && endPort < port
    ? problem('range', 'it is less than port', 'endPort')
    : undefined;
}

function exceptions({ cidr, except }: Fields): Found {
  if (!Array.isArray(except) || typeof cidr !== 'string' || parseCidr(cidr, true) === undefined)
    return undefined;
  let found: Found;
  for (const [at, inner] of except.entries())
    if (typeof inner === 'string' && parseCidr(inner, true) !== undefined && !isStrictlyWithin(inner, cidr))
      found = joinBelow(
        found,
        joinBelow(undefined, problem('range', `it is no smaller part of ${cidr}`), at),
        'except',
      );
  return found;
}

/** A peer is an address block, or any selectors, but one of the two. */
function peer({ ipBlock, namespaceSelector, podSelector }: Fields): Found {
  const selects = isSet(podSelector) || isSet(namespaceSelector);
  if (!isSet(ipBlock))
    return selects ? undefined : problem('required', 'a peer needs a selector or an ipBlock');
  return selects ? problem('combination', 'it cannot be set beside selectors', 'ipBlock') : undefined;
}

function ingressHost({ host }: Fields): Found {
  if (typeof host !== 'string' || host === '') return undefined;
  if (parseIp(host, true) !== undefined) return problem('name', 'it cannot be an IP address', 'host');
  return undefined;
}

function ingressPath({ path, pathType }: Fields): Found {
  const text = typeof path === 'string' ? path : '';
  if (pathType === 'ImplementationSpecific')
    return text === '' || text.startsWith('/') ? undefined : problem('format', 'it must start with /', 'path');
  if (pathType !== 'Exact' && pathType !== 'Prefix') return undefined;
  if (!text.startsWith('/')) return problem('format', 'it must start with /', 'path');
  const wrong = ['//', '/./', '/../', '%2f', '%2F'].find((part) => text.includes(part));
  if (wrong !== undefined) return problem('format', `it cannot hold ${wrong}`, 'path');
  return /\/\.{1,2}$/.test(text) ? problem('format', 'it cannot end with /. or /..', 'path') : undefined;
}

function ingressRules({ defaultBackend, rules }: Fields): Found {
  return (!Array.isArray(rules) || rules.length === 0) && !isSet(defaultBackend)
    ? problem('required', 'an Ingress needs rules or a defaultBackend')
    : undefined;
}

/** The old annotation says the same as the field, and both cannot stand at creation unless equal. */
function classTwice(ingress: Fields): Found {
  const { metadata, spec } = ingress;
  const annotations = isRecord(metadata) ? metadata['annotations'] : undefined;
  const old = isRecord(annotations) ? annotations['kubernetes.io/ingress.class'] : undefined;
  const name = isRecord(spec) ? spec['ingressClassName'] : undefined;
  return isSet(old) && isSet(name) && old !== name
    ? problem(
        'combination',
        'it cannot differ from spec.ingressClassName',
        'metadata',
        'annotations',
        'kubernetes.io/ingress.class',
      )
    : undefined;
}

function backendPort(backendPort: Fields): Found {
  const named = (backendPort['name'] ?? '') !== '';
  const numbered = (backendPort['number'] ?? 0) !== 0;
  if (named && numbered) return problem('combination', 'it is given by name or by number, not both');
  return named || numbered ? undefined : problem('required', 'it needs a name or a number');
}

const host: Node = { format: 'ingress-host' };

/** What an IngressClass takes more from: an object of the cluster, or of a namespace. */
function parameters({ namespace, scope }: Fields): Found {
  if (scope === 'Namespace')
    return isSet(namespace) ? undefined : problem('required', 'scope Namespace needs it', 'namespace');
  return isSet(namespace) ? problem('forbidden', 'it goes with scope Namespace only', 'namespace') : undefined;
}

const segment: Node = { format: 'path-segment' };

/** Network policies and Ingress (`pkg/apis/networking/validation`), as a minor (the number after the dot) has them. */
export function networking(minor: number): Overlay {
  return {
    'networking.v1.NetworkPolicySpec': {
      required: [],
      properties: { policyTypes: { maxItems: 2, items: { enum: ['Ingress', 'Egress'] } } },
    },
    'networking.v1.NetworkPolicyPort': {
      properties: {
        protocol: { ...protocol, minLength: 1 },
        port: { minimum: 1, maximum: 65_535, format: 'port-name', minLength: 1 },
        endPort: { minimum: 1, maximum: 65_535 },
      },
      checks: [onObject(portRange)],
    },
    'networking.v1.NetworkPolicyPeer': { checks: [onObject(peer)] },
    'networking.v1.IPBlock': {
      required: ['cidr'],
      properties: { cidr: { format: 'cidr' }, except: { items: { format: 'cidr', minLength: 1 } } },
      checks: [onObject(exceptions)],
    },
    'networking.v1.Ingress': { required: ['spec'], checks: [onObject(classTwice)] },
    'networking.v1.IngressSpec': {
      properties: { ingressClassName: { ...subdomain, minLength: 1 } },
      checks: [onObject(ingressRules)],
    },
    'networking.v1.IngressTLS': { properties: { hosts: { items: host }, secretName: subdomain } },
    'networking.v1.IngressRule': { properties: { host }, checks: [onObject(ingressHost)] },
    'networking.v1.HTTPIngressRuleValue': { required: ['paths'], properties: { paths: { minItems: 1 } } },
    'networking.v1.HTTPIngressPath': {
      required: ['pathType', 'backend'],
      properties: { pathType: { enum: ['Exact', 'Prefix', 'ImplementationSpecific'] } },
      checks: [onObject(ingressPath)],
    },
    'networking.v1.IngressBackend': {
      exactlyOne: ['service', 'resource'],
      properties: {
        resource: {
          also: { properties: { apiGroup: { ...subdomain, minLength: 1 }, kind: segment, name: segment } },
        },
      },
    },
    'networking.v1.IngressServiceBackend': {
      required: ['name', 'port'],
      properties: { name: { format: serviceNameFormat(minor) } },
    },
    'networking.v1.ServiceBackendPort': {
      properties: { name: { format: 'port-name' }, number: { minimum: 0, maximum: 65_535 } },
      checks: [onObject(backendPort)],
    },
    'networking.v1.IngressClass': { required: ['spec'] },
    'networking.v1.IngressClassSpec': {
      required: ['controller'],
      properties: { controller: { format: 'domain-path', maxLength: 250 } },
    },
    'networking.v1.IngressClassParametersReference': {
      required: ['kind', 'name'],
      properties: {
        apiGroup: { ...subdomain, minLength: 1 },
        scope: { enum: ['Cluster', 'Namespace'], minLength: 1 },
        kind: segment,
        name: segment,
        namespace: { format: 'dns-label', minLength: 1 },
      },
      checks: [onObject(parameters)],
    },
  };
}
