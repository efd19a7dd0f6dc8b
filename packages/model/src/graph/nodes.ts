import { z } from 'zod';

/** A node type: its name and the schema of its properties. */
export interface NodeType<S extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly description: string;
  readonly properties: S;
}

const port = z.int().min(1).max(65_535);
const named = z.strictObject({ name: z.string(), port, protocol: z.enum(['http', 'grpc', 'tcp']) });
const probe = z.strictObject({
  type: z.enum(['http', 'grpc', 'tcp', 'exec']),
  path: z.string().optional(),
  port: port.optional(),
  command: z.array(z.string()).optional(),
  initialDelaySeconds: z.int(),
  periodSeconds: z.int(),
  timeoutSeconds: z.int(),
  failureThreshold: z.int(),
});

const pace = z.strictObject({ stabilization: z.int(), percentage: z.int(), period: z.int() });

/**
 * A workload as every engine sees it: defaults filled, profiles resolved, units fixed
 * (CPU in millicores, memory in bytes, time in seconds).
 */
export const WorkloadProperties = z.strictObject({
  kind: z.string(),
  /** How it runs: `service` and `worker` for ever, `cron` by schedule, `job` once. */
  shape: z.enum(['service', 'worker', 'cron', 'job']),
  description: z.string().optional(),
  costCenter: z.string(),
  onCall: z.strictObject({ page: z.string().optional(), ticket: z.string().optional() }).optional(),
  sloClass: z.string().optional(),
  dataClass: z.string(),
  language: z.string(),
  languageVersion: z.string().optional(),
  size: z.string(),
  /** `null` where no release exists yet: the workload objects are left out. */
  image: z.string().nullable(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  os: z.enum(['linux', 'windows']),
  architecture: z.enum(['amd64', 'arm64']),
  user: z.int(),
  accelerator: z.strictObject({ type: z.string(), count: z.int() }).optional(),
  resources: z.strictObject({
    cpuRequest: z.int(),
    /** `null`: no CPU limit. */
    cpuLimit: z.int().nullable(),
    memoryRequest: z.int(),
    memoryLimit: z.int(),
    ephemeralRequest: z.int(),
    ephemeralLimit: z.int(),
  }),
  /** Plain variables, as written; outputs of dependencies are added by the emitter. */
  env: z.record(z.string(), z.string()),
  /** Configuration files by absolute path. */
  files: z.record(z.string(), z.string()),
  writable: z.array(z.strictObject({ path: z.string(), size: z.int(), medium: z.enum(['disk', 'memory']) })),
  /** The main port first; the metrics port too where it is another one. Empty for workloads that do not listen. */
  ports: z.array(named),
  probes: z.strictObject({
    startup: probe.optional(),
    readiness: probe.optional(),
    liveness: probe.optional(),
  }),
  scaling: z
    .strictObject({
      min: z.int(),
      max: z.int(),
      metric: z.enum(['cpu', 'memory', 'requests', 'queueDepth', 'lag', 'schedule']).optional(),
      target: z.number().optional(),
      /** At most `percentage` of the replicas per `period`, once the change has held for `stabilization` (seconds). */
      scaleUp: pace.optional(),
      scaleDown: pace.optional(),
    })
    .optional(),
  rollout: z
    .strictObject({
      strategy: z.enum(['rolling', 'canary', 'blueGreen', 'recreate']),
      canary: z.strictObject({ percentage: z.int(), duration: z.int() }).optional(),
    })
    .optional(),
  terminationGracePeriod: z.int(),
  /** Seconds before the process is told to stop, so that load balancers forget the pod; 0 for none. */
  preStopDelay: z.int(),
  telemetry: z.strictObject({
    port: port.optional(),
    /** `null`: not scraped. */
    path: z.string().nullable(),
    dialect: z.string().optional(),
    traces: z.boolean(),
  }),
  slos: z.array(z.record(z.string(), z.unknown())).optional(),
  schedule: z
    .strictObject({
      cron: z.string(),
      timeZone: z.string(),
      concurrencyPolicy: z.enum(['forbid', 'replace']),
      startDeadline: z.int(),
      history: z.int(),
      suspend: z.boolean(),
    })
    .optional(),
  job: z
    .strictObject({
      trigger: z.enum(['release', 'manual']).optional(),
      parallelism: z.int(),
      completions: z.int(),
      timeout: z.int(),
      retries: z.int(),
      spot: z.boolean(),
    })
    .optional(),
  /** Data that platform-specific parts add, by plugin. */
  extensions: z.record(z.string(), z.unknown()).optional(),
});
export type WorkloadProperties = z.infer<typeof WorkloadProperties>;

/** Where a workload can be reached from outside its namespace's peers: hosts, paths, limits. */
export const EndpointProperties = z.strictObject({
  class: z.string(),
  reach: z.enum(['internal', 'public']),
  /** Hosts in this environment, the main one first. `redirect` hosts answer with a redirect to the main one. */
  hosts: z.array(z.strictObject({ host: z.string(), redirect: z.boolean() })),
  protocol: z.enum(['http', 'grpc']),
  port,
  stripPath: z.boolean(),
  /** The main path first. Times in seconds, sizes in bytes. */
  routes: z.array(
    z.strictObject({
      path: z.string(),
      class: z.string(),
      timeout: z.int(),
      idleTimeout: z.int().optional(),
      maxBodySize: z.int().optional(),
    }),
  ),
  tls: z.strictObject({ minimumVersion: z.string(), issuer: z.string().optional() }),
  waf: z.enum(['required', 'allowed', 'detectionOnly', 'off']),
  sessionAffinity: z.enum(['none', 'cookie', 'clientIP']),
  gateway: z.string(),
  clientCertificate: z.unknown().optional(),
  allowedSources: z.array(z.string()).optional(),
  rateLimit: z.unknown().optional(),
  /** Role that must agree before the endpoint exists in production. */
  approval: z.string().optional(),
});
export type EndpointProperties = z.infer<typeof EndpointProperties>;

/** A secret that a workload reads; only names and paths, never a value. */
export const SecretProperties = z.strictObject({
  /** Logical path, placeholders filled: `orders/production/database`. */
  path: z.string(),
  as: z.enum(['file', 'env']),
  /** Variable or file name → key in the store. Empty: every key, as files. */
  keys: z.record(z.string(), z.string()),
  onChange: z.enum(['restart', 'ignore']),
  mountPath: z.string().optional(),
});
export type SecretProperties = z.infer<typeof SecretProperties>;

/** Who the workload is to a cloud. Only what the clouds of its clusters need is used. */
export const IdentityProperties = z.strictObject({
  aws: z
    .strictObject({
      profile: z.string().optional(),
      permissions: z.array(z.string()),
      resources: z.array(z.string()),
    })
    .optional(),
  azure: z
    .strictObject({
      profile: z.string().optional(),
      permissions: z.array(z.string()),
      scope: z.string().optional(),
      clientId: z.string().optional(),
    })
    .optional(),
});
export type IdentityProperties = z.infer<typeof IdentityProperties>;

/** Something outside the organization that a workload talks to. */
export const ExternalProperties = z.strictObject({
  host: z.string(),
  port,
  protocol: z.enum(['tls', 'tcp', 'https']),
  cidrs: z.array(z.string()),
});
export type ExternalProperties = z.infer<typeof ExternalProperties>;

/** The share of a system in an environment. */
export const NamespaceProperties = z.strictObject({
  team: z.string(),
  costCenter: z.string(),
  tenantTier: z.string(),
  podSecurity: z.enum(['restricted', 'baseline']),
});
export type NamespaceProperties = z.infer<typeof NamespaceProperties>;

/** The node types of Fairway itself; plugins add their own. */
export const nodeTypes = [
  {
    type: 'workload',
    description: 'A program of a team that runs on Kubernetes.',
    properties: WorkloadProperties,
  },
  {
    type: 'endpoint',
    description: 'Hosts and paths where a workload is reached.',
    properties: EndpointProperties,
  },
  { type: 'secret', description: 'A secret that a workload reads, by path.', properties: SecretProperties },
  { type: 'identity', description: 'The cloud identity of a workload.', properties: IdentityProperties },
  { type: 'external', description: 'A host outside the organization.', properties: ExternalProperties },
  { type: 'namespace', description: 'The namespace share of a system.', properties: NamespaceProperties },
] as const satisfies readonly NodeType[];
