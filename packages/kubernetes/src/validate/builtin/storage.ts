import { dns1123SubdomainReason } from '../../names/index.ts';
import { bytesOf } from '../metadata.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, join, onList, onObject, problem, quote } from '../problem.ts';
import type { Fields } from './fields.ts';
import { isSet } from './fields.ts';
import type { Overlay } from './words.ts';
import { labelKey, subdomain } from './words.ts';

const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

const accessModes: Node = {
  minItems: 1,
  items: { enum: MODES, minLength: 1 },
  checks: [
    onList((modes) =>
      modes.includes('ReadWriteOncePod') && modes.some((mode) => mode !== 'ReadWriteOncePod')
        ? problem('combination', 'ReadWriteOncePod stands alone')
        : undefined,
    ),
  ],
};

const VOLUMES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'csi',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'hostPath',
  'iscsi',
  'local',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

/** The minor from which volumes have a class of attributes; before, the API server drops it. */
const ATTRIBUTES_SINCE = 34;

function volume(spec: Fields, minor: number): Found {
  const { capacity, csi, hostPath, local, nodeAffinity, persistentVolumeReclaimPolicy: policy } = spec;
  const other = Object.keys(isRecord(capacity) ? capacity : {}).find((name) => name !== 'storage');
  if (other !== undefined) return problem('name', 'it has storage only', 'capacity', other);
  if (isSet(local) && !isSet(nodeAffinity))
    return problem('required', 'a local volume is on some nodes only', 'nodeAffinity');
  if (isRecord(hostPath) && policy === 'Recycle' && /^\/(?:\.?\/)*\.?$/.test(String(hostPath['path'])))
    return problem('forbidden', 'it cannot be Recycle for /', 'persistentVolumeReclaimPolicy');
  return isSet(spec['volumeAttributesClassName']) && !isSet(csi) && minor >= ATTRIBUTES_SINCE
    ? problem('required', 'volumeAttributesClassName needs it', 'csi')
    : undefined;
}

const reference: Node = {
  required: ['name', 'namespace'],
  properties: { name: subdomain, namespace: { format: 'dns-label' } },
};

function secretReferences(...names: readonly string[]): Readonly<Record<string, Node>> {
  return Object.fromEntries(names.map((name) => [name, { also: reference }]));
}

const GROUP = 'snapshot.storage.k8s.io';

function groupOf(source: Fields): string {
  const { apiGroup } = source;
  return typeof apiGroup === 'string' ? apiGroup : '';
}

/** Where a claim takes its first content from: another claim, or an object of a group. */
function sourceFits(spec: Fields, field: 'dataSource' | 'dataSourceRef'): Found {
  const source = spec[field];
  if (!isRecord(source)) return undefined;
  for (const name of ['kind', 'name'])
    if ((source[name] ?? '') === '') return problem('required', 'it is missing', field, name);
  const group = groupOf(source);
  const reason = group === '' ? undefined : dns1123SubdomainReason(group);
  if (reason !== undefined) return problem('format', `${quote(group)} ${reason}`, field, 'apiGroup');
  return group === '' && source['kind'] !== 'PersistentVolumeClaim'
    ? problem('required', `${quote(source['kind'])} is in no group`, field, 'apiGroup')
    : undefined;
}

function namespaceOf({ dataSourceRef }: Fields): unknown {
  return isRecord(dataSourceRef) ? (dataSourceRef['namespace'] ?? '') : '';
}

/** Both sources of a claim in a template. Sources of other namespaces are dropped with a feature gate. */
export function claimSources(spec: unknown): Found {
  if (!isRecord(spec)) return undefined;
  const { dataSource, dataSourceRef } = spec;
  const wrong = sourceFits(spec, 'dataSource') ?? sourceFits(spec, 'dataSourceRef');
  if (wrong !== undefined || !isRecord(dataSource) || !isRecord(dataSourceRef) || namespaceOf(spec) !== '')
    return wrong;
  const differs =
    groupOf(dataSource) !== groupOf(dataSourceRef) ||
    ['kind', 'name'].some((name) => dataSource[name] !== dataSourceRef[name]);
  return differs ? problem('combination', 'it differs from dataSourceRef', 'dataSource') : undefined;
}

/** The same for a claim itself: of sources alone, the API server drops those that are no claim and no snapshot. */
function ownSources({ spec }: Fields): Found {
  if (!isRecord(spec)) return undefined;
  const { dataSource, dataSourceRef, ...rest } = spec;
  const source = isRecord(dataSource) ? dataSource : {};
  const kept = isSet(dataSourceRef) && namespaceOf(spec) === '';
  const known =
    (source['kind'] === 'PersistentVolumeClaim' && groupOf(source) === '') ||
    (source['kind'] === 'VolumeSnapshot' && groupOf(source) === GROUP);
  const wrong = claimSources({
    ...rest,
    ...(kept ? { dataSourceRef } : {}),
    ...(kept || known ? { dataSource } : {}),
  });
  return wrong?.map((finding) => ({ ...finding, path: [...finding.path, 'spec'] }));
}

function claim({ resources }: Fields): Found {
  const requests = isRecord(resources) ? resources['requests'] : undefined;
  return isRecord(requests) && requests['storage'] !== undefined
    ? undefined
    : problem('required', 'it is missing', 'resources', 'requests', 'storage');
}

const MOST = 512;
const LARGEST = 256 * 1024;

function parameters(given: Fields): Found {
  const entries = Object.entries(given);
  const size = entries.reduce((sum, [key, value]) => sum + bytesOf(key) + bytesOf(String(value)), 0);
  if (given[''] !== undefined) return problem('name', 'a parameter has a name');
  if (entries.length > MOST) return problem('length', `there are at most ${MOST} of them`);
  return size > LARGEST
    ? problem('length', `they have ${size} bytes; at most ${LARGEST} are allowed`)
    : undefined;
}

/** A term as text that is the same for terms of the same meaning. */
function meaningOf(term: unknown): string {
  const list = isRecord(term) ? term['matchLabelExpressions'] : undefined;
  const requirements = (Array.isArray(list) ? list.filter(isRecord) : []).map(({ key, values }) =>
    JSON.stringify([key, Array.isArray(values) ? values.map(String).toSorted((a, b) => (a < b ? -1 : 1)) : []]),
  );
  return requirements.toSorted((a, b) => (a < b ? -1 : 1)).join(',');
}

/** Terms differ, and each says something. */
const topologies = onList((terms) => {
  const seen = new Set(['']);
  let found: Found;
  for (const [at, term] of terms.entries()) {
    const meaning = meaningOf(term);
    if (seen.has(meaning))
      found = join(found, problem('duplicate', 'it says nothing new', at, 'matchLabelExpressions'));
    seen.add(meaning);
  }
  return found;
});

/** Definitions that hold other words where only a whole claim can say which of its sources count. */
export const CLAIM_SOURCE = 'core.v1.TypedLocalObjectReference of a claim';

/** Volumes, claims, and classes, as a minor of Kubernetes (the number after the dot) sees them (`pkg/apis/core/validation`, `pkg/apis/storage/validation`). */
export function storage(minor: number): Overlay {
  const attributes = minor < ATTRIBUTES_SINCE ? {} : { volumeAttributesClassName: subdomain };
  return {
    [CLAIM_SOURCE]: { required: [] },
    'core.v1.PersistentVolume': { required: ['spec'] },
    'core.v1.PersistentVolumeSpec': {
      required: ['accessModes', 'capacity'],
      exactlyOne: VOLUMES,
      properties: {
        accessModes,
        capacity: { also: { required: ['storage'] }, additionalProperties: { format: 'quantity-positive' } },
        nodeAffinity: { also: { required: ['required'] } },
        persistentVolumeReclaimPolicy: { enum: ['Retain', 'Recycle', 'Delete'] },
        storageClassName: subdomain,
        volumeMode: { enum: ['Filesystem', 'Block'], minLength: 1 },
        ...(minor < ATTRIBUTES_SINCE ? {} : { volumeAttributesClassName: { ...subdomain, minLength: 1 } }),
      },
      checks: [onObject((spec) => volume(spec, minor))],
    },
    'core.v1.LocalVolumeSource': { required: ['path'], properties: { path: { format: 'path-forward' } } },
    'core.v1.CSIPersistentVolumeSource': {
      required: ['driver', 'volumeHandle'],
      properties: {
        driver: { format: 'csi-driver' },
        ...secretReferences(
          'controllerPublishSecretRef',
          'controllerExpandSecretRef',
          'nodePublishSecretRef',
          'nodeExpandSecretRef',
        ),
      },
    },
    'core.v1.PersistentVolumeClaim': { required: ['spec'], checks: [onObject(ownSources)] },
    'core.v1.PersistentVolumeClaimSpec': {
      required: ['accessModes'],
      properties: {
        accessModes,
        dataSource: { ref: CLAIM_SOURCE },
        volumeMode: { enum: ['Filesystem', 'Block'], minLength: 1 },
        storageClassName: subdomain,
        ...attributes,
      },
      checks: [onObject(claim)],
    },
    'core.v1.VolumeResourceRequirements': {
      properties: {
        requests: { keyFormat: 'resource-name', additionalProperties: { format: 'quantity-positive' } },
        limits: { keyFormat: 'resource-name', additionalProperties: { format: 'quantity-positive' } },
      },
    },
    'storage.v1.CSIDriver': { required: [] },
    'storage.v1.StorageClass': {
      required: ['provisioner'],
      properties: {
        allowedTopologies: { checks: [topologies] },
        parameters: { checks: [onObject(parameters)] },
        reclaimPolicy: { enum: ['Delete', 'Retain'] },
        volumeBindingMode: { enum: ['Immediate', 'WaitForFirstConsumer'], minLength: 1 },
        // Upper case is read as lower case.
        provisioner: { format: 'annotation-key' },
      },
    },
    'core.v1.TopologySelectorTerm': { properties: { matchLabelExpressions: { unique: ['key'] } } },
    'core.v1.TopologySelectorLabelRequirement': {
      required: ['key', 'values'],
      properties: { key: labelKey, values: { minItems: 1, unique: [] } },
    },
  };
}
