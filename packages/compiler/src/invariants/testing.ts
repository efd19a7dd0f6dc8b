import type { Invariant, InvariantContext, KubernetesObject, Violation } from '@fairway/model';
import { withValueAt, type Path } from '@fairway/model';

const labels = { 'app.kubernetes.io/name': 'orders-api', 'app.kubernetes.io/instance': 'orders-api' };
const selector = { 'app.kubernetes.io/instance': 'orders-api' };

function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: Record<string, unknown>,
): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace: 'order-management-prod', labels }, ...rest };
}

const container = {
  name: 'app',
  image: `registry.example.com/orders/api:1.4.2@sha256:${'a'.repeat(64)}`,
  imagePullPolicy: 'IfNotPresent',
  ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
  env: [{ name: 'PLATFORM_ENVIRONMENT', value: 'prod' }],
  envFrom: [{ secretRef: { name: 'orders-api-database' } }],
  resources: {
    requests: { cpu: '500m', memory: '768Mi', 'ephemeral-storage': '256Mi' },
    limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '2Gi' },
  },
  startupProbe: { httpGet: { path: '/health/startup', port: 'http' } },
  readinessProbe: { httpGet: { path: '/health/ready', port: 'http' } },
  livenessProbe: { httpGet: { path: '/health/live', port: 'http' } },
  lifecycle: { preStop: { sleep: { seconds: 10 } } },
  securityContext: {
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'config', mountPath: '/etc/orders-api/config' },
  ],
};

const podSpec = {
  serviceAccountName: 'orders-api',
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  terminationGracePeriodSeconds: 45,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  containers: [container],
  volumes: [
    { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } },
    { name: 'config', configMap: { name: 'orders-api-mzxw6ytb' } },
  ],
};

/** The objects of a service as they should be; tests change one thing. Index of the Deployment: 3. */
export const service: readonly KubernetesObject[] = [
  object('v1', 'ServiceAccount', 'orders-api', { automountServiceAccountToken: false }),
  object('v1', 'ConfigMap', 'orders-api-mzxw6ytb', {
    immutable: true,
    data: { 'application.yaml': 'port: 8080\n' },
  }),
  object('external-secrets.io/v1', 'ExternalSecret', 'orders-api-database', {
    spec: {
      target: { name: 'orders-api-database' },
      secretStoreRef: { kind: 'SecretStore', name: 'platform' },
    },
  }),
  object('apps/v1', 'Deployment', 'orders-api', {
    spec: { selector: { matchLabels: selector }, template: { metadata: { labels }, spec: podSpec } },
  }),
  object('v1', 'Service', 'orders-api', {
    spec: { type: 'ClusterIP', selector, ports: [{ name: 'http', port: 8080, targetPort: 'http' }] },
  }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'orders-api', {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders-api' },
      minReplicas: 3,
      maxReplicas: 20,
    },
  }),
  object('policy/v1', 'PodDisruptionBudget', 'orders-api', {
    spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: selector } },
  }),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'orders-api', {
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 8080 }] }],
      egress: [{ to: [{ podSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }] }],
    },
  }),
  object('monitoring.coreos.com/v1', 'ServiceMonitor', 'orders-api', {
    spec: { selector: { matchLabels: selector }, endpoints: [{ port: 'http', path: '/metrics' }] },
  }),
];

/** The guard rails of a namespace as they should be. */
export const namespace: readonly KubernetesObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'order-management-prod',
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/enforce-version': 'v1.35',
        'pod-security.kubernetes.io/audit': 'restricted',
        'pod-security.kubernetes.io/audit-version': 'v1.35',
        'pod-security.kubernetes.io/warn': 'restricted',
        'pod-security.kubernetes.io/warn-version': 'v1.35',
      },
    },
  },
  object('v1', 'ResourceQuota', 'compute-quota', { spec: { hard: { 'requests.cpu': '4', pods: '20' } } }),
  object('v1', 'LimitRange', 'container-limits', {
    spec: { limits: [{ type: 'Container', default: { memory: '256Mi' }, max: { memory: '8Gi' } }] },
  }),
  object('v1', 'ServiceAccount', 'default', { automountServiceAccountToken: false }),
  object('networking.k8s.io/v1', 'NetworkPolicy', 'default-deny', {
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  }),
  object('rbac.authorization.k8s.io/v1', 'Role', 'developer', {
    rules: [{ apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list', 'watch'] }],
  }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'developer', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'developer' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'orders-developers' }],
  }),
];

/** Path of the first container of the service's Deployment. */
export const app: Path = ['spec', 'template', 'spec', 'containers', 0];
/** Path of the pod spec of the service's Deployment. */
export const pod: Path = ['spec', 'template', 'spec'];

/** The objects with one field of the object of a kind set (`undefined` removes it). */
export function mutate(
  objects: readonly KubernetesObject[],
  kind: string,
  path: Path,
  value: unknown,
): readonly KubernetesObject[] {
  if (!objects.some((entry) => entry.kind === kind)) throw new Error(`no ${kind} among the objects`);
  return objects.map((entry) =>
    entry.kind === kind ? (withValueAt(entry, path, value) as KubernetesObject) : entry,
  );
}

/** The objects without those of a kind. */
export function without(objects: readonly KubernetesObject[], kind: string): readonly KubernetesObject[] {
  return objects.filter((entry) => entry.kind !== kind);
}

/** A CronJob with the pod of the service. */
export const cronJob: KubernetesObject = object('batch/v1', 'CronJob', 'orders-api', {
  spec: {
    jobTemplate: {
      spec: { template: { metadata: { labels }, spec: { ...podSpec, restartPolicy: 'OnFailure' } } },
    },
  },
});

/** What an invariant finds in objects. */
export function check(
  invariant: Invariant,
  objects: readonly KubernetesObject[],
  context: Partial<InvariantContext> = {},
): readonly Violation[] {
  const shape = invariant.appliesTo.shapes[0] ?? 'service';
  return [...invariant.check({ objects, environmentClass: 'prod', shape, os: 'linux', ...context })];
}

/** `Kind path` of each violation. */
export function places(violations: readonly Violation[]): readonly string[] {
  return violations.map((violation) => `${violation.object.kind} ${violation.path}`);
}
