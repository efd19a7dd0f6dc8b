import type { Invariant, InvariantContext, Violation } from '@fairway/model';
import {
  type Container,
  containers,
  fieldsOf,
  inContainer,
  inPod,
  itemsOf,
  pods,
  type PodTemplate,
} from '../pods.ts';

export const referencesResolveInvariant: Invariant = {
  id: 'references-resolve',
  title: 'What a pod refers to exists',
  appliesTo: { shapes: ['service', 'worker', 'cron', 'job'] },
  reason: 'A pod that refers to a missing ConfigMap or Secret never starts.',
  check,
};

type Names = Readonly<Record<'ConfigMap' | 'Secret' | 'ServiceAccount', ReadonlySet<string>>>;

function* check({ objects }: InvariantContext): Generator<Violation> {
  const names = namesOf(objects);
  for (const pod of pods(objects)) yield* checkPod(pod, names);
  for (const container of containers(objects)) yield* checkContainer(container, names);
}

/** Names that the unit brings; Secrets come from ExternalSecrets and Certificates. */
function namesOf(objects: InvariantContext['objects']): Names {
  const names = { ConfigMap: new Set<string>(), Secret: new Set<string>(), ServiceAccount: new Set<string>() };
  for (const object of objects) {
    const { kind, metadata } = object;
    if (kind === 'ConfigMap' || kind === 'Secret' || kind === 'ServiceAccount') names[kind].add(metadata.name);
    else if (kind === 'ExternalSecret')
      names.Secret.add(textOf(fieldsOf(fieldsOf(object['spec'])['target'])['name']) ?? metadata.name);
    else if (kind === 'Certificate')
      names.Secret.add(textOf(fieldsOf(object['spec'])['secretName']) ?? metadata.name);
  }
  return names;
}

function* checkPod(pod: PodTemplate, names: Names): Generator<Violation> {
  const account = textOf(pod.spec['serviceAccountName']);
  if (account === undefined || account === 'default')
    yield inPod(pod, 'serviceAccountName', 'the pod has no ServiceAccount of its own');
  else if (!names.ServiceAccount.has(account))
    yield inPod(pod, 'serviceAccountName', missing('ServiceAccount', account));
  for (const volume of itemsOf(pod.spec['volumes'])) {
    const path = `volumes[name=${String(volume['name'])}]`;
    const problem =
      problemOf(volume['configMap'], 'name', 'ConfigMap', names) ??
      problemOf(volume['secret'], 'secretName', 'Secret', names);
    if (problem !== undefined) yield inPod(pod, path, problem);
    for (const source of itemsOf(fieldsOf(volume['projected'])['sources'])) {
      const nested =
        problemOf(source['configMap'], 'name', 'ConfigMap', names) ??
        problemOf(source['secret'], 'name', 'Secret', names);
      if (nested !== undefined) yield inPod(pod, `${path}.projected.sources`, nested);
    }
  }
}

function* checkContainer(container: Container, names: Names): Generator<Violation> {
  for (const entry of itemsOf(container.fields['env'])) {
    const from = fieldsOf(entry['valueFrom']);
    const problem =
      problemOf(from['configMapKeyRef'], 'name', 'ConfigMap', names) ??
      problemOf(from['secretKeyRef'], 'name', 'Secret', names);
    if (problem !== undefined)
      yield inContainer(container, `env[name=${String(entry['name'])}].valueFrom`, `cannot start: ${problem}`);
  }
  for (const [index, from] of itemsOf(container.fields['envFrom']).entries()) {
    const problem =
      problemOf(from['configMapRef'], 'name', 'ConfigMap', names) ??
      problemOf(from['secretRef'], 'name', 'Secret', names);
    if (problem !== undefined) yield inContainer(container, `envFrom[${index}]`, `cannot start: ${problem}`);
  }
}

function problemOf(
  reference: unknown,
  field: string,
  kind: 'ConfigMap' | 'Secret',
  names: Names,
): string | undefined {
  if (reference === undefined) return undefined;
  const fields = fieldsOf(reference);
  const name = textOf(fields[field]);
  if (name === undefined || names[kind].has(name) || fields['optional'] === true || outside(kind, name))
    return undefined;
  return missing(kind, name);
}

/** Objects that others make in every namespace. */
function outside(kind: string, name: string): boolean {
  return kind === 'ConfigMap' && name === 'kube-root-ca.crt';
}

function missing(kind: string, name: string): string {
  return `the unit has no ${kind} ${name}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
