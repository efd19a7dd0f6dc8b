/** Labels that samples have in common. */
export const labels = { app: 'shop' };

const container = { name: 'app', image: 'example.org/shop:1' };
/** A pod with nothing but what it must have. */
export const plainPod = { containers: [container] };

/** A pod that uses most of what pods can have. */
export const richPod = {
  activeDeadlineSeconds: 600,
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64'] }] },
        ],
      },
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 10, preference: { matchExpressions: [{ key: 'cpu', operator: 'Gt', values: ['4'] }] } },
      ],
    },
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          topologyKey: 'topology.kubernetes.io/zone',
          labelSelector: { matchLabels: labels },
          namespaces: ['a'],
        },
      ],
    },
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } },
        },
      ],
    },
  },
  containers: [
    {
      ...container,
      args: ['--port', '8080'],
      command: ['/shop'],
      env: [
        { name: 'PLAIN', value: 'x' },
        { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        { name: 'LABEL', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
        { name: 'KEY', valueFrom: { configMapKeyRef: { name: 'settings', key: 'key' } } },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'secrets', key: 'key', optional: true } } },
      ],
      envFrom: [{ prefix: 'A_', configMapRef: { name: 'settings' } }, { secretRef: { name: 'secrets' } }],
      imagePullPolicy: 'IfNotPresent',
      lifecycle: { postStart: { exec: { command: ['true'] } }, preStop: { sleep: { seconds: 5 } } },
      livenessProbe: {
        httpGet: { path: '/live', port: 'http', httpHeaders: [{ name: 'X-A', value: 'b' }] },
        periodSeconds: 5,
      },
      readinessProbe: { grpc: { port: 9090, service: 'x' }, successThreshold: 2, failureThreshold: 3 },
      startupProbe: {
        tcpSocket: { port: 8080 },
        initialDelaySeconds: 1,
        timeoutSeconds: 2,
        terminationGracePeriodSeconds: 5,
      },
      ports: [
        { name: 'http', containerPort: 8080, protocol: 'TCP' },
        { name: 'grpc', containerPort: 9090, hostPort: 9090 },
      ],
      resources: {
        requests: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '1Gi', 'example.com/gpu': '1' },
        limits: { cpu: 1, memory: '128Mi', 'ephemeral-storage': '2Gi', 'example.com/gpu': 1 },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsGroup: 1,
        runAsUser: 1,
        seccompProfile: { type: 'Localhost', localhostProfile: 'a/b.json' },
      },
      terminationMessagePolicy: 'FallbackToLogsOnError',
      volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }],
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp', subPath: 'a' },
        { name: 'all', mountPath: '/all', readOnly: true, subPathExpr: '$(NODE)' },
      ],
      workingDir: '/w',
    },
  ],
  dnsConfig: {
    nameservers: ['10.0.0.10'],
    options: [{ name: 'ndots', value: '2' }],
    searches: ['example.org'],
  },
  dnsPolicy: 'None',
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a.example.org'] }],
  hostname: 'h',
  imagePullSecrets: [{ name: 'pull' }],
  initContainers: [
    { name: 'first', image: 'example.org/init:1' },
    {
      name: 'sidecar',
      image: 'example.org/proxy:1',
      restartPolicy: 'Always',
      readinessProbe: { exec: { command: ['true'] } },
    },
  ],
  nodeSelector: { disk: 'ssd' },
  priorityClassName: 'system-node-critical',
  readinessGates: [{ conditionType: 'example.org/ready' }],
  schedulerName: 'default-scheduler',
  securityContext: {
    fsGroup: 1,
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    supplementalGroups: [1, 2],
    sysctls: [{ name: 'net.core.somaxconn', value: '1024' }],
  },
  serviceAccountName: 'shop',
  subdomain: 's',
  terminationGracePeriodSeconds: 30,
  tolerations: [
    { key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' },
    { key: 'c', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
  ],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      minDomains: 2,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: labels },
      matchLabelKeys: ['pod-template-hash'],
    },
  ],
  volumes: [
    { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
    { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } },
    {
      name: 'settings',
      configMap: { name: 'settings', defaultMode: 0o440, items: [{ key: 'a', path: 'b/c', mode: 0o400 }] },
    },
    { name: 'secret', secret: { secretName: 'secrets', optional: true } },
    { name: 'host', hostPath: { path: '/var/log', type: 'Directory' } },
    { name: 'nfs', nfs: { server: 'nfs.example.org', path: '/export' } },
    { name: 'csi', csi: { driver: 'csi.example.org', volumeAttributes: { a: 'b' } } },
    {
      name: 'claim',
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    },
    {
      name: 'all',
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 3600 } },
          { configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
        ],
      },
    },
  ],
};
const { activeDeadlineSeconds: _short, ...rest } = richPod;

/** The same for pods that run for ever. */
export const lastingPod = rest;
