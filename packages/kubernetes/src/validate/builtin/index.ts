import type { Schema } from '../../upstream/index.ts';
import type { Node } from '../node.ts';
import { access } from './access.ts';
import { config } from './config.ts';
import { containers } from './containers.ts';
import { definitions } from './definitions.ts';
import { endpoints } from './endpoints.ts';
import { jobs } from './jobs.ts';
import { networking } from './networking.ts';
import { pods, podSpec, podSpecAlone, spreads, UNREAD_CLAIM, UNREAD_RESOURCES } from './pods.ts';
import { policies } from './policies.ts';
import { quotas } from './quotas.ts';
import { resources } from './resources.ts';
import { scaling } from './scaling.ts';
import { selectors, UNREAD_REQUIREMENT, UNREAD_SELECTOR } from './selectors.ts';
import { services } from './services.ts';
import { STATEFUL_POD, STATEFUL_TEMPLATE, stateful, statefulSetSpec, statefulTemplate } from './stateful.ts';
import { CLAIM_SOURCE, storage } from './storage.ts';
import { imageVolumes, volume, volumes } from './volumes.ts';
import { windows } from './windows.ts';
import { serviceNameFormat } from './words.ts';
import type { Overlay } from './words.ts';
import { workloads } from './workloads.ts';

const WORDS: Overlay = {
  ...access,
  ...config,
  ...containers,
  ...pods,
  ...quotas,
  ...selectors,
  ...stateful,
  ...volumes,
  ...windows,
  ...jobs,
  ...workloads,
};

const NAMES: Readonly<Record<string, string>> = {
  Namespace: 'dns-label',
  StatefulSet: 'dns-label',
  Role: 'path-segment',
  RoleBinding: 'path-segment',
  ClusterRole: 'path-segment',
  ClusterRoleBinding: 'path-segment',
  PodDisruptionBudget: 'path-segment',
};

/** Definitions that hold other words in some places: pods of a StatefulSet have volumes that it makes itself. */
const ALIASES: Readonly<Record<string, string>> = {
  [STATEFUL_TEMPLATE]: 'core.v1.PodTemplateSpec',
  [STATEFUL_POD]: 'core.v1.PodSpec',
  [CLAIM_SOURCE]: 'core.v1.TypedLocalObjectReference',
  [UNREAD_CLAIM]: 'core.v1.PodResourceClaim',
  [UNREAD_RESOURCES]: 'core.v1.ResourceRequirements',
  [UNREAD_SELECTOR]: 'meta.v1.LabelSelector',
  [UNREAD_REQUIREMENT]: 'meta.v1.LabelSelectorRequirement',
};

/** The format of the name of a kind (`pkg/apis/.../validation`: the function given to `ValidateObjectMeta`). */
export function nameFormatOf(_apiVersion: string, kind: string, minor: number): string {
  if (kind === 'Service') return serviceNameFormat(minor);
  return NAMES[kind] ?? 'dns-subdomain';
}

/** Kinds whose metadata is judged as that of custom resources is. */
const GENERIC = new Set([
  'CustomResourceDefinition',
  'Lease',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
]);

/** The format of the finalizers of a kind. */
export function finalizerFormatOf(kind: string): string {
  return GENERIC.has(kind) ? 'qualified-name' : 'finalizer';
}

/** `resolve` with the words of `builtin/` added, as a minor (the number after the dot) has them. The same node each time. */
export function builtinResolver(resolve: (ref: string) => Schema, minor: number): (ref: string) => Node {
  const words: Overlay = {
    ...WORDS,
    ...definitions(minor),
    ...networking(minor),
    ...resources(minor),
    ...scaling(minor),
    ...spreads(minor),
    ...policies(minor),
    ...services(minor),
    ...storage(minor),
    ...endpoints(minor),
    ...imageVolumes(minor),
    'core.v1.PodSpec': podSpec(minor),
    [STATEFUL_TEMPLATE]: statefulTemplate(WORDS['core.v1.PodTemplateSpec']),
    [STATEFUL_POD]: podSpecAlone(minor),
    'apps.v1.StatefulSetSpec': statefulSetSpec(minor),
    'core.v1.Volume': volume(minor),
  };
  const made = new Map<string, Node>();
  return (ref) => {
    let node = made.get(ref);
    if (node === undefined) {
      node = overlaid(resolve(ALIASES[ref] ?? ref), words[ref]);
      made.set(ref, node);
    }
    return node;
  };
}

function overlaid(schema: Schema, words: Node | undefined): Node {
  if (words === undefined) return schema;
  const properties: Record<string, Node> = { ...schema.properties };
  for (const [name, more] of Object.entries(words.properties ?? {}))
    if (properties[name] !== undefined) properties[name] = overlaid(properties[name], more);
  return {
    ...schema,
    ...words,
    ...(schema.properties === undefined ? {} : { properties }),
    ...(schema.items === undefined ? {} : { items: overlaid(schema.items, words.items) }),
    ...(typeof schema.additionalProperties === 'object'
      ? {
          additionalProperties: overlaid(
            schema.additionalProperties,
            typeof words.additionalProperties === 'object' ? words.additionalProperties : undefined,
          ),
        }
      : {}),
  };
}
