import type { KubernetesObject } from '../../client.ts';
import { rareSamples } from './rare-samples.ts';
import { claimSpec, sample, workload } from './sample-object.ts';
import { labels, lastingPod, plainPod, richPod } from './sample-pods.ts';

const workloads: readonly KubernetesObject[] = [
  sample('v1', 'Pod', 'rich', { spec: richPod }),
  sample('v1', 'Pod', 'plain', { spec: plainPod }),
  sample(
    'apps/v1',
    'Deployment',
    'rich',
    workload(
      {
        replicas: 3,
        minReadySeconds: 5,
        progressDeadlineSeconds: 60,
        revisionHistoryLimit: 3,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      },
      lastingPod,
    ),
  ),
  sample('apps/v1', 'Deployment', 'recreate', workload({ strategy: { type: 'Recreate' } })),
  sample('apps/v1', 'ReplicaSet', 'set', workload({ replicas: 2, minReadySeconds: 1 })),
  sample(
    'apps/v1',
    'DaemonSet',
    'agent',
    workload({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 2,
      minReadySeconds: 2,
    }),
  ),
  sample(
    'apps/v1',
    'StatefulSet',
    'store',
    workload({
      serviceName: 'store',
      replicas: 3,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Delete' },
      minReadySeconds: 1,
      revisionHistoryLimit: 2,
      ordinals: { start: 1 },
      volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claimSpec }],
    }),
  ),
  sample('batch/v1', 'Job', 'indexed', {
    spec: {
      completionMode: 'Indexed',
      completions: 4,
      parallelism: 2,
      backoffLimit: 3,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 2,
      ttlSecondsAfterFinished: 60,
      activeDeadlineSeconds: 100,
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { containerName: 'app', operator: 'In', values: [1, 42] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 2 }] },
      template: { spec: { restartPolicy: 'Never', ...plainPod } },
    },
  }),
  sample('batch/v1', 'CronJob', 'nightly', {
    spec: {
      schedule: '*/5 0-6,12 1 jan-mar mon',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      suspend: false,
      jobTemplate: {
        metadata: { labels },
        spec: { backoffLimit: 1, template: { spec: { restartPolicy: 'OnFailure', ...plainPod } } },
      },
    },
  }),
];

const networks: readonly KubernetesObject[] = [
  sample('v1', 'Service', 'public', {
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      externalTrafficPolicy: 'Local',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      loadBalancerClass: 'example.org/fast',
      allocateLoadBalancerNodePorts: false,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      ports: [
        { name: 'http', port: 80, targetPort: 'http', appProtocol: 'http' },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 5353 },
      ],
    },
  }),
  sample('v1', 'Service', 'headless', {
    spec: { clusterIP: 'None', selector: labels, publishNotReadyAddresses: true, ports: [{ port: 80 }] },
  }),
  sample('v1', 'Service', 'elsewhere', { spec: { type: 'ExternalName', externalName: 'db.example.org' } }),
  sample('v1', 'Service', 'nodes', {
    spec: {
      type: 'NodePort',
      selector: labels,
      internalTrafficPolicy: 'Local',
      trafficDistribution: 'PreferClose',
      ports: [{ port: 80, nodePort: 30_080 }],
    },
  }),
  sample('v1', 'Endpoints', 'manual', {
    subsets: [{ addresses: [{ ip: '10.1.2.3', hostname: 'a' }], ports: [{ name: 'http', port: 80 }] }],
  }),
  sample('discovery.k8s.io/v1', 'EndpointSlice', 'manual', {
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.1.2.3'], conditions: { ready: true }, hostname: 'a', zone: 'z' }],
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  }),
  sample('networking.k8s.io/v1', 'NetworkPolicy', 'rich', {
    spec: {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }] },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
            { namespaceSelector: { matchLabels: labels }, podSelector: {} },
          ],
          ports: [{ port: 8000, endPort: 8010, protocol: 'TCP' }, { port: 'http' }],
        },
      ],
      egress: [{ to: [{ podSelector: { matchLabels: labels } }] }],
    },
  }),
  sample('networking.k8s.io/v1', 'Ingress', 'rich', {
    spec: {
      ingressClassName: 'nginx',
      defaultBackend: { service: { name: 'shop', port: { number: 80 } } },
      tls: [{ hosts: ['shop.example.org', '*.example.org'], secretName: 'tls' }],
      rules: [
        {
          host: '*.example.org',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'shop', port: { name: 'http' } } } },
            ],
          },
        },
        {
          host: 'shop.example.org',
          http: {
            paths: [
              {
                path: '/a',
                pathType: 'Exact',
                backend: { resource: { apiGroup: 'example.org', kind: 'Bucket', name: 'b' } },
              },
            ],
          },
        },
      ],
    },
  }),
  sample(
    'networking.k8s.io/v1',
    'IngressClass',
    'nginx',
    {
      spec: {
        controller: 'k8s.io/ingress-nginx',
        parameters: { apiGroup: 'example.org', kind: 'P', name: 'p', scope: 'Cluster' },
      },
    },
    true,
  ),
];

const resource = { averageUtilization: 80, type: 'Utilization' };

const policies: readonly KubernetesObject[] = [
  sample('autoscaling/v2', 'HorizontalPodAutoscaler', 'rich', {
    spec: {
      minReplicas: 1,
      maxReplicas: 9,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
      metrics: [
        { type: 'Resource', resource: { name: 'cpu', target: resource } },
        {
          type: 'ContainerResource',
          containerResource: { name: 'memory', container: 'app', target: resource },
        },
        {
          type: 'Pods',
          pods: {
            metric: { name: 'rps', selector: { matchLabels: labels } },
            target: { type: 'AverageValue', averageValue: '10' },
          },
        },
        {
          type: 'Object',
          object: {
            metric: { name: 'rps' },
            describedObject: { apiVersion: 'v1', kind: 'Service', name: 'shop' },
            target: { type: 'Value', value: '1k' },
          },
        },
        {
          type: 'External',
          external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 30 } },
        },
      ],
      behavior: {
        scaleUp: {
          policies: [{ type: 'Pods', value: 4, periodSeconds: 60 }],
          selectPolicy: 'Max',
          stabilizationWindowSeconds: 0,
        },
        scaleDown: {
          policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
          stabilizationWindowSeconds: 300,
        },
      },
    },
  }),
  sample('policy/v1', 'PodDisruptionBudget', 'some', {
    spec: { minAvailable: '50%', selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  }),
  sample('v1', 'ResourceQuota', 'scoped', {
    spec: {
      hard: { pods: '10', 'requests.cpu': '4', 'limits.memory': '8Gi' },
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] },
    },
  }),
  sample('v1', 'ResourceQuota', 'counts', {
    spec: {
      hard: {
        'count/deployments.apps': '5',
        services: 10,
        'services.loadbalancers': '1',
        'requests.storage': '100Gi',
        'requests.nvidia.com/gpu': '2',
        configmaps: '10',
      },
      scopes: [],
    },
  }),
  sample('v1', 'ResourceQuota', 'best-effort', { spec: { hard: { pods: '3' }, scopes: ['BestEffort'] } }),
  sample('v1', 'LimitRange', 'all', {
    spec: {
      limits: [
        {
          type: 'Container',
          max: { cpu: '2', memory: '1Gi' },
          min: { cpu: '10m', memory: '4Mi' },
          default: { cpu: '1' },
          defaultRequest: { cpu: '100m' },
          maxLimitRequestRatio: { memory: '4' },
        },
        { type: 'Pod', max: { cpu: '4' } },
        { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '1Ti' } },
      ],
    },
  }),
  sample(
    'rbac.authorization.k8s.io/v1',
    'ClusterRole',
    'reader',
    {
      rules: [
        {
          apiGroups: ['', 'apps'],
          resources: ['pods', 'deployments/scale'],
          verbs: ['get', 'list'],
          resourceNames: ['a'],
        },
        { nonResourceURLs: ['/metrics', '/healthz/*'], verbs: ['get'] },
      ],
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
    },
    true,
  ),
  sample(
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    'reader',
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      subjects: [
        { kind: 'ServiceAccount', name: 'a', namespace: 'b' },
        { kind: 'Group', name: 'g', apiGroup: 'rbac.authorization.k8s.io' },
      ],
    },
    true,
  ),
  sample(
    'scheduling.k8s.io/v1',
    'PriorityClass',
    'high',
    { value: 1000, globalDefault: false, preemptionPolicy: 'Never' },
    true,
  ),
];

const storage: readonly KubernetesObject[] = [
  sample('v1', 'PersistentVolumeClaim', 'data', { spec: claimSpec }),
  sample(
    'storage.k8s.io/v1',
    'StorageClass',
    'fast',
    {
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3' },
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
      mountOptions: ['noatime'],
    },
    true,
  ),
  sample('v1', 'ConfigMap', 'settings', {
    data: { 'a.b': 'c', D_e: '' },
    binaryData: { f: 'AAEC' },
    immutable: true,
  }),
  sample('v1', 'Secret', 'plain', {
    type: 'Opaque',
    data: { a: 'YQ==' },
    stringData: { b: 'c' },
    immutable: false,
  }),
  sample('v1', 'Secret', 'tls', { type: 'kubernetes.io/tls', data: { 'tls.crt': 'YQ==', 'tls.key': 'YQ==' } }),
  sample('v1', 'Secret', 'pull', {
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': '{"auths":{}}' },
  }),
  sample('v1', 'Secret', 'basic', { type: 'kubernetes.io/basic-auth', stringData: { username: 'a' } }),
  sample('v1', 'ServiceAccount', 'shop', {
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'pull' }],
    secrets: [{ name: 'x' }],
  }),
  sample('coordination.k8s.io/v1', 'Lease', 'leader', {
    spec: {
      holderIdentity: 'a',
      leaseDurationSeconds: 15,
      leaseTransitions: 0,
      acquireTime: '2026-01-31T12:00:00.000000Z',
      renewTime: '2026-01-31T12:00:00.000000Z',
    },
  }),
];

const extensions: readonly KubernetesObject[] = [
  sample(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    'replicas',
    {
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          resourceRules: [
            {
              apiGroups: ['apps'],
              apiVersions: ['v1'],
              operations: ['CREATE', 'UPDATE'],
              resources: ['deployments'],
              scope: '*',
            },
          ],
          namespaceSelector: { matchLabels: labels },
        },
        matchConditions: [{ name: 'not-system', expression: "object.metadata.namespace != 'kube-system'" }],
        variables: [{ name: 'count', expression: 'object.spec.replicas' }],
        validations: [
          { expression: 'variables.count <= 5', message: 'too many', reason: 'Invalid' },
          { expression: 'true', messageExpression: "'a'" },
        ],
        auditAnnotations: [{ key: 'count', valueExpression: 'string(variables.count)' }],
        paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      },
    },
    true,
  ),
  sample(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    'replicas',
    {
      spec: {
        policyName: 'replicas',
        validationActions: ['Deny', 'Audit'],
        paramRef: { name: 'p', namespace: 'a', parameterNotFoundAction: 'Allow' },
        matchResources: { namespaceSelector: { matchLabels: labels } },
      },
    },
    true,
  ),
  sample(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'shops.example.org',
    {
      spec: {
        group: 'example.org',
        names: {
          kind: 'Shop',
          plural: 'shops',
          singular: 'shop',
          listKind: 'ShopList',
          shortNames: ['sh'],
          categories: ['all'],
        },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    required: ['size'],
                    properties: {
                      size: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
                      items: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 9 } },
                    },
                    'x-kubernetes-validations': [{ rule: 'self.size > 0', message: 'no' }],
                  },
                  status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                },
              },
            },
            subresources: {
              status: {},
              scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' },
            },
            additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size', priority: 1 }],
            selectableFields: [{ jsonPath: '.spec.size' }],
          },
        ],
      },
    },
    true,
  ),
];

/** Objects of kinds and with fields that the example does not have: the API server accepts each. */
export const samples: readonly KubernetesObject[] = [
  ...workloads,
  ...networks,
  ...policies,
  ...storage,
  ...extensions,
  ...rareSamples,
];
