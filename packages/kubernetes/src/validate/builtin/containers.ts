import type { Found } from '../problem.ts';
import { isRecord, joinBelow, onObject, problem, quote } from '../problem.ts';
import type { Node } from '../node.ts';
import { amountOf, isWhole } from './amounts.ts';
import type { Overlay } from './words.ts';
import { notNegative, port, portOrName, protocol, userOrGroup } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function environmentValue(variable: Fields): Found {
  return (variable['value'] ?? '') !== '' && isSet(variable['valueFrom'])
    ? problem('combination', 'it cannot be set beside a value', 'valueFrom')
    : undefined;
}

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** Resources that containers may ask for: the standard ones, huge pages, and those with a prefix. */
function resourceNames(amounts: Fields): Found {
  let found: Found;
  for (const name in amounts) {
    if (STANDARD.has(name) || name.startsWith('hugepages-')) continue;
    if (!name.includes('/')) found = joinBelow(found, problem('name', 'it is no resource of containers'), name);
    else if (!isWhole(amounts[name]))
      found = joinBelow(found, problem('type', 'it must be a whole number'), name);
  }
  return found;
}

/** Requests are at most their limits; those of resources that cannot be shared are equal to them. */
function requestsFit({ requests, limits }: Fields): Found {
  if (!isRecord(requests)) return undefined;
  const bounds: Fields = isRecord(limits) ? limits : {};
  let found: Found;
  for (const name in requests) {
    const wanted = requests[name];
    const limit = bounds[name];
    const exact = !STANDARD.has(name);
    if (limit === undefined || limit === null) {
      if (exact) found = joinBelow(found, problem('required', 'a limit must be set too'), name);
      continue;
    }
    if (limit === wanted) continue;
    const left = amountOf(wanted);
    const right = amountOf(limit);
    if (left === undefined || right === undefined) continue;
    if (left > right)
      found = joinBelow(
        found,
        problem('range', `${quote(wanted)} is more than the limit ${quote(limit)}`),
        name,
      );
    else if (exact && left !== right)
      found = joinBelow(found, problem('range', `it must be equal to the limit ${quote(limit)}`), name);
  }
  return found === undefined ? undefined : joinBelow(undefined, found, 'requests');
}

function privileges(context: Fields): Found {
  if (context['allowPrivilegeEscalation'] !== false) return undefined;
  if (context['privileged'] === true)
    return problem('combination', 'it cannot be false for a privileged container', 'allowPrivilegeEscalation');
  const { capabilities } = context;
  const added = isRecord(capabilities) ? capabilities['add'] : undefined;
  // The server knows it by this name only.
  return Array.isArray(added) && added.includes('CAP_SYS_ADMIN')
    ? problem('combination', 'it cannot be false beside CAP_SYS_ADMIN', 'allowPrivilegeEscalation')
    : undefined;
}

function subPaths({ subPath, subPathExpr }: Fields): Found {
  return (subPath ?? '') !== '' && (subPathExpr ?? '') !== ''
    ? problem('combination', 'subPath and subPathExpr exclude each other', 'subPathExpr')
    : undefined;
}

/** Amounts of resources that containers ask for. */
export const amounts: Node = {
  keyFormat: 'resource-name',
  additionalProperties: { format: 'quantity-not-negative' },
  checks: [onObject(resourceNames)],
};

const FIELDS =
  /^(?:metadata\.(?:name|namespace|uid)|metadata\.(?:labels|annotations)\['[^']+'\]|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/
    .source;
const VOLUME_FIELDS =
  /^(?:metadata\.(?:name|namespace|uid|labels|annotations)|metadata\.(?:labels|annotations)\['[^']+'\])$/
    .source;
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.source;

const handler: Node = { exactlyOne: ['exec', 'httpGet', 'tcpSocket', 'sleep'] };
const onlyOnce: Node = { properties: { successThreshold: { minimum: 0, maximum: 1 } } };

const container: Node = {
  required: ['name', 'image'],
  properties: {
    name: { format: 'dns-label' },
    image: { pattern: String.raw`^\S(?:[\s\S]*\S)?$` },
    imagePullPolicy: { enum: ['Always', 'IfNotPresent', 'Never'] },
    terminationMessagePolicy: { enum: ['File', 'FallbackToLogsOnError'] },
    ports: { unique: ['name'] },
    livenessProbe: { also: onlyOnce },
    startupProbe: { also: onlyOnce },
    readinessProbe: { also: { forbidden: ['terminationGracePeriodSeconds'] } },
  },
};

/** Containers (`validateContainers` and below, `pkg/apis/core/validation`). */
export const containers: Overlay = {
  'core.v1.Container': container,
  'core.v1.ContainerPort': {
    required: ['containerPort'],
    properties: {
      containerPort: port,
      hostPort: { minimum: 0, maximum: 65_535 },
      name: { format: 'port-name' },
      protocol,
    },
  },
  'core.v1.EnvVar': {
    required: ['name'],
    properties: { name: { format: 'env-name' } },
    checks: [onObject(environmentValue)],
  },
  'core.v1.EnvVarSource': {
    exactlyOne: ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'],
    properties: { fieldRef: { also: { properties: { fieldPath: { pattern: FIELDS } } } } },
  },
  'core.v1.DownwardAPIVolumeFile': {
    required: ['path'],
    exactlyOne: ['fieldRef', 'resourceFieldRef'],
    properties: {
      path: { format: 'local-path' },
      mode: { minimum: 0, maximum: 0o777 },
      fieldRef: { also: { properties: { fieldPath: { pattern: VOLUME_FIELDS } } } },
      resourceFieldRef: { also: { required: ['containerName'] } },
    },
  },
  'core.v1.ObjectFieldSelector': { required: ['fieldPath'] },
  'core.v1.ResourceFieldSelector': { required: ['resource'], properties: { resource: { pattern: RESOURCES } } },
  'core.v1.ConfigMapKeySelector': { required: ['key'], properties: { key: { format: 'config-key' } } },
  'core.v1.SecretKeySelector': { required: ['key'], properties: { key: { format: 'config-key' } } },
  'core.v1.EnvFromSource': {
    exactlyOne: ['configMapRef', 'secretRef'],
    properties: {
      prefix: { format: 'env-name' },
      configMapRef: {
        also: { required: ['name'], properties: { name: { format: 'dns-subdomain', minLength: 1 } } },
      },
      secretRef: {
        also: { required: ['name'], properties: { name: { format: 'dns-subdomain', minLength: 1 } } },
      },
    },
  },
  'core.v1.ResourceRequirements': {
    properties: { limits: amounts, requests: amounts },
    checks: [onObject(requestsFit)],
  },
  'core.v1.Probe': {
    exactlyOne: ['exec', 'httpGet', 'tcpSocket', 'grpc'],
    properties: {
      initialDelaySeconds: notNegative,
      timeoutSeconds: notNegative,
      periodSeconds: notNegative,
      successThreshold: notNegative,
      failureThreshold: notNegative,
      terminationGracePeriodSeconds: { minimum: 1 },
    },
  },
  'core.v1.ExecAction': { required: ['command'], properties: { command: { minItems: 1 } } },
  'core.v1.HTTPGetAction': {
    required: ['port'],
    properties: { port: portOrName, scheme: { enum: ['HTTP', 'HTTPS'] } },
  },
  'core.v1.HTTPHeader': { required: ['name'], properties: { name: { format: 'header-name' } } },
  'core.v1.TCPSocketAction': { required: ['port'], properties: { port: portOrName } },
  'core.v1.GRPCAction': { required: ['port'], properties: { port } },
  'core.v1.Lifecycle': { properties: { postStart: { also: handler }, preStop: { also: handler } } },
  'core.v1.SleepAction': { required: [] },
  'core.v1.SecurityContext': {
    properties: {
      runAsUser: userOrGroup,
      runAsGroup: userOrGroup,
      procMount: { enum: ['Default', 'Unmasked'] },
    },
    checks: [onObject(privileges)],
  },
  'core.v1.VolumeMount': {
    required: ['name', 'mountPath'],
    checks: [onObject(subPaths)],
    properties: {
      mountPropagation: { enum: ['None', 'HostToContainer', 'Bidirectional'] },
      subPath: { format: 'local-path' },
      subPathExpr: { format: 'local-path' },
      recursiveReadOnly: { enum: ['Disabled', 'IfPossible', 'Enabled'] },
    },
  },
  'core.v1.VolumeDevice': { required: ['name', 'devicePath'] },
  'core.v1.ContainerRestartRule': {
    required: ['action', 'exitCodes'],
    properties: { action: { enum: ['Restart', 'RestartAllContainers'] } },
  },
  'core.v1.ContainerRestartRuleOnExitCodes': {
    required: ['operator'],
    properties: { operator: { enum: ['In', 'NotIn'] }, values: { maxItems: 255 } },
  },
  'core.v1.ContainerResizePolicy': {
    required: ['resourceName', 'restartPolicy'],
    properties: {
      resourceName: { enum: ['cpu', 'memory'] },
      restartPolicy: { enum: ['NotRequired', 'RestartContainer'] },
    },
  },
};
