import {
  createUpstream,
  createValidator,
  minors,
  readDefinitions,
  type Minor,
  type SchemaProblem,
  type Upstream,
  type Validator,
} from '@fairway/kubernetes';
import { type JsonObject, type KubernetesObject, type ServedKind } from '@fairway/model';
import type { Finding } from '../outputs.ts';
import { plural } from '../reporters/human.ts';
import { notInForce, servedVersions } from './definition-state.ts';
import type { Observation, Seen } from './observe.ts';

/** A kind that is emitted, and how it stands on the cluster. */
interface EmittedKind {
  readonly apiVersion: string;
  readonly kind: string;
  objects: number;
  /** By field and message. */
  readonly problems: Map<
    string,
    { readonly problem: SchemaProblem; readonly example: string; objects: number }
  >;
  readonly state: KindState;
}

type KindState =
  | { readonly name: 'checked' }
  | { readonly name: 'notServed'; readonly message: string; readonly fix: string }
  | { readonly name: 'unknown'; readonly message: string };

/** Compares emitted objects with what a cluster serves, one at a time. */
export interface Comparison {
  readonly add: (object: KubernetesObject) => void;
  readonly findings: () => readonly Finding[];
}

/** Problems that are listed; more of them are one mistake seen many times. */
const MOST_PROBLEMS = 20;

/** What a comparison goes by. */
export interface ComparisonOptions {
  readonly observation: Observation;
  /** Everything that Fairway knows, for kinds of Kubernetes itself. */
  readonly upstream: Upstream;
}

export function compareWith({ observation, upstream }: ComparisonOptions): Comparison {
  const live = liveUpstream(observation, upstream);
  const minor = minors.find((one) => one === observation.version.minor);
  const validator = minor === undefined ? undefined : createValidator(live.upstream, { kubernetes: minor });
  const kinds = new Map<string, EmittedKind>();
  const servedBy = new Map<string, ServedKind[]>();
  for (const one of observation.served.value?.kinds ?? []) {
    const key = `${groupOf(one.apiVersion)} ${one.kind}`;
    servedBy.set(key, [...(servedBy.get(key) ?? []), one]);
  }
  const stateOf = (object: KubernetesObject): KindState =>
    stateOfKind(object, { observation, live, minor, servedBy });
  return {
    add: (object) => {
      const { apiVersion, kind } = object;
      const key = `${apiVersion} ${kind}`;
      let entry = kinds.get(key);
      if (entry === undefined)
        kinds.set(key, (entry = { apiVersion, kind, objects: 0, problems: new Map(), state: stateOf(object) }));
      entry.objects += 1;
      if (entry.state.name === 'checked') addProblems(entry, object, validator);
    },
    findings: () => findingsOf([...kinds.values()]),
  };
}

function addProblems(entry: EmittedKind, object: KubernetesObject, validator: Validator | undefined): void {
  const met = new Set<string>();
  for (const problem of validator?.check(object) ?? []) {
    const field = problem.path.replaceAll(/\[[^\]]*\]/g, '[*]');
    const key = `${problem.reason} ${field} ${problem.reason === 'unknownField' ? '' : problem.message}`;
    if (met.has(key)) continue;
    met.add(key);
    const known = entry.problems.get(key);
    if (known !== undefined) known.objects += 1;
    else {
      const { name, namespace } = object.metadata;
      const example = namespace === undefined ? name : `${namespace}/${name}`;
      entry.problems.set(key, { problem, example, objects: 1 });
    }
  }
}

interface LiveDefinitions {
  readonly upstream: Upstream;
  /** What of a live definition could not be understood, by `group kind`. */
  readonly unread: ReadonlyMap<string, string>;
}

/** The kinds of Kubernetes itself, and those of the definitions that the cluster has. */
function liveUpstream({ definitions }: Observation, upstream: Upstream): LiveDefinitions {
  const there = [...definitions].flatMap(([name, { value }]) =>
    value === undefined || value === null ? [] : [{ name, value }],
  );
  const read = readDefinitions(
    there.map(({ value }) => value),
    { name: 'live' },
  );
  const unread = new Map(read.problems.map(({ name, message, path }) => [name, `${path}: ${message}`]));
  const own = upstream.sources.filter(({ minor }) => minor !== undefined);
  return { upstream: createUpstream([...own, read.source]), unread };
}

interface StateOptions {
  readonly observation: Observation;
  readonly live: LiveDefinitions;
  readonly minor: Minor | undefined;
  readonly servedBy: ReadonlyMap<string, readonly ServedKind[]>;
}

function stateOfKind({ apiVersion, kind }: KubernetesObject, options: StateOptions): KindState {
  const { live, minor, observation, servedBy } = options;
  const { served } = observation;
  if (served.value === undefined) return { name: 'unknown', message: because(served) };
  const versions = servedBy.get(`${groupOf(apiVersion)} ${kind}`) ?? [];
  const exact = versions.find((one) => one.apiVersion === apiVersion);
  if (exact === undefined) {
    if (served.value.silent.includes(apiVersion))
      return { name: 'unknown', message: `the server of ${apiVersion} does not answer` };
    return notServed(apiVersion, kind, versions, observation);
  }
  const definition = `${exact.plural}.${groupOf(apiVersion)}`;
  const seen = observation.definitions.get(definition);
  if (seen !== undefined && seen.value === undefined) return { name: 'unknown', message: because(seen) };
  const unread = live.unread.get(definition);
  if (unread !== undefined)
    return { name: 'unknown', message: `${definition} cannot be understood (${unread})` };
  if (minor === undefined)
    return {
      name: 'unknown',
      message: `Kubernetes ${observation.version.minor} is not one that Fairway knows`,
    };
  if (live.upstream.kindOf(apiVersion, kind, minor) === undefined)
    return { name: 'unknown', message: `no definition of it could be read` };
  return { name: 'checked' };
}

function notServed(
  apiVersion: string,
  kind: string,
  versions: readonly ServedKind[],
  { definitions }: Observation,
): KindState {
  const [first] = versions;
  if (first !== undefined) {
    const others = versions.map((one) => one.apiVersion).join(', ');
    const message = `${kind} is served in ${others} only, and Fairway writes ${apiVersion}`;
    return {
      name: 'notServed',
      message,
      fix: 'install the version of the product that its capability declares',
    };
  }
  const group = groupOf(apiVersion);
  for (const [name, { value }] of definitions) {
    if (value === undefined || value === null || !name.endsWith(`.${group}`) || kindOf(value) !== kind)
      continue;
    const reason = notInForce(value);
    const served = servedVersions(value).join(', ');
    const message = `${kind} in ${apiVersion} is not served: ${name} is there, but ${reason ?? `serves ${served === '' ? 'no version' : served}`}`;
    return { name: 'notServed', message, fix: 'install its product anew' };
  }
  const message = `${kind} in ${apiVersion} is not served`;
  const fix = 'install its product, or remove it from the capabilities of the cluster';
  return { name: 'notServed', message, fix };
}

function kindOf(definition: JsonObject): unknown {
  const { spec } = definition as { spec?: { names?: { kind?: unknown } } };
  return spec?.names?.kind;
}

function because(seen: Seen<unknown>): string {
  return 'because' in seen ? seen.because : '';
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

function findingsOf(kinds: readonly EmittedKind[]): readonly Finding[] {
  const findings: Finding[] = [];
  let fine = 0;
  for (const one of kinds.toSorted((a, b) => (a.apiVersion + a.kind < b.apiVersion + b.kind ? -1 : 1))) {
    const { apiVersion, kind, objects, problems, state } = one;
    if (state.name === 'checked') {
      if (problems.size === 0) fine += objects;
      findings.push(...problemFindings(one));
    } else if (state.name === 'notServed') {
      const message = `${state.message} (${plural(objects, 'object')})`;
      findings.push({ check: 'kinds', status: 'failure', message, fix: state.fix });
    } else {
      const message = `${plural(objects, 'object')} of the kind ${kind} in ${apiVersion} not compared: ${state.message}`;
      findings.push({ check: 'fields', status: 'unknown', message });
    }
  }
  const checked = kinds.filter(({ problems, state }) => state.name === 'checked' && problems.size === 0).length;
  if (checked === 0) return findings;
  const message = `${plural(fine, 'object')} of ${plural(checked, 'kind')} fit what the cluster serves`;
  return [{ check: 'fields', status: 'ok', message }, ...findings];
}

function problemFindings({ apiVersion, kind, problems }: EmittedKind): readonly Finding[] {
  const listed = [...problems.values()]
    .slice(0, MOST_PROBLEMS)
    .map(({ example, objects, problem }): Finding => {
      const { path, reason } = problem;
      const count = objects === 1 ? example : `${objects} objects, such as ${example}`;
      const dropped = reason === 'unknownField';
      const what = dropped
        ? `the cluster's definition has no ${path}: it would be dropped`
        : `${path === '' ? '' : `${path}: `}${problem.message}: it would be refused`;
      const fix =
        'install the version of the product that its capability declares, or declare the one installed';
      return {
        check: 'fields',
        status: 'failure',
        message: `${kind} in ${apiVersion}: ${what} (${count})`,
        fix,
      };
    });
  if (problems.size <= MOST_PROBLEMS) return listed;
  const message = `${kind} in ${apiVersion}: ${problems.size - MOST_PROBLEMS} more`;
  return [...listed, { check: 'fields', status: 'failure', message }];
}
