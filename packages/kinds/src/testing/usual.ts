/** Effective specs as the defaults of the kinds make them, for tests of parts. */
const runtime = {
  language: 'java',
  size: 'medium',
  cpuBurst: false,
  env: {},
  config: {},
  writable: [{ path: '/tmp', size: '256Mi', medium: 'disk' }],
  user: 10_001,
  platform: 'linux/amd64',
} as const;

export const usualService = {
  runtime: { ...runtime, port: 8080 },
  ports: [],
  health: {
    readiness: '/health/ready',
    liveness: '/health/live',
    startup: '/health/startup',
    startTimeout: '2m',
  },
  scaling: { minReplicas: 2, maxReplicas: 4, metric: 'cpu' },
  reliability: { rollout: 'rolling', terminationGracePeriod: '45s' },
  telemetry: { metricsPath: '/metrics', traces: false },
} as const;

export const usualJob = {
  runtime,
  reliability: { terminationGracePeriod: '30s' },
  telemetry: { traces: false },
  timeout: '1h',
  retries: 2,
} as const;

/** Documents that parts ask for, with the numbers of the built-in ones. */
export const usualDocuments = {
  SizeProfile: {
    small: { cpuRequest: '250m', memoryRequest: '384Mi', memoryLimit: '512Mi' },
    medium: { cpuRequest: '500m', memoryRequest: '768Mi', memoryLimit: '1Gi' },
    tiny: { cpuRequest: '100m', memoryRequest: '64Mi', memoryLimit: '128Mi' },
  },
  LanguageProfile: {
    java: { startTimeout: '2m', dialect: 'micrometer', env: { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75' } },
  },
  ScalingProfile: { steady: { metric: 'cpu', target: 70 } },
  KindDefault: {
    'web-service': { kind: 'WebService', defaults: usualService },
    worker: { kind: 'Worker', defaults: usualService },
  },
} as const;
