import { compareText, type Definition, type DefinitionDocument, type PatchSpec } from '@fairway/model';
import type { NamedException } from './exception.ts';

/** The living patches of one environment, by the service they are for. */
export interface ServicePatches {
  readonly forService: (service: string, system: string) => readonly LivingPatch[];
}

/** A patch that is in force, and the exception that it names for what it breaks. */
export interface LivingPatch {
  readonly document: DefinitionDocument<PatchSpec>;
  readonly exception: NamedException | undefined;
}

const none: readonly LivingPatch[] = [];

/** Selects the patches that apply in an environment and have not expired; in order of their names. */
export function patchesOf(definition: Definition, environment: string, now: string): ServicePatches {
  const byService = new Map<string, LivingPatch[]>();
  const today = now.slice(0, 10);
  for (const document of definition.all('Patch')) {
    const { target, exception } = document.spec;
    const here =
      target.environments?.some((name) => definition.get('Environment', name)?.name === environment) ?? true;
    // An expired patch is an error that blocks its service; its operations stay until it is removed, so that
    // the passing of time never changes a byte.
    if (!here) continue;
    const named = exception === undefined ? undefined : definition.get('PolicyException', exception);
    const list = byService.get(target.service) ?? [];
    list.push({
      document,
      exception: named === undefined ? undefined : { document: named, expired: today > named.spec.expires },
    });
    byService.set(target.service, list);
  }
  return {
    forService: (service, system) => {
      const short = byService.get(service);
      const long = byService.get(`${system}/${service}`);
      if (short === undefined) return long ?? none;
      if (long === undefined) return short;
      return [...short, ...long].sort((a, b) => compareText(a.document.name, b.document.name));
    },
  };
}
