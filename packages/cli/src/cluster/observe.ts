import {
  isOutsideSystemError,
  type ClusterVersion,
  type InstalledProgram,
  type JsonObject,
  type LiveCluster,
  type Observed,
  type Right,
  type ServedKind,
  type ServedKinds,
} from '@fairway/model';

/** What was seen of a cluster at one moment. Each answer that could not be had says why. */
export interface Observation {
  readonly name: string;
  readonly version: ClusterVersion;
  /** Rights that are known to be missing, each once. */
  readonly missingRights: readonly string[];
  readonly served: Seen<ServedKinds>;
  readonly identities: Seen<readonly string[]>;
  readonly programs: Seen<readonly InstalledProgram[]>;
  /** By name; `null`: there is none. */
  readonly definitions: ReadonlyMap<string, Seen<JsonObject | null>>;
}

/** An answer, or why there is none: a right that is missing, or a failure of the cluster. */
export type Seen<Value> = { readonly value: Value } | { readonly value?: undefined; readonly because: string };

/** Requests under way at once. */
const AT_ONCE = 8;

const DEFINITIONS: Right = {
  verb: 'get',
  group: 'apiextensions.k8s.io',
  resource: 'customresourcedefinitions',
};
const LEASES: Right = {
  verb: 'list',
  group: 'coordination.k8s.io',
  resource: 'leases',
  namespace: 'kube-system',
};
const DEPLOYMENTS: Right = { verb: 'list', group: 'apps', resource: 'deployments' };

/** What to look for. */
export interface Wanted {
  /** Names of Deployments. */
  readonly programs: readonly string[];
  /** Names of definitions, known once it is known what is served. */
  readonly definitions: (served: readonly ServedKind[], minor: string) => Iterable<string>;
}

/**
 * Looks at a cluster. What the credentials may not see is asked for first, so that all missing rights come at once.
 * @throws {OutsideSystemError} where the cluster does not even tell its version.
 */
export async function observe(cluster: LiveCluster, wanted: Wanted): Promise<Observation> {
  const version = await cluster.version();
  const missing = new Set<string>();
  const see = <Value>(right: Right, ask: () => Promise<Observed<Value>>): Promise<Seen<Value>> =>
    seen(cluster, right, ask, missing);
  const [served, identities, programs, mayRead] = await Promise.all([
    seen(cluster, undefined, () => cluster.servedKinds(), missing),
    see(LEASES, () => cluster.apiServerIdentities()),
    see(DEPLOYMENTS, () => cluster.programs(wanted.programs)),
    may(cluster, DEFINITIONS),
  ]);
  const names = [...new Set(wanted.definitions(served.value?.kinds ?? [], version.minor))].sort();
  const definitions = await definitionsOf(cluster, names, mayRead, missing);
  const missingRights = [...missing].sort();
  return { name: cluster.name, version, missingRights, served, identities, programs, definitions };
}

async function definitionsOf(
  cluster: LiveCluster,
  names: readonly string[],
  mayRead: boolean,
  missing: Set<string>,
): Promise<Observation['definitions']> {
  const right = rightText(DEFINITIONS);
  if (!mayRead) {
    missing.add(right);
    return new Map(names.map((name) => [name, { because: lacking(right) }]));
  }
  const found = new Map<string, Seen<JsonObject | null>>();
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const part = names.slice(start, start + AT_ONCE).map(async (name) => {
      const ask = (): Promise<Observed<JsonObject | null>> => cluster.customResourceDefinition(name);
      return [name, await seen(cluster, undefined, ask, missing)] as const;
    });
    for (const [name, answer] of await Promise.all(part)) found.set(name, answer);
  }
  return found;
}

async function seen<Value>(
  cluster: LiveCluster,
  right: Right | undefined,
  ask: () => Promise<Observed<Value>>,
  missing: Set<string>,
): Promise<Seen<Value>> {
  try {
    if (right !== undefined && !(await may(cluster, right))) {
      missing.add(rightText(right));
      return { because: lacking(rightText(right)) };
    }
    const answer = await ask();
    if (answer.known) return { value: answer.value };
    missing.add(answer.missingRight);
    return { because: lacking(answer.missingRight) };
  } catch (error) {
    if (isOutsideSystemError(error)) return { because: error.message.replace(/\.$/, '') };
    throw error;
  }
}

/** Whether a read is worth trying: not where the API server says that it would be refused. */
async function may(cluster: LiveCluster, right: Right): Promise<boolean> {
  try {
    const answer = await cluster.may(right);
    return !answer.known || answer.value;
  } catch (error) {
    if (isOutsideSystemError(error)) return true;
    throw error;
  }
}

function lacking(right: string): string {
  return `the credentials may not ${right}`;
}

function rightText({ group, namespace, resource, verb }: Right): string {
  const where = namespace === undefined ? '' : ` in ${namespace}`;
  return `${verb} ${resource}${group === '' ? '' : `.${group}`}${where}`;
}
