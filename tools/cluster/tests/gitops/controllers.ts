import { isDeepStrictEqual } from 'node:util';
import type { Client, KubernetesObject } from '../../client.ts';

/** Writes what the controllers of products would write that are not here; ends with `stop`. */
export interface FixtureControllers {
  readonly stop: () => Promise<void>;
  /** What the server refused, in its words. */
  readonly problems: readonly string[];
}

interface Watched extends KubernetesObject {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** The status of a healthy object. */
  readonly status: (object: Watched) => Readonly<Record<string, unknown>>;
  /** An object that the controller makes from it. */
  readonly makes?: (object: Watched) => KubernetesObject;
}

const since = '2026-01-01T00:00:00Z';

const kinds: readonly Kind[] = [
  {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    status: () => ({ conditions: [condition('Ready', 'SecretSynced')] }),
    makes: secretOf,
  },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', status: routeStatus },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GRPCRoute', status: routeStatus },
  {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    status: () => ({
      conditions: [
        { type: 'Ready', status: 'True', reason: 'ScaledObjectReady', message: 'ready' },
        { type: 'Active', status: 'False', reason: 'ScalerNotActive', message: 'not active' },
        { type: 'Fallback', status: 'False', reason: 'NoFallbackFound', message: 'no fallback' },
      ],
    }),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    status: () => ({ loadBalancer: { ingress: [{ hostname: 'ingress.example.com' }] } }),
  },
];

/** Looks after external secrets, routes, scaled objects and ingresses, as far as the cluster knows them. */
export function startControllers(client: Client): FixtureControllers {
  const problems: string[] = [];
  let running = true;
  const loop = (async () => {
    while (running) {
      for (const kind of kinds) await reconcile(client, kind, problems);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return {
    problems,
    stop: async () => {
      running = false;
      await loop;
    },
  };
}

async function reconcile(client: Client, kind: Kind, problems: string[]): Promise<void> {
  const reply = await client.list<Watched>(kind.apiVersion, kind.kind);
  if (!reply.ok) return;
  for (const item of reply.body.items) {
    const object = { ...item, apiVersion: kind.apiVersion, kind: kind.kind };
    const status = kind.status(object);
    if (isDeepStrictEqual(pick(object.status, status), status)) continue;
    const made = kind.makes?.(object);
    const replies = [
      ...(made === undefined ? [] : [await client.apply(made, { force: true })]),
      await client.patch({ ...object, ...object.metadata }, { status }, { subresource: 'status' }),
    ];
    // An object may be gone meanwhile.
    for (const answer of replies)
      if (!answer.ok && answer.status !== 404) problems.push(answer.message.slice(0, 300));
  }
}

/** The fields of `from` that `like` has. */
function pick(from: Readonly<Record<string, unknown>> | undefined, like: object): unknown {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from?.[key]]));
}

function condition(type: string, reason: string): Readonly<Record<string, unknown>> {
  return { type, status: 'True', reason, message: reason, lastTransitionTime: since };
}

function routeStatus({ metadata, spec }: Watched): Readonly<Record<string, unknown>> {
  const generation = (metadata as { readonly generation?: number }).generation ?? 1;
  const conditions = ['Accepted', 'ResolvedRefs'].map((type) => ({
    ...condition(type, type),
    observedGeneration: generation,
  }));
  const parents = (spec['parentRefs'] ?? []) as readonly object[];
  return {
    parents: parents.map((parentRef) => ({ parentRef, controllerName: 'example.com/gateway', conditions })),
  };
}

/** The Secret with the keys that are asked for; it goes with the ExternalSecret. */
function secretOf({ apiVersion, kind, metadata, spec }: Watched): KubernetesObject {
  const { target, data = [] } = spec as {
    readonly target?: { readonly name?: string };
    readonly data?: readonly { readonly secretKey: string }[];
  };
  const { name, namespace = '', uid } = metadata;
  const ownerReferences = [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }];
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: target?.name ?? name, namespace, ownerReferences } as KubernetesObject['metadata'],
    stringData: Object.fromEntries(data.map(({ secretKey }) => [secretKey, `simulated-${secretKey}`])),
  };
}
