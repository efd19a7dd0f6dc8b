import type { Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Node } from '../node.ts';
import { divisor, fieldKey } from './downward.ts';
import type { Fields } from './fields.ts';
import { isSet } from './fields.ts';
import type { Overlay } from './words.ts';
import { dnsLabel, notNegative, port, portOrName, protocol, subdomain, userOrGroup } from './words.ts';

function environmentValue(variable: Fields): Found {
  return (variable['value'] ?? '') !== '' && isSet(variable['valueFrom'])
    ? problem('combination', 'it cannot be set beside a value', 'valueFrom')
    : undefined;
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

const FIELDS =
  /^(?:metadata\.(?:name|namespace|uid)|metadata\.(?:labels|annotations)\['[^']+'\]|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/
    .source;
const VOLUME_FIELDS =
  /^(?:metadata\.(?:name|namespace|uid|labels|annotations)|metadata\.(?:labels|annotations)\['[^']+'\])$/
    .source;
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.source;

const keySelector: Node = {
  required: ['name', 'key'],
  properties: { name: subdomain, key: { format: 'config-key' } },
};

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
    resizePolicy: { unique: ['resourceName'] },
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
      path: { format: 'file-path' },
      mode: { minimum: 0, maximum: 0o777 },
      fieldRef: { also: { properties: { fieldPath: { pattern: VOLUME_FIELDS } } } },
      resourceFieldRef: { also: { required: ['containerName'] } },
    },
  },
  'core.v1.ObjectFieldSelector': {
    required: ['fieldPath'],
    properties: { apiVersion: { enum: ['v1'] } },
    checks: [onObject(fieldKey)],
  },
  'core.v1.ResourceFieldSelector': {
    required: ['resource'],
    properties: { resource: { pattern: RESOURCES } },
    checks: [onObject(divisor)],
  },
  'core.v1.ConfigMapKeySelector': keySelector,
  'core.v1.SecretKeySelector': keySelector,
  'core.v1.FileKeySelector': {
    properties: { key: { format: 'env-name' }, volumeName: dnsLabel, path: { format: 'path-forward' } },
  },
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
      procMount: { enum: ['Default', 'Unmasked'], minLength: 1 },
    },
    checks: [onObject(privileges)],
  },
  'core.v1.VolumeMount': {
    required: ['name', 'mountPath'],
    checks: [onObject(subPaths)],
    properties: {
      mountPropagation: { enum: ['None', 'HostToContainer', 'Bidirectional'], minLength: 1 },
      subPath: { format: 'local-path' },
      subPathExpr: { format: 'local-path' },
      recursiveReadOnly: { enum: ['Disabled', 'IfPossible', 'Enabled'], minLength: 1 },
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
