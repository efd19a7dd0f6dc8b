import {
  valueAt,
  type DefinitionDocument,
  type KindDefaultSpec,
  type PartContext,
  type Path,
} from '@fairway/model';

/** What every part may ask of its context, whatever its slice. */
export type AnyPartContext = PartContext<unknown>;

/** A value of the whole effective spec: for what one part needs to know of another. */
export function specAt(context: AnyPartContext, ...path: (string | number)[]): unknown {
  return valueAt(context.spec, path);
}

/** The service as pins and exceptions name it. */
export function serviceName(context: AnyPartContext): string {
  return `${context.system}/${context.name}`;
}

const defaultsByKind = new WeakMap<object, ReadonlyMap<string, DefinitionDocument<KindDefaultSpec>>>();

/** What the kind's KindDefault gives for a path of `spec`. */
export function kindDefaultAt(context: AnyPartContext, path: Path): unknown {
  const { definition } = context;
  let known = defaultsByKind.get(definition);
  if (known === undefined) {
    known = new Map(definition.all('KindDefault').map((document) => [document.spec.kind, document]));
    defaultsByKind.set(definition, known);
  }
  return valueAt(known.get(context.kind)?.spec.defaults, path);
}

/**
 * Whether a field holds something else than its kind's default: then somebody wrote it,
 * and a part that cannot use it has to say so.
 */
export function differsFromDefault(context: AnyPartContext, path: Path): boolean {
  const value = valueAt(context.spec, path);
  return value !== undefined && value !== kindDefaultAt(context, path);
}

/** Whether the service answers with HTTP or gRPC: decides the name of its port and the type of its probes. */
export function mainProtocol(context: AnyPartContext): 'http' | 'grpc' {
  return specAt(context, 'exposure', 'protocol') === 'grpc' ? 'grpc' : 'http';
}
