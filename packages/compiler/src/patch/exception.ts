import { matchesAddress, parseAddress } from '@fairway/kubernetes';
import type { DefinitionDocument, KubernetesObject, PolicyExceptionSpec } from '@fairway/model';
import type { UnitPlan } from '../unit/unit-plan.ts';

/** The exception that a patch names, and whether its last day has passed. */
export interface NamedException {
  readonly document: DefinitionDocument<PolicyExceptionSpec>;
  readonly expired: boolean;
}

/** A rule that an object of a unit breaks. */
export interface BrokenRule {
  readonly rule: string;
  readonly object: KubernetesObject;
  readonly plan: UnitPlan;
  readonly environment: string;
}

/** Why an exception does not allow something, and what would make it. */
export interface Gap {
  /** `its rules are probes; its environments are dev`. */
  readonly why: string;
  /** `add resources to rules of PolicyException x`. */
  readonly fix: string;
}

/**
 * What keeps an exception from covering a broken rule: it must name the rule, the service, the environment,
 * and the object, where it names any, and must not have expired (INTENT.md §1). `undefined` where it covers it.
 */
export function gapOf({ document, expired }: NamedException, broken: BrokenRule): Gap | undefined {
  const title = `PolicyException ${document.name}`;
  const missing = missingEntries(document.spec, broken);
  if (!expired && missing.length === 0) return undefined;
  const why = missing.map(
    ({ field, has }) => `its ${field.slice(field.indexOf('.') + 1)} are ${has.join(', ')}`,
  );
  const add = missing.map(({ field, entry }) => `${entry} to ${field}`).join(' and ');
  const fixes = add === '' ? [] : [`add ${add} of ${title}`];
  if (expired) {
    why.unshift(`it expired on ${document.spec.expires}`);
    fixes.unshift(`have ${title} approved again with a later date`);
  }
  return { why: why.join('; '), fix: fixes.join(', and ') };
}

interface Missing {
  readonly field: string;
  readonly has: readonly string[];
  readonly entry: string;
}

function missingEntries(
  { rules, target }: PolicyExceptionSpec,
  { rule, object, plan, environment }: BrokenRule,
): readonly Missing[] {
  const service = plan.service ?? '';
  const system = plan.system.name;
  const address = `${object.kind}/${object.metadata.name}`;
  const all: readonly [string, readonly string[] | undefined, string, (name: string) => boolean][] = [
    ['rules', rules, rule, (name) => name === rule],
    [
      'target.services',
      target.services,
      service,
      (name) => name === service || name === `${system}/${service}`,
    ],
    ['target.systems', target.systems, system, (name) => name === system],
    ['target.environments', target.environments, environment, (name) => name === environment],
    ['target.objects', target.objects, address, (name) => isAddressOf(name, object, plan)],
  ];
  return all.flatMap(([field, has, entry, fits]) =>
    has === undefined || has.some(fits) ? [] : [{ field, has, entry }],
  );
}

function isAddressOf(text: string, object: KubernetesObject, { cluster, namespace, name }: UnitPlan): boolean {
  const parsed = parseAddress(text);
  return (
    parsed.ok &&
    matchesAddress(parsed.address, {
      cluster,
      namespace,
      kind: object.kind,
      name: object.metadata.name,
      unit: name,
    })
  );
}
