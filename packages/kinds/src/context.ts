import { valueAt, type PartContext, type Path } from '@fairway/model';

/** What every part may ask of its context, whatever its slice. */
export type AnyPartContext = PartContext<unknown>;

/** A field of the whole effective spec, or what stands below it: for what one part needs to know of another. */
export function specAt(context: AnyPartContext, field: string, below?: string): unknown {
  const value = ownValue(context.spec, field);
  return below === undefined ? value : ownValue(value, below);
}

function ownValue(from: unknown, name: string): unknown {
  if (typeof from !== 'object' || from === null || !Object.hasOwn(from, name)) return undefined;
  return (from as Readonly<Record<string, unknown>>)[name];
}

/** The service as pins and exceptions name it. */
export function serviceName(context: AnyPartContext): string {
  return `${context.system}/${context.name}`;
}

/**
 * Whether a field holds something that no default gives: then somebody wrote it,
 * and a part that cannot use it has to say so.
 */
export function differsFromDefault(context: AnyPartContext, path: Path): boolean {
  const value = valueAt(context.spec, path);
  return value !== undefined && defaultsOf(context).every((defaults) => valueAt(defaults, path) !== value);
}

/** Everything that gives the kind defaults: Fairway's documents, the organization's, the environment class. */
function defaultsOf({ definition, environment, kind }: AnyPartContext): unknown[] {
  const own = definition.all('KindDefinition').find(({ spec }) => spec.kind === kind)?.spec;
  const kinds = own?.extends === undefined ? [kind] : [kind, own.extends];
  const documents = [
    ...definition.all('KindDefault'),
    ...kinds.flatMap((name) => definition.builtIn('KindDefault', documentName(name)) ?? []),
  ];
  return [
    own?.defaults,
    environment.class.spec.defaults,
    ...documents.filter(({ spec }) => kinds.includes(spec.kind)).map(({ spec }) => spec.defaults),
  ];
}

/** The name of Fairway's KindDefault of a kind: `web-service` for `WebService`. */
function documentName(kind: string): string {
  return kind.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

/** Whether the service answers with HTTP or gRPC: decides the name of its port and the type of its probes. */
export function mainProtocol(context: AnyPartContext): 'http' | 'grpc' {
  return specAt(context, 'exposure', 'protocol') === 'grpc' ? 'grpc' : 'http';
}
