import {
  diagnostic,
  suggest,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
  type Path,
} from '@fairway/model';
import type { PatchableService } from '../patch/report.ts';

/** FWY4036: pins, exceptions and releases that name a service nobody has; they would quietly do nothing. */
export function checkServiceNames(
  definition: Definition,
  services: Iterable<PatchableService>,
): readonly Diagnostic[] {
  const systems = new Map<string, string>();
  for (const { name, system } of services) systems.set(name, system);
  const found: Diagnostic[] = [];
  const check = (document: DefinitionDocument, reference: string, path: Path): void => {
    const problem = problemOf(reference, systems, definition);
    if (problem === undefined) return;
    const message = `${document.kind} ${document.name} names ${reference}, but ${problem.message}`;
    const place = document.source.locate(['spec', ...path]);
    found.push(diagnostic({ code: 'FWY4036', severity: 'warning', message, fix: problem.fix }, place));
  };
  for (const kind of ['Pin', 'PolicyException'] as const) {
    for (const document of definition.all(kind)) {
      for (const [index, name] of (document.spec.target.services ?? []).entries())
        check(document, name, ['target', 'services', index]);
    }
  }
  for (const document of definition.all('ReleaseSet')) {
    for (const name of Object.keys(document.spec.services)) check(document, name, ['services', name]);
  }
  return found;
}

function problemOf(
  reference: string,
  systems: ReadonlyMap<string, string>,
  definition: Definition,
): { readonly message: string; readonly fix: string } | undefined {
  const slash = reference.indexOf('/');
  const name = reference.slice(slash + 1);
  const system = systems.get(name);
  if (system === undefined) {
    const nearest = suggest(name, systems.keys());
    return {
      message: `there is no such service${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      fix: nearest === undefined ? 'remove it' : `write ${nearest}, or remove it`,
    };
  }
  const named = reference.slice(0, Math.max(slash, 0));
  if (slash < 0 || named === system || definition.get('System', named)?.name === system) return undefined;
  return { message: `${name} belongs to the system ${system}`, fix: `write ${system}/${name}` };
}
