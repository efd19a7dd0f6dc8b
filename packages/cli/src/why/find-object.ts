import { compile, type CompileInput } from '@fairway/compiler';
import { matchesAddress, parseAddress, type Address } from '@fairway/kubernetes';
import { suggest, type KubernetesObject, type Platform, type Unit } from '@fairway/model';
import { WrongUse } from '../exit-code.ts';

/** An object that an address means, with the unit that holds it. */
export interface FoundObject {
  readonly unit: Unit;
  readonly object: KubernetesObject;
}

/** Kinds that run a workload: what `workload/name` means. */
const RUNNERS: ReadonlySet<string> = new Set(['Deployment', 'Rollout', 'CronJob', 'Job']);

/**
 * Finds the objects that an address means, in order of their units: one for each cluster that has it.
 * @throws {WrongUse} where there is none, with the nearest address.
 */
export function findObjects(platform: Platform, input: CompileInput, text: string): readonly FoundObject[] {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new WrongUse(`${text} is no address of an object: ${parsed.reason}`);
  const { address } = parsed;
  const found: FoundObject[] = [];
  // Objects are named after their units, so most of them need not be made.
  const near = ({ service }: { readonly service: string | null }): boolean =>
    service !== null && address.name.startsWith(service);
  for (const unit of compile(platform, { ...input, only: near }).units) {
    for (const object of unit.objects) if (means(address, unit, object)) found.push({ unit, object });
  }
  if (found.length > 0) return found;
  const known = new Set<string>();
  for (const unit of compile(platform, input).units) {
    for (const object of unit.objects) {
      if (means(address, unit, object)) found.push({ unit, object });
      known.add(`${object.kind}/${object.metadata.name}`);
      if (RUNNERS.has(object.kind)) known.add(`workload/${unit.name}`);
    }
  }
  if (found.length > 0) return found;
  const nearest = suggest(text, [...known]);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  throw new WrongUse(`${input.environment} has no object ${text}${hint}`);
}

function means(address: Address, unit: Unit, object: KubernetesObject): boolean {
  const { kind, metadata } = object;
  if (address.kind === 'workload' && !RUNNERS.has(kind)) return false;
  const namespace = metadata.namespace ?? (kind === 'Namespace' ? undefined : unit.namespace);
  return matchesAddress(address, {
    cluster: unit.cluster,
    namespace,
    kind,
    name: metadata.name,
    unit: unit.name,
  });
}
