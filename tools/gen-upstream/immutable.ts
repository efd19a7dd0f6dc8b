import type { Schema } from '@fairway/kubernetes';

type Frozen = Pick<Schema, 'immutable' | 'frozenBy'>;

const always: Frozen = { immutable: true };
const onceImmutable: Frozen = { frozenBy: 'immutable' };

function all(...fields: readonly string[]): Readonly<Record<string, Frozen>> {
  return Object.fromEntries(fields.map((field) => [field, always]));
}

/**
 * Fields of built-in types that the API server refuses to change once an object exists, which OpenAPI does not say.
 * Source: the Kubernetes API reference ("immutable", "cannot be updated", "cannot be changed after creation" in the
 * descriptions of these fields) and, where it is silent, what an API server 1.35 answers to such an update.
 *
 * Left out because it depends on more than the field: most of a Pod, `completions` of a Job, volume sources of a
 * PersistentVolume, `ipFamilies` of a Service. Of those listed some may still be set where they were absent
 * (`clusterIP` when a Service stops being an ExternalName, `volumeName` when a claim is bound), and the template of a
 * Job may change in parts while the Job is suspended.
 */
const FROZEN: Readonly<Record<string, Readonly<Record<string, Frozen>>>> = {
  'apps.v1.ControllerRevision': all('data'),
  'apps.v1.DaemonSetSpec': all('selector'),
  'apps.v1.DeploymentSpec': all('selector'),
  'apps.v1.ReplicaSetSpec': all('selector'),
  'apps.v1.StatefulSetSpec': all('podManagementPolicy', 'selector', 'serviceName', 'volumeClaimTemplates'),
  'batch.v1.JobSpec': all(
    'backoffLimitPerIndex',
    'completionMode',
    'managedBy',
    'podFailurePolicy',
    'selector',
    'successPolicy',
    'template',
  ),
  'certificates.v1.CertificateSigningRequest': all('spec'),
  'core.v1.ConfigMap': { binaryData: onceImmutable, data: onceImmutable, immutable: onceImmutable },
  'core.v1.PersistentVolumeClaimSpec': all(
    'accessModes',
    'dataSource',
    'dataSourceRef',
    'selector',
    'storageClassName',
    'volumeMode',
    'volumeName',
  ),
  'core.v1.PersistentVolumeSpec': all('volumeMode'),
  'core.v1.ResourceQuotaSpec': all('scopes'),
  'core.v1.Secret': { data: onceImmutable, immutable: onceImmutable, stringData: onceImmutable, type: always },
  'core.v1.ServiceSpec': all('clusterIP', 'clusterIPs', 'healthCheckNodePort', 'loadBalancerClass'),
  'discovery.v1.EndpointSlice': all('addressType'),
  'networking.v1.IngressClassSpec': all('controller'),
  'networking.v1.IPAddressSpec': all('parentRef'),
  'node.v1.RuntimeClass': all('handler'),
  'rbac.v1.ClusterRoleBinding': all('roleRef'),
  'rbac.v1.RoleBinding': all('roleRef'),
  'resource.v1.ResourceClaim': all('spec'),
  'resource.v1.ResourceClaimTemplate': all('spec'),
  'scheduling.v1.PriorityClass': all('preemptionPolicy', 'value'),
  'storage.v1.CSIDriverSpec': all('attachRequired', 'volumeLifecycleModes'),
  'storage.v1.CSIStorageCapacity': all('nodeTopology', 'storageClassName'),
  'storage.v1.StorageClass': all('parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'),
  'storage.v1.VolumeAttachment': all('spec'),
  'storage.v1.VolumeAttributesClass': all('driverName', 'parameters'),
};

/** The immutable fields of a built-in type by its short name; `undefined` if none are known. */
export function immutableFields(type: string): Readonly<Record<string, Frozen>> | undefined {
  return Object.hasOwn(FROZEN, type) ? FROZEN[type] : undefined;
}
