import { describe, expect, it } from 'vitest';
import {
  fullCluster,
  image,
  makeContext,
  makeEdge,
  makeEndpoint,
  makeJob,
  makeNode,
  makeWorkload,
} from '../testing.ts';
import { workloadOf } from '../workload.ts';
import { isReleased, podTemplate, releaseOf } from './pod-template.ts';

interface Container {
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly volumeMounts: readonly object[];
  readonly [field: string]: unknown;
}
interface Template {
  readonly metadata: { readonly labels: Record<string, string> };
  readonly spec: {
    readonly containers: readonly [Container];
    readonly volumes: readonly object[];
    readonly [field: string]: unknown;
  };
}

function templateOf(node = makeWorkload(), surroundings: Parameters<typeof makeContext>[1] = {}) {
  const context = makeContext(node, surroundings);
  const workload = workloadOf(node);
  if (!isReleased(workload)) throw new Error('no image');
  const template = podTemplate(
    node,
    workload,
    releaseOf(node, workload, context),
    context,
    'Always',
  ) as Template;
  return { template, spec: template.spec, container: template.spec.containers[0], problems: context.problems };
}

const labelSelector = { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } };

describe('pod template', () => {
  it('is everything that a service of medium size needs', () => {
    const { template } = templateOf();
    expect(template.metadata.labels).toMatchObject({
      'app.kubernetes.io/instance': 'orders-api',
      'app.kubernetes.io/version': '1.4.2',
    });
    expect(template.spec).toEqual({
      serviceAccountName: 'orders-api',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      os: { name: 'linux' },
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10_001,
        runAsGroup: 10_001,
        fsGroup: 10_001,
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      terminationGracePeriodSeconds: 45,
      nodeSelector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } },
          ],
        },
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'topology.kubernetes.io/zone',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector,
        },
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector,
        },
      ],
      containers: [
        {
          name: 'app',
          image,
          imagePullPolicy: 'Always',
          ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
          env: [
            { name: 'PLATFORM_ENVIRONMENT', value: 'prod' },
            { name: 'PLATFORM_REGION', value: 'eu-central-1' },
            { name: 'PLATFORM_CLUSTER', value: 'eks-eu' },
            { name: 'PLATFORM_SYSTEM', value: 'order-management' },
            { name: 'PLATFORM_SERVICE', value: 'orders-api' },
          ],
          resources: {
            requests: { cpu: '500m', memory: '768Mi', 'ephemeral-storage': '64Mi' },
            limits: { cpu: '2', memory: '1Gi', 'ephemeral-storage': '768Mi' },
          },
          startupProbe: {
            httpGet: { path: '/health/startup', port: 8080, scheme: 'HTTP' },
            initialDelaySeconds: 0,
            periodSeconds: 5,
            timeoutSeconds: 3,
            successThreshold: 1,
            failureThreshold: 24,
          },
          readinessProbe: {
            httpGet: { path: '/health/ready', port: 8080, scheme: 'HTTP' },
            initialDelaySeconds: 0,
            periodSeconds: 10,
            timeoutSeconds: 3,
            successThreshold: 1,
            failureThreshold: 3,
          },
          livenessProbe: {
            httpGet: { path: '/health/live', port: 8080, scheme: 'HTTP' },
            initialDelaySeconds: 0,
            periodSeconds: 10,
            timeoutSeconds: 5,
            successThreshold: 1,
            failureThreshold: 6,
          },
          lifecycle: { preStop: { sleep: { seconds: 10 } } },
          terminationMessagePath: '/dev/termination-log',
          terminationMessagePolicy: 'FallbackToLogsOnError',
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            privileged: false,
            readOnlyRootFilesystem: true,
          },
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ],
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }],
    });
  });

  it('has no Linux setting for Windows', () => {
    const { spec, container } = templateOf(makeWorkload({ os: 'windows' }));
    expect(spec['os']).toEqual({ name: 'windows' });
    expect(spec['securityContext']).toEqual({
      runAsNonRoot: true,
      windowsOptions: { runAsUserName: 'ContainerUser' },
    });
    expect(container).not.toHaveProperty('securityContext');
  });

  it('keeps root in a user namespace of its own', () => {
    const { spec } = templateOf(makeWorkload({ user: 0 }));
    expect(spec).toMatchObject({ hostUsers: false, securityContext: { runAsNonRoot: false, runAsUser: 0 } });
  });

  it.each([
    ['1.33', 0, 'restricted', ['FWY4107']],
    ['1.34', 0, 'restricted', ['FWY4107']],
    ['1.35', 0, 'restricted', []],
    ['1.33', 0, 'baseline', []],
    ['1.33', 10_001, 'restricted', []],
  ] as const)(
    'on Kubernetes %s, user %i, Pod Security %s: %j',
    (kubernetesVersion, user, podSecurity, expected) => {
      const { problems } = templateOf(makeWorkload({ user }), { cluster: { kubernetesVersion }, podSecurity });
      expect(problems.map(({ code }) => code)).toEqual(expected);
    },
  );

  it('runs where the tier, the accelerator and the sandbox demand it', () => {
    const node = makeWorkload({ accelerator: { type: 'nvidia.com/gpu', count: 2 } });
    const nodePool = { label: 'fairway.dev/pool=sensitive', taint: 'fairway.dev/pool=sensitive' };
    const { spec, container } = templateOf(node, { tier: { nodePool, runtimeClass: 'gvisor' } });
    expect(spec).toMatchObject({
      runtimeClassName: 'gvisor',
      nodeSelector: { 'fairway.dev/pool': 'sensitive' },
      tolerations: [
        { key: 'fairway.dev/pool', operator: 'Equal', value: 'sensitive', effect: 'NoSchedule' },
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ],
    });
    expect(container['resources']).toMatchObject({
      requests: { 'nvidia.com/gpu': '2' },
      limits: { 'nvidia.com/gpu': '2' },
    });
  });

  it('insists on the spread that the class insists on, and spreads no jobs', () => {
    const spread = { 'topology.kubernetes.io/zone': 'hard' } as const;
    expect(
      templateOf(makeWorkload(), { environmentClass: { spread } }).spec['topologySpreadConstraints'],
    ).toEqual([
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector,
      },
    ]);
    const job = templateOf(makeJob()).spec;
    expect(job).not.toHaveProperty('topologySpreadConstraints');
    expect(job).not.toHaveProperty('affinity');
  });

  it.each([
    [{ cloud: 'aws' }, 'eks.amazonaws.com/capacityType', 'SPOT', 0],
    [
      { cloud: 'aws', capabilities: { karpenter: { version: '1.14.1' } } },
      'karpenter.sh/capacity-type',
      'spot',
      0,
    ],
    [{ cloud: 'azure' }, 'kubernetes.azure.com/scalesetpriority', 'spot', 1],
  ] as const)('prefers spot nodes on %j', (cluster, key, value, tolerations) => {
    const job = { parallelism: 1, completions: 1, timeout: 60, retries: 0, spot: true };
    const { spec } = templateOf(makeJob({ job }), { cluster });
    const preference = { matchExpressions: [{ key, operator: 'In', values: [value] }] };
    expect(spec['affinity']).toEqual({
      nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference }] },
    });
    expect((spec['tolerations'] as unknown[] | undefined) ?? []).toHaveLength(tolerations);
  });

  it('pulls with the secret of the most precise registry', () => {
    const registries = [
      { host: 'registry.example.com', pullSecret: 'wide' },
      { host: 'registry.example.com/orders', pullSecret: 'platform/registry/pull' },
    ];
    expect(templateOf(makeWorkload(), { registries }).spec['imagePullSecrets']).toEqual([
      { name: 'platform-registry-pull' },
    ]);
    expect(
      templateOf(makeWorkload({ image: 'other.example.com/x:1' }), { registries }).spec,
    ).not.toHaveProperty('imagePullSecrets');
  });

  it('carries the label that Azure looks for', () => {
    const node = makeWorkload();
    const identity = makeNode('identity', 'orders-api', { azure: { permissions: [] } });
    const edges = [makeEdge('uses', node, identity)];
    const cluster = { ...fullCluster, cloud: 'azure', identity: { mode: 'workloadIdentity' } } as const;
    const labels = templateOf(node, { nodes: [identity], edges, cluster }).template.metadata.labels;
    expect(labels['azure.workload.identity/use']).toBe('true');
  });

  it('asks probes of every type and declares their port', () => {
    const times = { initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 3, failureThreshold: 4 };
    const probes = {
      startup: { type: 'exec', command: ['true'], ...times },
      readiness: { type: 'grpc', port: 9000, ...times },
      liveness: { type: 'tcp', port: 9000, ...times },
    } as const;
    const { container } = templateOf(
      makeWorkload({ probes: { ...probes, startup: { ...probes.startup, command: ['true'] } } }),
    );
    expect(container).toMatchObject({
      startupProbe: { exec: { command: ['true'] }, initialDelaySeconds: 1 },
      readinessProbe: {
        grpc: { port: 9000, service: '' },
        periodSeconds: 2,
        timeoutSeconds: 3,
        failureThreshold: 4,
      },
      livenessProbe: { tcpSocket: { port: 9000 } },
    });
    expect(container['ports']).toContainEqual({ name: 'health', containerPort: 9000, protocol: 'TCP' });
  });

  it('mounts writable folders, configuration and secrets', () => {
    const node = makeWorkload({
      writable: [{ path: '/var/cache/app', size: 2 ** 20, medium: 'memory' }],
      files: { '/etc/orders-api/config/a/b.yaml': 'x', '/opt/app.ini': 'y' },
    });
    const secret = makeNode('secret', 'orders-api.tls', {
      path: 'orders/tls',
      as: 'file',
      keys: { 'tls.key': 'key' },
      onChange: 'ignore',
      mountPath: '/etc/orders-api/secrets/tls',
    });
    const { spec, container } = templateOf(node, { nodes: [secret], edges: [makeEdge('uses', node, secret)] });
    const name = expect.stringMatching(/^orders-api-[0-9a-f]{8}$/) as string;
    expect(spec.volumes).toEqual([
      { name: 'writable-var-cache-app', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
      { name: 'config', configMap: { name, defaultMode: 292, items: [{ key: 'a_b.yaml', path: 'a/b.yaml' }] } },
      {
        name: 'config-files',
        configMap: { name, defaultMode: 292, items: [{ key: 'opt_app.ini', path: 'opt_app.ini' }] },
      },
      {
        name: 'secret-tls',
        secret: {
          secretName: 'orders-api.tls',
          defaultMode: 288,
          items: [{ key: 'tls.key', path: 'tls.key' }],
        },
      },
    ]);
    expect(container.volumeMounts).toEqual([
      { name: 'writable-var-cache-app', mountPath: '/var/cache/app' },
      { name: 'config', mountPath: '/etc/orders-api/config', readOnly: true },
      { name: 'config-files', mountPath: '/opt/app.ini', subPath: 'opt_app.ini', readOnly: true },
      { name: 'secret-tls', mountPath: '/etc/orders-api/secrets/tls', readOnly: true },
    ]);
  });
});

describe('environment of a pod', () => {
  const node = makeWorkload({ env: { B: '$(A)/$(DB_PASSWORD)', A: '$(C)', C: 'c' } });
  const payments = makeWorkload({}, 'payments-api');
  const env = {
    PAYMENTS_API_HOST: 'host',
    PAYMENTS_API_PORT: 'port',
    PAYMENTS_API_ADDRESS: 'address',
    PAYMENTS_API_URL: 'url',
  };
  const host = 'payments-api.order-management-prod.svc.cluster.local';

  it('lists variables behind those that they refer to: dependencies, platform, secrets, the author’s own', () => {
    const secret = makeNode('secret', 'orders-api.database', {
      path: 'orders/database',
      as: 'env',
      keys: { DB_PASSWORD: 'password' },
      onChange: 'restart',
    });
    const edges = [makeEdge('reaches', node, payments, { port: 8080, env }), makeEdge('uses', node, secret)];
    const { container, problems } = templateOf(node, { nodes: [payments, secret], edges });
    expect(problems).toEqual([]);
    expect(container.env).toEqual([
      { name: 'PAYMENTS_API_HOST', value: host },
      { name: 'PAYMENTS_API_PORT', value: '8080' },
      { name: 'PAYMENTS_API_ADDRESS', value: `${host}:8080` },
      { name: 'PAYMENTS_API_URL', value: `http://${host}:8080` },
      { name: 'PLATFORM_ENVIRONMENT', value: 'prod' },
      { name: 'PLATFORM_REGION', value: 'eu-central-1' },
      { name: 'PLATFORM_CLUSTER', value: 'eks-eu' },
      { name: 'PLATFORM_SYSTEM', value: 'order-management' },
      { name: 'PLATFORM_SERVICE', value: 'orders-api' },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'orders-api.database', key: 'DB_PASSWORD' } } },
      { name: 'C', value: 'c' },
      { name: 'A', value: '$(C)' },
      { name: 'B', value: '$(A)/$(DB_PASSWORD)' },
    ]);
  });

  it('reaches a service elsewhere at its host, under the names of the author', () => {
    const elsewhere = { ...payments, placements: [{ cluster: 'aks-eu', namespace: 'payments-prod' }] };
    const plain = makeWorkload();
    const edges = [
      makeEdge('reaches', plain, elsewhere, { port: 8080, env: { PAY_ADDRESS: 'address', PAY: 'url' } }),
    ];
    const routes = [{ path: '/pay', class: 'internal', timeout: 30 }];
    const endpoint = makeEndpoint({ stripPath: true, routes }, 'payments-api');
    const { container } = templateOf(plain, { nodes: [elsewhere, endpoint], edges });
    expect(container.env.slice(0, 2)).toEqual([
      { name: 'PAY_ADDRESS', value: 'payments-api.internal.example.com:443' },
      { name: 'PAY', value: 'https://payments-api.internal.example.com/pay' },
    ]);
    expect(templateOf(plain, { nodes: [elsewhere], edges }).problems.map(({ code }) => code)).toEqual([
      'FWY4105',
    ]);
  });

  it('knows hosts outside the organization', () => {
    const plain = makeWorkload();
    const mail = makeNode('external', 'smtp-example-com', {
      host: 'smtp.example.com',
      port: 465,
      protocol: 'tls',
      cidrs: [],
    });
    const named = { SMTP_HOST: 'host', SMTP_PORT: 'port', SMTP_URL: 'url' };
    const { container } = templateOf(plain, {
      nodes: [mail],
      edges: [makeEdge('reaches', plain, mail, { env: named })],
    });
    expect(container.env.slice(0, 3)).toEqual([
      { name: 'SMTP_HOST', value: 'smtp.example.com' },
      { name: 'SMTP_PORT', value: '465' },
      { name: 'SMTP_URL', value: 'tls://smtp.example.com:465' },
    ]);
  });
});
