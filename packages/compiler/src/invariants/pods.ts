import type { KubernetesObject, Violation } from '@fairway/model';

/** Any object of a manifest; patches may have left any shape behind, so nothing is taken for granted. */
export interface Fields {
  readonly [field: string]: unknown;
}

const nothing: Fields = Object.freeze({});
const noItems: readonly Fields[] = Object.freeze([]);

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : nothing;
}

/** The objects of a list; none where the value is no list. */
export function itemsOf(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) return noItems;
  for (const item of value) {
    if (typeof item !== 'object' || item === null)
      return value.filter((entry) => fieldsOf(entry) === entry) as Fields[];
  }
  return value as Fields[];
}

/** The texts of a list; none where the value is no list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A value as a message shows it: texts without quotes, everything else as JSON. */
export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** A pod template and where it stands. */
export interface PodTemplate {
  readonly object: KubernetesObject;
  /** Path of the template: `spec.template`. */
  readonly path: string;
  readonly metadata: Fields;
  readonly spec: Fields;
}

export type ContainerList = 'containers' | 'initContainers' | 'ephemeralContainers';

export interface Container {
  readonly pod: PodTemplate;
  readonly list: ContainerList;
  readonly fields: Fields;
}

const lists: readonly ContainerList[] = ['containers', 'initContainers', 'ephemeralContainers'];

/** The pod templates among objects: those of Deployments, Rollouts, Jobs, CronJobs and their like, and bare Pods. */
export function pods(objects: readonly KubernetesObject[]): readonly PodTemplate[] {
  const found: PodTemplate[] = [];
  for (const object of objects) {
    const pod = podOf(object);
    if (pod !== undefined) found.push(pod);
  }
  return found;
}

function podOf(object: KubernetesObject): PodTemplate | undefined {
  switch (object.kind) {
    case 'Deployment':
    case 'Rollout':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
      return templateOf(object, 'spec.template', fieldsOf(fieldsOf(object['spec'])['template']));
    case 'CronJob': {
      const job = fieldsOf(fieldsOf(fieldsOf(object['spec'])['jobTemplate'])['spec']);
      return templateOf(object, 'spec.jobTemplate.spec.template', fieldsOf(job['template']));
    }
    case 'Pod':
      return templateOf(object, '', object);
    default:
      return undefined;
  }
}

function templateOf(object: KubernetesObject, path: string, template: Fields): PodTemplate {
  return { object, path, metadata: fieldsOf(template['metadata']), spec: fieldsOf(template['spec']) };
}

/** Every container of every pod template: ordinary, init and ephemeral ones. */
export function containers(objects: readonly KubernetesObject[]): readonly Container[] {
  const found: Container[] = [];
  for (const pod of pods(objects)) {
    for (const list of lists) {
      for (const fields of itemsOf(pod.spec[list])) found.push({ pod, list, fields });
    }
  }
  return found;
}

/** Canonical path of a field of the pod's spec: `spec.template.spec.hostNetwork`. */
export function podPath(pod: PodTemplate, field: string): string {
  return pod.path === '' ? `spec.${field}` : `${pod.path}.spec.${field}`;
}

/** Canonical path of a field of a container: `spec.template.spec.containers[name=app].image`. */
export function containerPath(container: Container, field: string): string {
  const name = container.fields['name'];
  return podPath(container.pod, `${container.list}[name=${typeof name === 'string' ? name : '?'}].${field}`);
}

/** A violation of a field of a container. */
export function inContainer(container: Container, field: string, message: string): Violation {
  return {
    object: container.pod.object,
    path: containerPath(container, field),
    message: `container ${nameOf(container)} ${message}`,
  };
}

/** A violation of a field of a pod. */
export function inPod(pod: PodTemplate, field: string, message: string): Violation {
  return { object: pod.object, path: podPath(pod, field), message };
}

function nameOf(container: Container): string {
  return typeof container.fields['name'] === 'string' ? container.fields['name'] : '(unnamed)';
}

/** Labels of a metadata or a selector; values that are no text are left out. */
export function labelsOf(value: unknown): Readonly<Record<string, string>> {
  return fieldsOf(value) as Readonly<Record<string, string>>;
}
