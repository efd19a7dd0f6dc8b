import { isDeepStrictEqual } from 'node:util';
import {
  dns1123SubdomainReason,
  emitManifests,
  labelKeyReason,
  labelValueReason,
  readDocuments,
} from '@fairway/kubernetes';
import {
  isObject,
  type InvariantContext,
  type KubernetesObject,
  type Platform,
  type Unit,
  type WorkloadProperties,
} from '@fairway/model';

/** Kinds without a namespace, among those that units of workloads and namespaces hold. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['Namespace']);

/**
 * What is wrong with the objects of a unit, in words; empty where nothing is. Every object that any test compiles
 * is held to this: envelope, names, labels, no value that YAML cannot hold, the text reads back as the same objects,
 * a declaring emitter, and every invariant of the platform.
 *
 * @param stage the built-in environment class that the unit's class counts as.
 */
export function objectProblems(unit: Unit, platform: Platform, stage: string): string[] {
  const problems = unit.objects.flatMap((object) =>
    [...envelopeProblems(object, unit, platform), ...valueProblems(object, '')].map(
      (problem) => `${unit.id} ${object.kind}/${object.metadata.name}: ${problem}`,
    ),
  );
  if (new Set(unit.objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).size < unit.objects.length)
    problems.push(`${unit.id}: two objects share kind and name`);
  const read = readDocuments(emitManifests(unit.objects), 'manifests.yaml');
  if (
    !isDeepStrictEqual(
      read.documents.map(({ value }) => value),
      unit.objects,
    )
  )
    problems.push(`${unit.id}: the manifests do not read back as the same objects`);
  for (const { code, message } of unit.diagnostics)
    if (code === 'FWY4041' || code === 'FWY4042') problems.push(`${unit.id}: ${message}`);
  return [...problems, ...invariantProblems(unit, platform, stage)];
}

function* envelopeProblems(object: KubernetesObject, unit: Unit, platform: Platform): Iterable<string> {
  const { apiVersion, kind, metadata } = object;
  const declared = platform.emitters.some(({ emits }) =>
    emits.some((one) => one.kind === kind && one.apiVersion === apiVersion),
  );
  if (!declared) yield `no emitter declares ${apiVersion} ${kind}`;
  const name = dns1123SubdomainReason(metadata.name);
  if (name !== undefined) yield `its name is wrong: ${name}`;
  const expected = CLUSTER_SCOPED.has(kind) ? undefined : unit.namespace;
  if (metadata.namespace !== expected) yield `its namespace is ${metadata.namespace}, not ${expected}`;
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    const reason = labelKeyReason(key) ?? labelValueReason(value);
    if (reason !== undefined) yield `the label ${key}=${value} is wrong: ${reason}`;
  }
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    const reason = labelKeyReason(key);
    if (reason !== undefined) yield `the annotation ${key} is wrong: ${reason}`;
    if (typeof value !== 'string') yield `the annotation ${key} is no text`;
  }
}

/** Values that JSON and YAML cannot hold. */
function* valueProblems(value: unknown, at: string): Iterable<string> {
  if (value === undefined) yield `${at} is undefined`;
  else if (value === null) yield `${at} is null`;
  else if (typeof value === 'number' && !Number.isFinite(value)) yield `${at} is ${value}`;
  else if (Array.isArray(value))
    for (const [index, entry] of value.entries()) yield* valueProblems(entry, `${at}[${index}]`);
  else if (isObject(value))
    for (const [key, entry] of Object.entries(value)) yield* valueProblems(entry, `${at}.${key}`);
}

function invariantProblems(unit: Unit, platform: Platform, stage: string): string[] {
  const [node] = unit.nodes;
  const properties = node?.properties as WorkloadProperties | undefined;
  const context: InvariantContext = {
    objects: unit.objects,
    environmentClass: stage,
    shape: unit.service === null || properties === undefined ? 'namespace' : properties.shape,
    os: unit.service === null ? 'linux' : (properties?.os ?? 'linux'),
  };
  return platform.invariants
    .filter(({ appliesTo }) => {
      if (!appliesTo.shapes.includes(context.shape)) return false;
      return appliesTo.environmentClasses?.includes(stage) ?? true;
    })
    .flatMap((invariant) =>
      [...invariant.check(context)].map(
        ({ object, path, message }) =>
          `${unit.id} ${object.kind}/${object.metadata.name} breaks ${invariant.id} at ${path}: ${message}`,
      ),
    );
}
