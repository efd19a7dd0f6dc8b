import type { Client, KubernetesObject, ObjectReference } from '../../client.ts';
import { ARGO_CD_NAMESPACE } from './argo-cd.ts';
import type { GitServer } from './git-server.ts';

/** The part of an Application that tests read. */
export interface Application {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly syncPolicy?: { readonly syncOptions?: readonly string[] } };
  readonly status?: {
    readonly sync?: { readonly status: string; readonly revision?: string };
    readonly health?: { readonly status: string };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
    readonly resources?: readonly ApplicationResource[];
    readonly operationState?: {
      readonly phase: string;
      readonly message?: string;
      readonly finishedAt?: string;
      readonly syncResult?: { readonly revision: string; readonly resources?: readonly SyncedResource[] };
    };
    readonly history?: readonly { readonly id: number; readonly revision: string }[];
    readonly reconciledAt?: string;
  };
}

export interface ApplicationResource {
  readonly group?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status?: string;
  readonly health?: { readonly status?: string; readonly message?: string };
  readonly requiresPruning?: boolean;
}

/** What one sync did with one object: `status` is Synced, SyncFailed, Pruned or PruneSkipped. */
export interface SyncedResource {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status?: string;
  readonly message?: string;
}

export interface WaitOptions {
  /** Sync status and health to wait for: Synced and Healthy if not given. */
  readonly sync?: string;
  readonly health?: string;
  /** The commit that must have been compared. */
  readonly revision?: string;
  readonly seconds?: number;
}

/** Argo CD from a test's point of view. */
export interface GitOps {
  /** Creates an Application of a folder of the Git server; further fields of its spec may be given. */
  readonly create: (name: string, path: string, spec?: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly get: (name: string) => Promise<Application | undefined>;
  /** Makes Argo CD look at Git and the cluster now, and waits until it has. */
  readonly refresh: (name: string, kind?: 'normal' | 'hard') => Promise<Application>;
  /** Starts a sync of the newest commit, as a person would. */
  readonly sync: (name: string, options?: { readonly prune?: boolean }) => Promise<void>;
  /** Waits for a status, and that no sync is on its way. @throws Error that says what is not as wanted, after `seconds` (60). */
  readonly waitFor: (name: string, options?: WaitOptions) => Promise<Application>;
  /** Removes an Application; its objects too unless they shall stay. */
  readonly remove: (name: string, options?: { readonly cascade?: boolean }) => Promise<void>;
}

const REFRESH = 'argocd.argoproj.io/refresh';

export function createGitOps(client: Client, git: Pick<GitServer, 'url'>): GitOps {
  const read = async (name: string): Promise<Application | undefined> => {
    const reply = await client.get<Application>(referenceOf(name));
    return reply.ok ? reply.body : undefined;
  };
  return {
    get: read,
    create: async (name, path, spec = {}) => {
      const reply = await client.apply(applicationObject(name, git.url, path, spec), { force: true });
      if (!reply.ok) throw new Error(`Application ${name} is refused: ${reply.message}`);
    },
    refresh: (name, kind = 'normal') => refresh(client, name, kind),
    sync: async (name, { prune = true } = {}) => {
      const syncOptions = (await read(name))?.spec.syncPolicy?.syncOptions ?? [];
      const operation = { initiatedBy: { username: 'test' }, sync: { prune, syncOptions } };
      const reply = await client.patch(referenceOf(name), { operation });
      if (!reply.ok) throw new Error(`Application ${name} cannot be synced: ${reply.message}`);
    },
    waitFor: (name, options = {}) => waitFor(read, name, options),
    remove: async (name, { cascade = true } = {}) => {
      const finalizers = cascade ? ['resources-finalizer.argocd.argoproj.io'] : [];
      await client.patch(referenceOf(name), { metadata: { finalizers } });
      await client.delete(referenceOf(name));
      const gone = await client.waitFor(referenceOf(name), (object) => object === undefined, 60);
      if (!gone) throw new Error(`Application ${name} is still there after 60 s`);
    },
  };
}

/** A folder of the record as an Application that follows `main` by itself, removes what is gone and heals drift. */
export function applicationObject(
  name: string,
  repoURL: string,
  path: string,
  spec: Readonly<Record<string, unknown>> = {},
): KubernetesObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: ARGO_CD_NAMESPACE },
    spec: {
      project: 'default',
      source: { repoURL, path, targetRevision: 'main', directory: { recurse: true } },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'default' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '1s', factor: 1, maxDuration: '1s' } },
      },
      ...spec,
    },
  };
}

function referenceOf(name: string): ObjectReference {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', name, namespace: ARGO_CD_NAMESPACE };
}

async function refresh(client: Client, name: string, kind: string): Promise<Application> {
  const reply = await client.patch(referenceOf(name), { metadata: { annotations: { [REFRESH]: kind } } });
  if (!reply.ok) throw new Error(`Application ${name} cannot be refreshed: ${reply.message}`);
  let last: Application | undefined;
  const done = await client.waitFor<KubernetesObject & Application>(
    referenceOf(name),
    (object) => {
      last = object;
      return object !== undefined && object.metadata.annotations?.[REFRESH] === undefined;
    },
    30,
  );
  if (!done || last === undefined) throw new Error(`Application ${name} is not refreshed after 30 s`);
  return last;
}

async function waitFor(
  read: (name: string) => Promise<Application | undefined>,
  name: string,
  { sync = 'Synced', health = 'Healthy', revision, seconds = 60 }: WaitOptions,
): Promise<Application> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const application = await read(name);
    const status = application?.status;
    const isSynced =
      status?.sync?.status === sync &&
      (revision === undefined || status.sync.revision === revision) &&
      status.operationState?.phase !== 'Running';
    if (application !== undefined && isSynced && status?.health?.status === health) return application;
    if (performance.now() > deadline) {
      throw new Error(
        `Application ${name} is not ${sync} and ${health} after ${seconds} s: ${describe(application)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What is not as it should be, for people. */
function describe(application: Application | undefined): string {
  const status = application?.status;
  if (status === undefined) return 'it has no status';
  const { sync, health, conditions = [], resources = [], operationState } = status;
  const lines = [
    `${sync?.status ?? 'Unknown'} at ${sync?.revision ?? 'no revision'}, ${health?.status ?? 'Unknown'}`,
    operationState === undefined ? '' : `operation ${operationState.phase}: ${operationState.message ?? ''}`,
    ...conditions.map(({ type, message }) => `${type}: ${message}`),
    ...(operationState?.syncResult?.resources ?? [])
      .filter(({ status: result }) => result === 'SyncFailed')
      .map(({ kind, name, message }) => `${kind} ${name}: ${message ?? ''}`),
    ...resources.filter(isWrong).map((resource) => {
      const { kind, namespace = '', name, status: result, health: own } = resource;
      return `${kind} ${namespace}/${name}: ${result ?? ''} ${own?.status ?? ''} ${own?.message ?? ''}`;
    }),
  ];
  return lines
    .filter((line) => line !== '')
    .slice(0, 40)
    .join('\n');
}

function isWrong({ status, health }: ApplicationResource): boolean {
  return status !== 'Synced' || (health?.status !== undefined && health.status !== 'Healthy');
}
