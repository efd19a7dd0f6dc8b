import {
  valueAt,
  type Definition,
  type DefinitionDocument,
  type EnvironmentView,
  type ReleaseSetSpec,
} from '@fairway/model';
import type { Intent } from '../load/intent.ts';

/** `--image [ENV:]NAME=REF`. */
export interface ImageOverride {
  readonly environment?: string;
  readonly service: string;
  readonly image: string;
}

/** What can be wrong with the image itself, whoever gave it. */
export const ABOUT_IMAGE: ReadonlySet<string> = new Set(['FWY3200', 'FWY3201', 'FWY3202', 'FWY3203']);

/**
 * The image of a workload: the first of command line, the environment's override, ReleaseSet, and spec that speaks
 * (INTENT.md "Images"). On the command line, what names the environment speaks before what does not, and of equals
 * the last. `null`: no release yet.
 */
export function imageOf(
  intent: Intent,
  system: string,
  environment: EnvironmentView,
  definition: Definition,
  overrides: readonly ImageOverride[],
): string | null {
  const asked = askedImage(intent, system, environment, definition, overrides);
  if (asked !== undefined) return asked;
  const own = valueAt(intent.overrides.get(environment.name)?.spec, ['runtime', 'image']);
  if (typeof own === 'string') return own;
  for (const set of releaseSets(definition)) {
    if (!isHere(set.spec.environment, environment, definition)) continue;
    // A service may be called like something that every object has, such as `constructor`.
    const name = [`${system}/${intent.name}`, intent.name].find((one) => Object.hasOwn(set.spec.services, one));
    const release = name === undefined ? undefined : set.spec.services[name];
    if (release !== undefined) return release.image;
  }
  const image = valueAt(intent.spec, ['runtime', 'image']);
  return typeof image === 'string' ? image : null;
}

/** The image that the command line gives a workload; `undefined` where it gives none. */
export function askedImage(
  intent: Intent,
  system: string,
  environment: EnvironmentView,
  definition: Definition,
  overrides: readonly ImageOverride[],
): string | undefined {
  const given = overrides.filter(
    (one) =>
      meansService(one.service, system, intent.name, definition) &&
      isHere(one.environment, environment, definition),
  );
  return (given.findLast(({ environment: named }) => named !== undefined) ?? given.at(-1))?.image;
}

function isHere(name: string | undefined, environment: EnvironmentView, definition: Definition): boolean {
  return name === undefined || definition.get('Environment', name)?.name === environment.name;
}

/** Whether `name` or `system/name`, the system by its name or an alias, means a service. */
function meansService(reference: string, system: string, name: string, definition: Definition): boolean {
  if (reference === name) return true;
  if (!reference.endsWith(`/${name}`)) return false;
  const named = reference.slice(0, -name.length - 1);
  return named === system || definition.get('System', named)?.name === system;
}

/** In the order in which they speak: a file named on the command line before the rest. */
function releaseSets(definition: Definition): readonly DefinitionDocument<ReleaseSetSpec>[] {
  const all = definition.all('ReleaseSet');
  return [...all.filter(isGiven), ...all.filter((one) => !isGiven(one)).toReversed()];
}

/** Whether a document was named on the command line: it is known by its absolute path. */
export function isGiven({ source }: DefinitionDocument): boolean {
  return /^(?:[/\\]|[A-Za-z]:)/.test(source.file);
}
