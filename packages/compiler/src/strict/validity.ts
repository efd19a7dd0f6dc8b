import {
  builtinUpstream,
  createUpstream,
  createValidator,
  readDefinitions,
  uncheckedKinds,
  type Minor,
  type SchemaProblem,
  type Upstream,
  type UpstreamSource,
  type Validator,
} from '@fairway/kubernetes';
import {
  diagnostic,
  type ClusterView,
  type Diagnostic,
  type KubernetesObject,
  type Platform,
  type Plugin,
  type SourceRange,
} from '@fairway/model';
import type { AppliedPatch, Patched } from '../patch/apply.ts';
import { placeOf, type UnitPlan } from '../unit/unit-plan.ts';

/** What decided a field that the cluster would refuse. */
export interface Blame {
  readonly place: SourceRange;
  /** What stands there: `spec.scaling.maxReplicas of WebService orders-api`. */
  readonly input: string;
  /** The part whose field that is; absent for documents of the definition. */
  readonly part?: string;
}

/** Finds what decided a field of an object of a unit; `undefined` where nothing that a person writes does. */
export type FindBlame = (unitId: string, object: KubernetesObject, path: string) => Blame | undefined;

/** Holds finished units to the definitions that their cluster serves. */
export interface Validity {
  readonly check: (plan: UnitPlan, cluster: ClusterView, patched: Patched, into: Diagnostic[]) => void;
}

/** Searching for the cause compiles a unit many times: a platform that breaks every unit must not do so for each. */
const MOST_SEARCHES = 10;

/**
 * The strict check of one compilation: every object is accepted by an API server of its cluster's Kubernetes
 * version, or an error says what refuses it, and who has to change what (PRODUCT.md C9).
 */
export function validityOf(platform: Platform, findBlame: FindBlame): Validity {
  const blamed = new Map<string, Blame | undefined>();
  const unchecked = new Set<string>();
  const blameFor = (plan: UnitPlan, object: KubernetesObject, problem: SchemaProblem): Blame | undefined => {
    const key = `${object.kind} ${problem.path} ${plan.service}`;
    if (!blamed.has(key) && blamed.size < MOST_SEARCHES)
      blamed.set(key, findBlame(plan.id, object, problem.path));
    return blamed.get(key);
  };
  return {
    check: (plan, cluster, patched, into) => {
      const minor = cluster.spec.kubernetesVersion as Minor;
      const validator = validatorOf(platform, minor);
      for (const object of patched.objects) {
        for (const problem of validator.check(object)) {
          const found: Found = { platform, plan, minor, object, problem };
          if (problem.reason === 'unknownKind') undefinedKind(found, unchecked, into);
          else into.push(refused(found, causeOf(found, patched, validator), blameFor));
        }
      }
    },
  };
}

const validators = new WeakMap<Platform, Map<string, Validator>>();

/** The validator of a platform for a Kubernetes minor version; what it compiles is kept for the next compilation. */
function validatorOf(platform: Platform, minor: Minor): Validator {
  let byMinor = validators.get(platform);
  if (byMinor === undefined) validators.set(platform, (byMinor = new Map()));
  let validator = byMinor.get(minor);
  if (validator === undefined)
    byMinor.set(minor, (validator = createValidator(upstreamOf(platform), { kubernetes: minor })));
  return validator;
}

/** Fairway's own definitions, and those that plugins bring for what their emitters make. */
function upstreamOf({ plugins }: Platform): Upstream {
  const source = definitionsOfPlugins(plugins);
  return source === undefined ? builtinUpstream() : createUpstream([...builtinUpstream().sources, source]);
}

/**
 * The definitions that plugins bring, if they do.
 *
 * @throws Error where one is broken: a mistake of the platform team's code.
 */
export function definitionsOfPlugins(plugins: readonly Plugin[]): UpstreamSource | undefined {
  const brought = plugins.flatMap(({ name, upstream }) =>
    [upstream ?? []].flat().map((object) => ({ name, object })),
  );
  if (brought.length === 0) return undefined;
  const { source, problems } = readDefinitions(
    brought.map(({ object }) => object),
    { name: 'plugins' },
  );
  const [problem] = problems;
  if (problem === undefined) return source;
  const what = `the definition ${problem.name === '' ? 'without a name' : problem.name}`;
  const where = problem.path === '' ? '' : `${problem.path}: `;
  throw new Error(
    `${what} that the plugin ${brought[problem.index]?.name} brings is broken: ${where}${problem.message}`,
  );
}

interface Found {
  readonly platform: Platform;
  readonly plan: UnitPlan;
  readonly minor: string;
  readonly object: KubernetesObject;
  readonly problem: SchemaProblem;
}

/** An object that its cluster would refuse: the mistake of a patch, or of the platform. */
function refused(
  { platform, plan, minor, object, problem }: Found,
  patch: AppliedPatch | undefined,
  blameFor: (plan: UnitPlan, object: KubernetesObject, problem: SchemaProblem) => Blame | undefined,
): Diagnostic {
  const rule = problem.rule === undefined ? '' : ` (rule ${problem.rule})`;
  const what = `Kubernetes ${minor} refuses ${titleOf(object)} at ${problem.path}: ${problem.message}${rule}`;
  const one = { code: 'FWY4041', units: [plan.id] };
  if (patch !== undefined) {
    const message = `the patch ${patch.name} breaks the object: ${what}`;
    return diagnostic({ ...one, message, fix: 'correct the operation, or remove it' }, patch.place);
  }
  const emitter = emitterOf(platform, object);
  const blame = blameFor(plan, object, problem);
  if (blame === undefined) {
    const fix = `this is a mistake of the platform, not of the service: report it (emitter ${emitter})`;
    return diagnostic({ ...one, message: what, fix }, placeOf(plan, []));
  }
  const part = blame.part === undefined ? '' : `part ${blame.part}, `;
  const message = `${what}; it comes from ${blame.input} (${part}emitter ${emitter})`;
  const fix = 'write another value there, and report it: the platform should have refused it';
  return diagnostic({ ...one, message, fix }, blame.place);
}

/**
 * An emitter may only make what somebody brings a definition of. The few products of Fairway's own that publish
 * none are said once: what is not checked must be seen.
 */
function undefinedKind({ platform, plan, object }: Found, noted: Set<string>, into: Diagnostic[]): void {
  const { apiVersion, kind } = object;
  const known = uncheckedKinds.find((one) => one.apiVersion === apiVersion && one.kind === kind);
  if (known === undefined) {
    const emitter = emitterOf(platform, object);
    const message = `the emitter ${emitter} makes a ${apiVersion} ${kind}, of which nobody brings a definition`;
    const fix = 'add its CustomResourceDefinition to `upstream` of the plugin';
    into.push(diagnostic({ code: 'FWY4042', message, fix, units: [plan.id] }, placeOf(plan, [])));
    return;
  }
  if (noted.has(kind)) return;
  noted.add(kind);
  const message = `no ${kind} of ${apiVersion} is checked: ${known.why}`;
  const fix = 'try it on a cluster first: kubectl apply --server-side --dry-run=server';
  const problem = { code: 'FWY4043', severity: 'note', message, fix, units: [plan.id] } as const;
  into.push(diagnostic(problem, placeOf(plan, [])));
}

/** The patch after which the problem was there; `undefined` where it was there before all patches. */
function causeOf(
  { object, problem }: Found,
  { rendered, steps }: Patched,
  validator: Validator,
): AppliedPatch | undefined {
  if (steps.length === 0) return undefined;
  const isIn = (objects: readonly KubernetesObject[]): boolean => {
    const same = objects.find(
      ({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name,
    );
    if (same === undefined) return false;
    return validator
      .check(same)
      .some(({ path, message }) => path === problem.path && message === problem.message);
  };
  return isIn(rendered) ? undefined : steps.find(({ objects }) => isIn(objects))?.patch;
}

/** Who makes objects of a kind: several emitters may, and the object does not say which of them made it. */
function emitterOf({ emitters }: Platform, { apiVersion, kind }: KubernetesObject): string {
  const makes = (one: { readonly apiVersion: string; readonly kind: string }): boolean =>
    one.apiVersion === apiVersion && one.kind === kind;
  const names = emitters.filter(({ emits }) => emits.some(makes)).map(({ name }) => name);
  return names.length === 0 ? 'none' : names.join(' or ');
}

function titleOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}
