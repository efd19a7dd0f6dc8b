import type { PatchableService } from '@fairway/compiler';
import {
  diagnostic,
  fileStart,
  suggest,
  type Definition,
  type Diagnostic,
  type SourceDocument,
} from '@fairway/model';

/** A service as the command line names it: `name` or `system/name`. */
export interface ServiceReference {
  readonly name: string;
  /** By its name, not an alias; `undefined` where none was given. */
  readonly system: string | undefined;
}

export function parseService(text: string, definition: Definition): ServiceReference {
  const slash = text.indexOf('/');
  const system = text.slice(0, Math.max(slash, 0));
  return {
    name: text.slice(slash + 1),
    system: slash < 0 ? undefined : (definition.get('System', system)?.name ?? system),
  };
}

/**
 * What is wrong with the name of a service: nobody is called so, or whoever is belongs to another system.
 *
 * @param workloads those that were compiled.
 * @param intents everything that was read: what has errors, or runs in other environments, has a name too.
 */
export function problemOfService(
  { name, system }: ServiceReference,
  workloads: readonly PatchableService[],
  intents: readonly SourceDocument[],
): { readonly message: string; readonly fix: string } | undefined {
  const systems = workloads.filter((one) => one.name === name).map((one) => one.system);
  const [found] = systems;
  if (found !== undefined) {
    if (system === undefined || systems.includes(system)) return undefined;
    return {
      message: `${name} belongs to the system ${found}, not to ${system}`,
      fix: `write ${found}/${name}`,
    };
  }
  const names = intents.flatMap(({ value }) => {
    const one = (value as { metadata?: { name?: unknown } } | null)?.metadata?.name;
    return typeof one === 'string' ? [one] : [];
  });
  if (names.includes(name)) return undefined;
  const nearest = suggest(name, names);
  return {
    message: `there is no service ${name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    fix: nearest === undefined ? 'name a service as its metadata.name does' : `write ${nearest}`,
  };
}

/** FWY4033: the service that a command is about. */
export function checkService(
  text: string,
  organization: { readonly definition: Definition; readonly intents: readonly SourceDocument[] },
  workloads: readonly PatchableService[],
): readonly Diagnostic[] {
  const problem = problemOfService(
    parseService(text, organization.definition),
    workloads,
    organization.intents,
  );
  return problem === undefined ? [] : [diagnostic({ code: 'FWY4033', ...problem }, fileStart('services'))];
}
