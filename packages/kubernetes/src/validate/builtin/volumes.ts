import { annotationsNode, labelsNode } from '../metadata.ts';
import type { Node } from '../node.ts';
import type { Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { claimSources } from './storage.ts';
import type { Overlay } from './words.ts';
import { notNegative, subdomain } from './words.ts';

const SOURCES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'image',
  'iscsi',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
];

const mode: Node = { minimum: 0, maximum: 0o777 };
const listed: Node = { properties: { defaultMode: mode } };

const NAMES = ['name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'selfLink'];

/** A claim that is made for a pod has labels and annotations only. */
function unnamed(metadata: Fields): Found {
  const name = NAMES.find((one) => (metadata[one] ?? '') !== '');
  return name === undefined ? undefined : problem('forbidden', 'it cannot be set here', name);
}

/** Two files of a projected volume cannot lie at the same place. */
function projectedPaths(volume: Fields): Found {
  const { sources } = volume;
  if (!Array.isArray(sources)) return undefined;
  const seen = new Set<unknown>();
  for (const [at, source] of sources.entries())
    for (const path of isRecord(source) ? pathsOf(source) : []) {
      if (seen.has(path)) return problem('duplicate', `${JSON.stringify(path)} is there twice`, 'sources', at);
      seen.add(path);
    }
  return undefined;
}

function pathsOf(source: Fields): readonly unknown[] {
  const token = source['serviceAccountToken'];
  if (isRecord(token)) return [token['path']];
  for (const name of ['configMap', 'secret', 'downwardAPI'] as const) {
    const inner = source[name];
    const items = isRecord(inner) ? inner['items'] : undefined;
    if (Array.isArray(items)) return items.map((item) => (isRecord(item) ? item['path'] : undefined));
  }
  return [];
}

const NAME = String.raw`(?:iqn\.\d{4}-\d{2}\.[-.A-Za-z0-9]+:[^,;*&$|\s]+|eui.[A-Za-z0-9]{16}|naa.[A-Za-z0-9]{32})`;

const iscsi: Node = {
  required: ['targetPortal', 'iqn'],
  properties: {
    iqn: { pattern: `^${NAME}$` },
    initiatorName: { pattern: `^${NAME}$`, minLength: 1 },
    lun: { minimum: 0, maximum: 255 },
  },
};

/** Fibre Channel: by world wide names with a number of a unit, or by identifiers. */
function fibreChannel({ lun, targetWWNs, wwids }: Fields): Found {
  const named = Array.isArray(targetWWNs) && targetWWNs.length > 0;
  const identified = Array.isArray(wwids) && wwids.length > 0;
  if (named === identified) return problem('combination', 'exactly one of targetWWNs and wwids must be set');
  if (!named) return undefined;
  if (typeof lun !== 'number') return problem('required', 'targetWWNs need it', 'lun');
  return lun < 0 || lun > 255 ? problem('range', `${lun} is not between 0 and 255`, 'lun') : undefined;
}

/** Times to the millionth of a second have six digits behind the period. */
const micro: Node = { pattern: String.raw`\.\d{6}(?:Z|[-+]\d\d:\d\d)$` };

const SYSTEM: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};
const HIGHEST = 1_000_000_000;

/** Priorities of users are below those of the system, which are known (`ValidatePriorityClass`). */
function priority({ globalDefault, metadata, value }: Fields): Found {
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  if (typeof name !== 'string' || !name.startsWith('system-'))
    return typeof value === 'number' && value > HIGHEST && value < 2 ** 31
      ? problem('range', `${value} is too large; it must be at most ${HIGHEST}`, 'value')
      : undefined;
  return SYSTEM[name] === value && globalDefault !== true
    ? undefined
    : problem('name', 'system- is for the priorities that Kubernetes knows', 'metadata', 'name');
}

/** The minor from which volumes can be images; before, the API server drops those. */
const IMAGES_SINCE = 35;

/** Images as volumes. */
export function imageVolumes(minor: number): Overlay {
  if (minor < IMAGES_SINCE) return {};
  return {
    'core.v1.ImageVolumeSource': { properties: { pullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] } } },
  };
}

/** Volumes, as a minor of Kubernetes (the number after the dot) sees them. */
export function volume(minor: number): Node {
  const words = volumes['core.v1.Volume'];
  return minor >= IMAGES_SINCE
    ? { ...words }
    : { ...words, atMostOne: SOURCES.filter((name) => name !== 'image') };
}

/** Volumes and claims (`ValidateVolumes`, `ValidatePersistentVolumeClaimSpec`, `pkg/apis/core/validation`). */
export const volumes: Overlay = {
  'core.v1.Volume': {
    required: ['name'],
    atMostOne: SOURCES,
    properties: {
      name: { format: 'dns-label' },
      configMap: { also: { required: ['name'] } },
      secret: { also: { required: ['secretName'] } },
    },
  },
  'core.v1.ConfigMapVolumeSource': listed,
  'core.v1.SecretVolumeSource': listed,
  'core.v1.DownwardAPIVolumeSource': listed,
  'core.v1.ProjectedVolumeSource': { ...listed, checks: [onObject(projectedPaths)] },
  'core.v1.VolumeProjection': {
    atMostOne: [
      'clusterTrustBundle',
      'configMap',
      'downwardAPI',
      'podCertificate',
      'secret',
      'serviceAccountToken',
    ],
    properties: { configMap: { also: { required: ['name'] } }, secret: { also: { required: ['name'] } } },
  },
  'core.v1.ServiceAccountTokenProjection': {
    required: ['path'],
    properties: { path: { format: 'file-path' }, expirationSeconds: { minimum: 600, maximum: 2 ** 32 } },
  },
  'core.v1.KeyToPath': {
    required: ['key', 'path'],
    properties: { path: { format: 'file-path' }, mode },
  },
  'core.v1.EmptyDirVolumeSource': {
    properties: {
      sizeLimit: { format: 'quantity-not-negative' },
    },
  },
  'core.v1.HostPathVolumeSource': {
    required: ['path'],
    properties: {
      path: { format: 'path-forward' },
      type: {
        enum: ['DirectoryOrCreate', 'Directory', 'FileOrCreate', 'File', 'Socket', 'CharDevice', 'BlockDevice'],
      },
    },
  },
  'core.v1.PersistentVolumeClaimVolumeSource': { required: ['claimName'] },
  'core.v1.CSIVolumeSource': {
    required: ['driver'],
    properties: {
      driver: { format: 'csi-driver' },
      nodePublishSecretRef: { also: { required: ['name'], properties: { name: subdomain } } },
    },
  },
  'core.v1.GitRepoVolumeSource': {
    required: ['repository'],
    properties: { directory: { format: 'local-path' } },
  },
  'core.v1.ISCSIVolumeSource': iscsi,
  'core.v1.ISCSIPersistentVolumeSource': iscsi,
  'core.v1.FCVolumeSource': { checks: [onObject(fibreChannel)] },
  'core.v1.CephFSVolumeSource': { required: ['monitors'], properties: { monitors: { minItems: 1 } } },
  'core.v1.CephFSPersistentVolumeSource': { required: ['monitors'], properties: { monitors: { minItems: 1 } } },
  'core.v1.NFSVolumeSource': { required: ['server', 'path'], properties: { path: { pattern: '^/' } } },
  'core.v1.EphemeralVolumeSource': { required: ['volumeClaimTemplate'] },
  'core.v1.PersistentVolumeClaimTemplate': {
    required: ['spec'],
    properties: {
      spec: { also: { checks: [claimSources] } },
      metadata: {
        also: {
          forbidden: ['ownerReferences', 'finalizers'],
          checks: [onObject(unnamed)],
          properties: { labels: labelsNode, annotations: annotationsNode },
        },
      },
    },
  },
  'scheduling.v1.PriorityClass': {
    required: [],
    properties: { preemptionPolicy: { enum: ['PreemptLowerPriority', 'Never'], minLength: 1 } },
    checks: [onObject(priority)],
  },
  'coordination.v1.LeaseSpec': {
    properties: {
      acquireTime: micro,
      renewTime: micro,
      leaseDurationSeconds: { minimum: 1 },
      leaseTransitions: notNegative,
    },
  },
};
