import {
  isObject,
  type EmitContext,
  type Emitter,
  type GraphNode,
  type KubernetesObject,
  type Problem,
} from '@fairway/model';
import { isOwn } from './made-by-plugins.ts';

/**
 * Adds what an emitter makes of a node. A plugin is somebody else's code: that it fails, or makes what is no object,
 * is reported like any other mistake.
 */
export function emitNode(
  emitter: Emitter,
  node: GraphNode,
  context: EmitContext,
  into: KubernetesObject[],
  report: (problem: Problem) => void,
): void {
  if (isOwn(emitter)) {
    take(emitter, emitter.emit(node, context), into, report);
    return;
  }
  try {
    const made: KubernetesObject[] = [];
    for (const object of emitter.emit(node, context)) {
      const wrong = notAnObject(object);
      if (wrong === undefined) made.push(object);
      else report(badEmitter(`the emitter ${emitter.name} makes what is no Kubernetes object: ${wrong}`));
    }
    take(emitter, made, into, report);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    report(badEmitter(`the emitter ${emitter.name} fails: ${reason}`));
  }
}

function take(
  emitter: Emitter,
  made: Iterable<KubernetesObject>,
  into: KubernetesObject[],
  report: (problem: Problem) => void,
): void {
  for (const object of made) {
    if (declares(emitter, object)) into.push(object);
    else report(undeclared(emitter, object));
  }
}

function declares({ emits }: Emitter, object: KubernetesObject): boolean {
  for (const { kind, apiVersion } of emits)
    if (kind === object.kind && apiVersion === object.apiVersion) return true;
  return false;
}

function undeclared(emitter: Emitter, object: KubernetesObject): Problem {
  const message = `the emitter ${emitter.name} made a ${object.apiVersion} ${object.kind}, which it does not declare`;
  return { code: 'FWY4002', message, fix: 'add the kind to its emits' };
}

function badEmitter(message: string): Problem {
  return { code: 'FWY4045', message, fix: 'repair the plugin that brings the emitter' };
}

/** Why a value could not be written as an object; `undefined` if it can. */
function notAnObject(value: unknown): string | undefined {
  if (!isObject(value)) return 'it is no mapping';
  const { apiVersion, kind, metadata } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return 'it has no apiVersion and kind';
  if (!isObject(metadata) || typeof metadata['name'] !== 'string') return 'it has no metadata.name';
  return notData(value, 0);
}

/** No real object is as deep. */
const DEEPEST = 100;

/** Why a value is none that JSON has; a field that is undefined is absent. */
function notData(value: unknown, depth: number): string | undefined {
  if (depth > DEEPEST) return `it is deeper than ${DEEPEST} levels, or contains itself`;
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean')
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `it holds the number ${value}`;
  if (typeof value !== 'object') return `it holds a ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null)
    return `it holds a ${value.constructor.name}`;
  for (const inner of Object.values(value)) {
    const wrong = notData(inner, depth + 1);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
