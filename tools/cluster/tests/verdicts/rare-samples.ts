import type { KubernetesObject } from '../../client.ts';
import { claimSpec, sample, workload } from './sample-object.ts';
import { labels, plainPod } from './sample-pods.ts';

const container = plainPod.containers[0];
const second = { name: 'second', image: 'example.org/second:1' };

const hugePod = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node'] }] }],
      },
    },
  },
  containers: [
    {
      ...container,
      resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }],
      resources: {
        claims: [{ name: 'gpu' }],
        limits: { 'hugepages-2Mi': '4Mi', memory: '64Mi', 'nvidia.com/gpu': 1 },
        requests: { cpu: '100m' },
      },
      volumeMounts: [
        { name: 'pages', mountPath: '/pages', readOnly: true, recursiveReadOnly: 'IfPossible' },
        { name: 'disks', mountPath: '/disks', mountPropagation: 'HostToContainer' },
      ],
    },
  ],
  initContainers: [{ ...second, restartPolicy: 'Always', resources: { requests: { cpu: '100m' } } }],
  resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }],
  resources: { limits: { cpu: '1', memory: '128Mi' }, requests: { cpu: '500m' } },
  runtimeClassName: 'kata',
  schedulingGates: [{ name: 'example.org/wait' }],
  volumes: [
    { name: 'pages', emptyDir: { medium: 'HugePages-2Mi' } },
    { name: 'disks', iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:disk', lun: 1 } },
    { name: 'fibre', fc: { targetWWNs: ['50060e801049cfd1'], lun: 1 } },
    { name: 'ceph', cephfs: { monitors: ['10.0.0.1:6789'] } },
    { name: 'code', gitRepo: { repository: 'https://example.org/a.git', directory: 'a' } },
    { name: 'files', csi: { driver: 'Example.org', nodePublishSecretRef: { name: 'secrets' } } },
    {
      name: 'scratch',
      ephemeral: { volumeClaimTemplate: { metadata: { labels, annotations: { a: 'b' } }, spec: claimSpec } },
    },
    { name: 'nothing', projected: { sources: [{}] } },
  ],
};

const ownUsersPod = {
  hostUsers: false,
  containers: [
    {
      ...container,
      ports: [{ containerPort: 80, hostPort: 8080, hostIP: '10.0.0.1' }],
      securityContext: {
        appArmorProfile: { type: 'Localhost', localhostProfile: '/a' },
        procMount: 'Unmasked',
      },
    },
    second,
  ],
};

const windowsPod = {
  os: { name: 'windows' },
  hostNetwork: true,
  securityContext: { runAsNonRoot: true, windowsOptions: { hostProcess: true } },
  containers: [
    {
      ...container,
      securityContext: {
        windowsOptions: {
          gmsaCredentialSpecName: 'gmsa',
          gmsaCredentialSpec: '{}',
          hostProcess: true,
          runAsUserName: 'NT AUTHORITY\\SYSTEM',
        },
      },
    },
  ],
};

const annotations = {
  'controller.kubernetes.io/pod-deletion-cost': '100',
  'container.apparmor.security.beta.kubernetes.io/app': 'localhost/a',
  'container.seccomp.security.alpha.kubernetes.io/app': 'runtime/default',
};

const annotated = {
  name: 'annotated',
  namespace: 'verdicts',
  annotations,
  finalizers: ['example.org/a', 'orphan'],
  generateName: 'annotated-',
};

const pods: readonly KubernetesObject[] = [
  sample('apps/v1', 'Deployment', 'huge', workload({}, hugePod)),
  sample('v1', 'Pod', 'own-users', { spec: ownUsersPod }),
  sample('v1', 'Pod', 'windows', { spec: windowsPod }),
  { ...sample('v1', 'Pod', 'annotated', { spec: plainPod }), metadata: annotated },
];

const workloads: readonly KubernetesObject[] = [
  sample('apps/v1', 'Deployment', 'owned', {
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels, ownerReferences: [{ name: 'a' }] }, spec: plainPod },
    },
  }),
  sample(
    'apps/v1',
    'DaemonSet',
    'surging',
    workload({ updateStrategy: { rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } }),
  ),
  sample(
    'apps/v1',
    'DaemonSet',
    'by-hand',
    workload({ updateStrategy: { type: 'OnDelete', rollingUpdate: {} } }),
  ),
  sample(
    'apps/v1',
    'StatefulSet',
    'disks',
    workload(
      {
        serviceName: 'disks',
        updateStrategy: { type: 'OnDelete' },
        volumeClaimTemplates: [
          { metadata: { name: 'data' }, spec: claimSpec },
          { metadata: { name: 'disk', labels }, spec: { ...claimSpec, volumeMode: 'Block' } },
        ],
      },
      {
        containers: [
          {
            ...container,
            volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'a', subPathExpr: '' }],
            volumeDevices: [{ name: 'disk', devicePath: '/dev/disk' }],
          },
        ],
        volumes: [{ name: 'disk', emptyDir: {} }],
      },
    ),
  ),
  sample('batch/v1', 'Job', 'by-hand', {
    spec: {
      manualSelector: true,
      selector: { matchLabels: labels },
      podReplacementPolicy: 'Failed',
      managedBy: 'example.org/jobs',
      podFailurePolicy: {
        rules: [{ action: 'Count', onExitCodes: { operator: 'NotIn', values: [0, 1] } }],
      },
      template: { metadata: { labels }, spec: { ...plainPod, restartPolicy: 'Never' } },
    },
  }),
  sample('batch/v1', 'Job', 'named', {
    spec: {
      template: {
        metadata: { labels: { 'job-name': 'named', 'batch.kubernetes.io/job-name': 'named' } },
        spec: { ...plainPod, restartPolicy: 'Never' },
      },
    },
  }),
  sample('batch/v1', 'CronJob', 'hourly', {
    spec: {
      schedule: '@every 1h30m',
      timeZone: 'UTC',
      jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', ...plainPod } } } },
    },
  }),
];

const networks: readonly KubernetesObject[] = [
  {
    ...sample('v1', 'Service', 'ranges', {
      spec: {
        type: 'LoadBalancer',
        externalIPs: ['10.1.2.3'],
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        ports: [{ port: 80 }],
      },
    }),
    metadata: {
      name: 'ranges',
      namespace: 'verdicts',
      annotations: { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8, 11.0.0.0/8' },
    },
  },
  sample('v1', 'Service', 'complete', { spec: { type: 'ExternalName', externalName: 'db.example.org.' } }),
  sample('v1', 'Endpoints', 'several', {
    subsets: [
      {
        addresses: [{ ip: '10.1.2.3', nodeName: 'node' }],
        ports: [
          { name: 'http', port: 80, appProtocol: 'http' },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ],
      },
    ],
  }),
  sample('discovery.k8s.io/v1', 'EndpointSlice', 'hinted', {
    addressType: 'IPv6',
    endpoints: [
      {
        addresses: ['fd00::1'],
        nodeName: 'node',
        hints: { forZones: [{ name: 'a' }, { name: '' }], forNodes: [{ name: 'node' }] },
      },
    ],
    ports: [{ port: 80 }, { name: 'dns', port: 53, protocol: 'UDP', appProtocol: 'dns' }],
  }),
  sample('discovery.k8s.io/v1', 'EndpointSlice', 'named', {
    addressType: 'FQDN',
    endpoints: [{ addresses: ['db.example.org.'] }],
  }),
  sample('networking.k8s.io/v1', 'Ingress', 'numbers', {
    spec: {
      rules: [
        {
          host: '999.1.1.1',
          http: {
            paths: [
              {
                path: '/a',
                pathType: 'ImplementationSpecific',
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
    'spaced',
    {
      spec: {
        controller: 'k8s.io/ingress-nginx',
        parameters: { kind: 'ConfigMap', name: 'p', scope: 'Namespace', namespace: 'verdicts' },
      },
    },
    true,
  ),
];

const local = {
  capacity: { storage: '10Gi' },
  accessModes: ['ReadWriteOnce'],
  persistentVolumeReclaimPolicy: 'Retain',
  storageClassName: 'local',
  volumeMode: 'Filesystem',
  local: { path: '/mnt/a' },
  nodeAffinity: {
    required: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['node'] }] },
      ],
    },
  },
};
const { local: _local, nodeAffinity: _affinity, ...anywhere } = local;
const secretRef = { name: 'secrets', namespace: 'verdicts' };
const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };

const storage: readonly KubernetesObject[] = [
  sample('v1', 'PersistentVolume', 'local', { spec: local }, true),
  sample(
    'v1',
    'PersistentVolume',
    'driver',
    {
      spec: {
        ...anywhere,
        csi: {
          driver: 'ebs.csi.aws.com',
          volumeHandle: 'vol-1',
          nodePublishSecretRef: secretRef,
          nodeStageSecretRef: { name: 'secrets' },
        },
        mountOptions: ['noatime'],
        volumeAttributesClassName: 'fast',
      },
    },
    true,
  ),
  sample(
    'v1',
    'PersistentVolume',
    'host',
    { spec: { ...anywhere, persistentVolumeReclaimPolicy: 'Recycle', hostPath: { path: '/mnt/a' } } },
    true,
  ),
  sample('v1', 'PersistentVolumeClaim', 'restored', {
    spec: { ...claimSpec, dataSource: snapshot, dataSourceRef: snapshot, volumeAttributesClassName: 'fast' },
  }),
  sample('v1', 'PersistentVolumeClaim', 'dropped', {
    spec: { ...claimSpec, dataSource: { apiGroup: 'example.org', kind: 'Backup', name: 'b' } },
  }),
  sample(
    'storage.k8s.io/v1',
    'StorageClass',
    'zones',
    {
      provisioner: 'Example.org/Zones',
      parameters: { type: 'a' },
      allowedTopologies: [
        { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] },
        { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['c'] }] },
      ],
    },
    true,
  ),
  sample(
    'scheduling.k8s.io/v1',
    'PriorityClass',
    'system-cluster-critical',
    { value: 2_000_000_000, description: 'the highest but one' },
    true,
  ),
  sample('v1', 'Secret', 'null', {
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': 'null' },
  }),
  sample(
    'v1',
    'Namespace',
    'verdicts-finalized',
    { spec: { finalizers: ['kubernetes', 'example.org/a'] } },
    true,
  ),
  sample('v1', 'ResourceQuota', 'objects', {
    spec: { hard: { 'count/pods': '5', 'requests.nvidia.com/gpu': '2' } },
  }),
  sample('v1', 'LimitRange', 'devices', {
    spec: {
      limits: [
        { type: 'Container', default: { 'nvidia.com/gpu': '1' }, defaultRequest: { 'nvidia.com/gpu': '1' } },
      ],
    },
  }),
];

const rule = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };

const policies: readonly KubernetesObject[] = [
  sample('autoscaling/v1', 'HorizontalPodAutoscaler', 'old', {
    spec: {
      minReplicas: 1,
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 80,
      scaleTargetRef: { apiVersion: 'v1', kind: 'ReplicationController', name: 'shop' },
    },
  }),
  sample('autoscaling/v2', 'HorizontalPodAutoscaler', 'unread', {
    spec: {
      maxReplicas: 3,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: {
              name: 'rps',
              selector: { matchLabels: { a: 'b c' }, matchExpressions: [{ key: 'a', operator: 'Is' }] },
            },
            target: { type: 'AverageValue', averageValue: ' 10 ' },
          },
        },
      ],
    },
  }),
  sample(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    'users',
    {
      spec: {
        matchConstraints: {
          resourceRules: [{ ...rule, resources: ['deployments', 'deployments/*'], resourceNames: ['a'] }],
        },
        matchConditions: [{ name: 'users', expression: "request.userInfo.groups.exists(g, g == 'a')" }],
        variables: [
          { name: 'count', expression: '1' },
          { name: 'more', expression: 'variables.count + 1' },
        ],
        validations: [
          {
            expression: "authorizer.group('apps').resource('deployments').check('get').allowed()",
            message: 'no\n',
          },
          { expression: "authorizer.requestResource.check('get').allowed() || variables.more == 2" },
          { expression: "namespaceObject.metadata.name == 'a'", messageExpression: "'no ' + request.name" },
        ],
        auditAnnotations: [{ key: 'none', valueExpression: 'null' }],
      },
    },
    true,
  ),
  sample(
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicyBinding',
    'users',
    {
      spec: {
        policyName: 'users',
        validationActions: ['Warn'],
        paramRef: { selector: { matchLabels: labels }, parameterNotFoundAction: 'Deny' },
        matchResources: { resourceRules: [{ ...rule, resources: ['*/status', 'deployments/scale'] }] },
      },
    },
    true,
  ),
];

/** Objects with fields and values that few have: the API server accepts each. */
export const rareSamples: readonly KubernetesObject[] = [
  ...pods,
  ...workloads,
  ...networks,
  ...storage,
  ...policies,
];
