import {
  compareText,
  diagnostic,
  suggest,
  type BudgetSpec,
  type Definition,
  type DefinitionDocument,
  type Diagnostic,
  type PatchSpec,
} from '@fairway/model';
import { formatFieldPath, parseFieldPath } from '@fairway/kubernetes';

/** A service as patches refer to it. */
export interface PatchableService {
  readonly name: string;
  readonly system: string;
}

/** One patch with what a reviewer asks first. */
export interface PatchEntry {
  readonly name: string;
  readonly owner: string;
  /** `system/name`, or as written where there is no such service. */
  readonly service: string;
  readonly object: string;
  /** `null`: all. */
  readonly environments: readonly string[] | null;
  readonly paths: readonly string[];
  readonly reason: string;
  readonly exception: string | null;
  /** Whole days since it was created; `null` where it does not say. */
  readonly age: number | null;
  /** The last day on which it holds. */
  readonly expires: string;
  /** Whole days until then; negative once it expired. */
  readonly daysLeft: number;
  readonly file: string;
  readonly line: number;
}

/** How many patches a system has of those its tier allows. */
export interface PatchBudget {
  readonly system: string;
  readonly tier: string;
  readonly used: number;
  readonly amount: number;
  readonly state: 'fine' | 'warning' | 'over';
  /** What sets the amount: `TenantTier shared-standard`, `Budget orders`. */
  readonly from: string;
}

/** A field that several services patch: intent lacks it. */
export interface SharedPath {
  /** Kind of the object and path. */
  readonly path: string;
  readonly services: readonly string[];
}

export interface PatchReport {
  readonly patches: readonly PatchEntry[];
  readonly budgets: readonly PatchBudget[];
  readonly shared: readonly SharedPath[];
}

/** Share of a budget, in percent, from which it warns unless the Budget says otherwise. */
const WARN_AT = 80;
const DAY = 86_400_000;

/**
 * All patches of an organization: whose they are, how old, until when, and what they use of the budgets.
 * Patches stand in order of expiry, budgets by system.
 *
 * @param today ISO date.
 */
export function patchReport(
  definition: Definition,
  services: Iterable<PatchableService>,
  today: string,
): PatchReport {
  const known = new Map<string, PatchableService>();
  for (const one of services) known.set(one.name, one);
  const documents = definition.all('Patch');
  const patches = documents.map((document) => entryOf(document, serviceOf(document, known, definition), today));
  return {
    patches: patches.toSorted((a, b) => compareText(a.expires, b.expires) || compareText(a.name, b.name)),
    budgets: budgetsOf(definition, documents, known),
    shared: sharedPaths(patches),
  };
}

/** Problems of patches that no single unit shows: a service that nobody has. */
export function checkPatchTargets(definition: Definition, services: Iterable<PatchableService>): Diagnostic[] {
  const known = new Map<string, PatchableService>();
  for (const one of services) known.set(one.name, one);
  return definition.all('Patch').flatMap((document) => {
    if (serviceOf(document, known, definition) !== undefined) return [];
    const { service } = document.spec.target;
    const nearest = suggest(service.slice(service.indexOf('/') + 1), known.keys());
    const message = `Patch ${document.name} changes ${service}, but there is no such service${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
    const fix = nearest === undefined ? 'remove the patch' : `write ${nearest}, or remove the patch`;
    return [
      diagnostic({ code: 'FWY4011', message, fix }, document.source.locate(['spec', 'target', 'service'])),
    ];
  });
}

function serviceOf(
  { spec }: DefinitionDocument<PatchSpec>,
  known: ReadonlyMap<string, PatchableService>,
  definition: Definition,
): PatchableService | undefined {
  const { service } = spec.target;
  const slash = service.indexOf('/');
  const found = known.get(service.slice(slash + 1));
  if (found === undefined || slash < 0) return found;
  const system = service.slice(0, slash);
  return (definition.get('System', system)?.name ?? system) === found.system ? found : undefined;
}

function entryOf(
  { name, spec, source }: DefinitionDocument<PatchSpec>,
  service: PatchableService | undefined,
  today: string,
): PatchEntry {
  const { target, owner, reason, created, expires, exception } = spec;
  const { file, line } = source.locate(['metadata', 'name']);
  return {
    name,
    owner,
    service: service === undefined ? target.service : `${service.system}/${service.name}`,
    object: target.object,
    environments: target.environments ?? null,
    paths: spec.operations.map(({ path }) => path),
    reason,
    exception: exception ?? null,
    age: created === undefined ? null : days(created, today),
    expires,
    daysLeft: days(today, expires),
    file,
    line,
  };
}

function days(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY);
}

function budgetsOf(
  definition: Definition,
  documents: readonly DefinitionDocument<PatchSpec>[],
  known: ReadonlyMap<string, PatchableService>,
): PatchBudget[] {
  const used = new Map<string, number>();
  for (const document of documents) {
    const system = serviceOf(document, known, definition)?.system;
    if (system !== undefined) used.set(system, (used.get(system) ?? 0) + 1);
  }
  const own = definition.all('Budget').filter(({ spec }) => spec.measure === 'patches');
  return [...used.keys()].toSorted().flatMap((name) => {
    const system = definition.get('System', name);
    const tier = system?.spec.tenantTier ?? 'shared-standard';
    const owner = system?.spec.owner ?? '';
    const count = used.get(name) ?? 0;
    const budgets = own.filter(({ spec }) => isAbout(spec, { system: name, tier, team: owner }));
    const tierDocument = definition.get('TenantTier', tier);
    const rows = budgets.map((one) =>
      budgetRow(name, tier, count, one.spec.amount, `Budget ${one.name}`, one.spec.warnAt),
    );
    if (tierDocument !== undefined && rows.length === 0) {
      rows.push(budgetRow(name, tier, count, tierDocument.spec.patchBudget, `TenantTier ${tier}`));
    }
    return rows;
  });
}

function isAbout(
  { target }: BudgetSpec,
  one: { readonly system: string; readonly tier: string; readonly team: string },
): boolean {
  const { systems, tenantTiers, teams } = target;
  return (
    (systems?.includes(one.system) ?? true) &&
    (tenantTiers?.includes(one.tier) ?? true) &&
    (teams?.includes(one.team) ?? true)
  );
}

function budgetRow(
  system: string,
  tier: string,
  used: number,
  amount: number,
  from: string,
  warnAt = WARN_AT,
): PatchBudget {
  const state = used > amount ? 'over' : used * 100 >= amount * warnAt ? 'warning' : 'fine';
  return { system, tier, used, amount, state, from };
}

/** Paths that two or more services patch, most services first. */
function sharedPaths(patches: readonly PatchEntry[]): SharedPath[] {
  const byPath = new Map<string, Set<string>>();
  for (const { object, paths, service } of patches) {
    const kind = object.split('/').at(-2) ?? object;
    for (const path of paths) {
      const parsed = parseFieldPath(path);
      const key = `${kind} ${parsed.ok ? formatFieldPath(parsed.path) : path}`;
      const services = byPath.get(key);
      if (services === undefined) byPath.set(key, new Set([service]));
      else services.add(service);
    }
  }
  return [...byPath]
    .filter(([, services]) => services.size > 1)
    .map(([path, services]) => ({ path, services: [...services].toSorted() }))
    .toSorted((a, b) => b.services.length - a.services.length || compareText(a.path, b.path));
}
