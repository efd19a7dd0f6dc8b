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

/** What people are used to type. */
const SHORT: Readonly<Record<string, string>> = {
  deploy: 'Deployment',
  ro: 'Rollout',
  cj: 'CronJob',
  svc: 'Service',
  cm: 'ConfigMap',
  es: 'ExternalSecret',
  sa: 'ServiceAccount',
  ns: 'Namespace',
  hpa: 'HorizontalPodAutoscaler',
  so: 'ScaledObject',
  pdb: 'PodDisruptionBudget',
  netpol: 'NetworkPolicy',
  ing: 'Ingress',
  quota: 'ResourceQuota',
  limits: 'LimitRange',
  smon: 'ServiceMonitor',
  pmon: 'PodMonitor',
};

const MOST_LISTED = 12;

/**
 * Finds the objects that an address means, in order of their units: one for each cluster that has it.
 * A name alone is that of a workload; kinds may be written as for kubectl.
 * @throws {WrongUse} where there is none, with what there is.
 */
export function findObjects(platform: Platform, input: CompileInput, text: string): readonly FoundObject[] {
  const address = readAddress(text);
  // What a cluster would refuse is for check to say; here it would cost as much as the answer.
  const asked: CompileInput = { ...input, unchecked: true };
  const found: FoundObject[] = [];
  if (address !== undefined) {
    // Objects are named after their units, so most of them need not be made.
    const near = ({ service }: { readonly service: string | null }): boolean =>
      service !== null && address.name.startsWith(service);
    for (const unit of compile(platform, { ...asked, only: near }).units) {
      for (const object of unit.objects) if (means(address, unit, object)) found.push({ unit, object });
    }
    if (found.length > 0) return found;
  }
  const known = new Map<string, { readonly kind: string; readonly unit: string }>();
  const kinds = new Map<string, string>();
  for (const unit of compile(platform, asked).units) {
    for (const object of unit.objects) {
      const { kind, metadata } = object;
      if (address !== undefined && means(address, unit, object)) found.push({ unit, object });
      known.set(`${kind}/${metadata.name}`, { kind, unit: unit.name });
      for (const word of wordsFor(kind)) kinds.set(word, kind);
      if (RUNNERS.has(kind)) known.set(`workload/${unit.name}`, { kind: 'workload', unit: unit.name });
    }
  }
  if (found.length > 0) return found;
  const spelled = withKnownKind(text, kinds);
  if (spelled !== undefined && spelled !== text) return findObjects(platform, input, spelled);
  throw new WrongUse(noObject(platform, input, spelled ?? text, known));
}

/** The address of a text; a name alone is that of a workload. `undefined` where it is none. */
function readAddress(text: string): Address | undefined {
  const parsed = parseAddress(/^[a-z0-9][-a-z0-9.]*$/.test(text) ? `workload/${text}` : text);
  return parsed.ok ? parsed.address : undefined;
}

function wordsFor(kind: string): string[] {
  const word = kind.toLowerCase();
  return [word, `${word}s`, word.replace(/y$/, 'ies')];
}

/** `svc/shop`, `deployments/shop` → as Kubernetes writes the kind; `undefined` where no object has one like it. */
function withKnownKind(text: string, kinds: ReadonlyMap<string, string>): string | undefined {
  const parts = text.split('/');
  const at = Math.max(parts.length - 2, 0);
  const word = (parts[at] ?? '').toLowerCase();
  const kind = kinds.get(word) ?? SHORT[word];
  return kind === undefined ? undefined : parts.with(at, kind).join('/');
}

/** Why there is no such object, and what there is instead. */
function noObject(
  platform: Platform,
  input: CompileInput,
  text: string,
  known: ReadonlyMap<string, { readonly kind: string; readonly unit: string }>,
): string {
  const { environment } = input;
  const titles = [...known.keys()];
  const ofKind = titles.filter((title) => title.startsWith(`${text.replace(/\/$/, '')}/`));
  if (ofKind.length > 0) return `${text} is a kind of object; ${environment} has ${listed(ofKind)}`;
  const address = readAddress(text);
  if (address === undefined) {
    const parsed = parseAddress(text);
    return parsed.ok ? `${environment} has no object ${text}` : parsed.reason;
  }
  const title = `${address.kind}/${address.name}`;
  const elsewhere = address.namespace === undefined ? undefined : known.get(title);
  if (elsewhere !== undefined)
    return `${environment} has a ${title}, but not at ${text.slice(0, -title.length - 1)}; leave that out to find it`;
  const ofUnit = titles.filter((one) => known.get(one)?.unit === address.name);
  const sameKind = ofUnit.filter((one) => known.get(one)?.kind === address.kind);
  if (sameKind.length > 0) return `${environment} has no ${title}; did you mean ${listed(sameKind, ' or ')}?`;
  if (RUNNERS.has(address.kind) && known.has(`workload/${address.name}`)) {
    const runner = ofUnit.find((one) => RUNNERS.has(known.get(one)?.kind ?? '')) ?? '';
    return `${environment} has no ${title}; did you mean ${runner}? workload/${address.name} is what runs, whatever its kind`;
  }
  if (ofUnit.length > 0) {
    const why = address.kind === 'workload' ? ' that runs, perhaps because no image was released' : '';
    return `${environment} has no ${title}${why}; of ${address.name} it has ${listed(ofUnit)}`;
  }
  if (hasUnit(platform, input, address.name))
    return `${address.name} has errors in ${environment}, so nothing of it is rendered there; fairway check shows them`;
  const others = input.definition.environments
    .map(({ name }) => name)
    .filter((name) => name !== environment && hasUnit(platform, { ...input, environment: name }, address.name));
  if (others.length > 0) return `${environment} has no ${title}; ${address.name} is in ${others.join(' and ')}`;
  const nearest = suggest(title, titles);
  const names = titles.filter((one) => one.startsWith(`${address.kind}/`));
  if (nearest !== undefined) return `${environment} has no object ${text}; did you mean ${nearest}?`;
  const kinds = [...new Set([...known.values()].map(({ kind }) => kind))];
  return `${environment} has no object ${text}; it has ${names.length > 0 ? listed(names) : `these kinds: ${listed(kinds)}`}`;
}

function hasUnit(platform: Platform, input: CompileInput, name: string): boolean {
  return compile(platform, { ...input, only: () => false }).unitIds.some((id) => id.endsWith(`/${name}`));
}

function listed(titles: readonly string[], separator = ', '): string {
  const more = titles.length - MOST_LISTED;
  return `${titles.toSorted().slice(0, MOST_LISTED).join(separator)}${more > 0 ? ` (and ${more} more)` : ''}`;
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
