import { lowerPart, type ContextOptions, type LoweredPart } from '../testing/index.ts';
import type { Part } from '@fairway/model';

type Specs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const exposureClasses: Specs = {
  none: { reach: 'none' },
  internal: {
    reach: 'internal',
    gateway: 'internal',
    protocols: ['http', 'grpc'],
    tls: { minimumVersion: '1.2', issuer: 'internal' },
    waf: 'allowed',
    timeout: { default: '30s', maximum: '5m' },
    idleTimeout: '5m',
    maxBodySize: '10Mi',
  },
  public: {
    reach: 'public',
    gateway: 'public',
    protocols: ['http'],
    tls: { minimumVersion: '1.3', issuer: 'public' },
    waf: 'required',
    timeout: { default: '30s', maximum: '1m' },
    idleTimeout: '1m',
    maxBodySize: '10Mi',
    approval: 'security',
  },
};

const documents: Readonly<Record<string, Specs>> = {
  ExposureClass: exposureClasses,
  TenantTier: {
    'shared-standard': { dataClasses: ['public', 'internal'], grants: 'open', egress: 'declared' },
    'shared-sensitive': {
      dataClasses: ['public', 'internal', 'pii'],
      grants: 'required',
      egress: 'declaredCidrs',
      environmentClasses: ['staging', 'prod'],
    },
  },
  DataClass: { public: {}, internal: {}, pii: {}, pci: {} },
  Team: {
    'team-a': { aliases: ['alpha'], costCenter: 'cc-1', onCall: { page: 'page-a', ticket: 'ticket-a' } },
  },
  System: {
    shop: { owner: 'team-a', aliases: ['store'], tenantTier: 'shared-standard' },
    vault: { owner: 'team-b', tenantTier: 'shared-sensitive' },
  },
  Environment: { dev: {}, staging: {}, prod: {} },
};

/** What a test may ask for: the context's options, with documents laid over the usual ones. */
export type TouchOptions = Partial<ContextOptions<Readonly<Record<string, unknown>>>>;

/** Lowers a part for `shop/web` of team-a with the platform's usual classes and tiers. */
export function lowerTouching(
  part: Part,
  spec: Readonly<Record<string, unknown>>,
  options: TouchOptions = {},
): LoweredPart {
  return lowerPart(part, {
    ...options,
    spec: { runtime: { port: 8080 }, ...spec },
    documents: { ...documents, ...options.documents },
    organization: {
      domains: { internal: 'internal.example.com', public: 'example.com' },
      ...options.organization,
    },
    environment: {
      ...options.environment,
      class: {
        stage: 'prod',
        hostPattern: '{host}',
        ...options.environment?.class,
      },
    },
  });
}

/** Options for an environment other than prod. */
export const inStaging: TouchOptions = {
  environment: { name: 'staging', class: { stage: 'staging', hostPattern: '{label}.{environment}.{rest}' } },
};

/** Properties of the nodes that a part added, by id. */
export function nodesOf({
  contributions,
}: LoweredPart): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const nodes: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const one of contributions) if (one.contribution === 'node') nodes[one.node.id] = one.node.properties;
  return nodes;
}

/** Properties of the edges that a part added, by id. */
export function edgesOf({
  contributions,
}: LoweredPart): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const edges: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const one of contributions) if (one.contribution === 'edge') edges[one.edge.id] = one.edge.properties;
  return edges;
}

/** The only problem, with its place as text. */
export function problemOf({ problems }: LoweredPart): {
  code: string;
  at: string;
  message: string;
  fix: unknown;
} {
  const [first] = problems;
  if (first === undefined || problems.length > 1) throw new Error(`${problems.length} problems instead of one`);
  return { code: first.code, at: first.path.join('.'), message: first.message, fix: first.fix };
}
