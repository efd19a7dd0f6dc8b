import { dns1123LabelReason } from '../../names/index.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, joinBelow, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { podCheck } from './pod-check.ts';
import { claimSources } from './storage.ts';
import type { Overlay } from './words.ts';
import { notNegative } from './words.ts';
import { longRunning } from './workloads.ts';

/** The definition of the template of a StatefulSet: its pods have volumes that stand beside the template. */
export const STATEFUL_TEMPLATE = 'core.v1.PodTemplateSpec of a StatefulSet';
export const STATEFUL_POD = 'core.v1.PodSpec of a StatefulSet';

/** A template whose pods are judged by `statefulSetSpec`. */
export function statefulTemplate(template: Node | undefined): Node {
  return { ...template, properties: { ...template?.properties, spec: { ref: STATEFUL_POD } } };
}

/** Names of claim templates become names of volumes. */
function claimName(template: Fields): Found {
  const { metadata } = template;
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  const reason = typeof name === 'string' && name !== '' ? dns1123LabelReason(name) : 'it is missing';
  return reason === undefined ? undefined : problem('name', reason, 'metadata', 'name');
}

/** Claims of the templates are volumes of the pods, in place of volumes of the same name (`volumesToAddForTemplates`). */
function podsWithClaims({ template, volumeClaimTemplates }: Fields, minor: number): Found {
  const pod = isRecord(template) ? template['spec'] : undefined;
  if (!isRecord(pod)) return undefined;
  const claims: unknown[] = [];
  for (const claim of Array.isArray(volumeClaimTemplates) ? volumeClaimTemplates : []) {
    const metadata: unknown = isRecord(claim) ? claim['metadata'] : undefined;
    const name = isRecord(metadata) ? metadata['name'] : undefined;
    claims.push({ name, persistentVolumeClaim: { claimName: name } });
  }
  const volumes = Array.isArray(pod['volumes']) ? pod['volumes'] : [];
  const wrong = podCheck({ ...pod, volumes: [...volumes, ...claims] }, minor);
  return wrong === undefined
    ? undefined
    : joinBelow(undefined, joinBelow(undefined, wrong, 'spec'), 'template');
}

function rollingOnly({ rollingUpdate, type }: Fields): Found {
  return type === 'OnDelete' && isRecord(rollingUpdate)
    ? problem('forbidden', 'it goes with RollingUpdate only', 'rollingUpdate')
    : undefined;
}

/** StatefulSets (`ValidateStatefulSetSpec`), as a minor of Kubernetes (the number after the dot) sees them. */
export function statefulSetSpec(minor: number): Node {
  return {
    required: ['selector', 'template'],
    properties: {
      replicas: notNegative,
      minReadySeconds: notNegative,
      podManagementPolicy: { enum: ['OrderedReady', 'Parallel'] },
      serviceName: { format: 'dns-label' },
      template: { ref: STATEFUL_TEMPLATE },
      volumeClaimTemplates: {
        items: { also: { properties: { spec: { checks: [claimSources] } }, checks: [onObject(claimName)] } },
      },
    },
    checks: [...longRunning, onObject((spec) => podsWithClaims(spec, minor))],
  };
}

/** What StatefulSets hold besides. */
export const stateful: Overlay = {
  'apps.v1.StatefulSetUpdateStrategy': {
    properties: { type: { enum: ['RollingUpdate', 'OnDelete'] } },
    checks: [onObject(rollingOnly)],
  },
  'apps.v1.RollingUpdateStatefulSetStrategy': {
    // No minor reads `maxUnavailable` unless a feature gate is set: it is dropped before it is looked at.
    properties: { partition: notNegative },
  },
};
