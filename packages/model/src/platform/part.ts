import type { z } from 'zod';
import type { Problem } from '../diagnostic.ts';
import type { Definition } from '../definition/definition.ts';
import type { DefinitionDocument } from '../definition/definition.ts';
import type { EnvironmentClassSpec, EnvironmentSpec } from '../definition/kinds/index.ts';
import type { EdgeType, GraphEdge, Placement } from '../graph/graph.ts';
import type { Constraint, ConversionStep } from '../schema/constraint.ts';
import type { SchemaTools } from '../schema/fields.ts';

/** API versions of Fairway's own kinds. Organizations publish them under names of their own. */
export type SchemaVersion = 'v1alpha1' | 'v1beta1';

/** The version that everything is converted to and lowered from. */
export const hubVersion = 'v1beta1' satisfies SchemaVersion;

/**
 * What lowering says. Contributions form a set: their order has no meaning, equal ones merge,
 * and different values at one place are a diagnostic that names both parts.
 */
export type Contribution =
  | { readonly contribution: 'node'; readonly node: NewNode }
  | { readonly contribution: 'edge'; readonly edge: GraphEdge }
  /** A value at a path (a property, or nested properties) of a node; `node` absent: the workload's own. */
  | {
      readonly contribution: 'value';
      readonly node?: string;
      readonly path: readonly string[];
      readonly value: unknown;
    };

/** A node without what the compiler adds: owner, system, and placements are those of the workload. */
export interface NewNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly system?: string;
  readonly owner?: string;
  readonly stateful?: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Another workload, as a part may see it: enough to refer to it, nothing of its inside. */
export interface WorkloadView {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly system: string;
  readonly owner: string;
  readonly placements: readonly Placement[];
  /** The effective spec in the same environment. */
  readonly spec: Readonly<Record<string, unknown>>;
}

export interface EnvironmentView {
  readonly name: string;
  readonly spec: EnvironmentSpec;
  readonly class: DefinitionDocument<EnvironmentClassSpec>;
}

/** What a part sees when it checks or lowers one workload in one environment. */
export interface PartContext<Spec = Readonly<Record<string, unknown>>> {
  readonly kind: string;
  readonly shape: KindShape;
  readonly name: string;
  readonly system: string;
  readonly owner: string;
  /** Node id of the workload. */
  readonly id: string;
  /** The effective spec: defaults, profiles, caps, and overrides applied. */
  readonly spec: Spec;
  readonly environment: EnvironmentView;
  readonly placements: readonly Placement[];
  readonly definition: Definition;
  /** The image that speaks first (command line, override, ReleaseSet, spec), or `null`: no release yet. */
  readonly image: string | null;
  /** Resolves `name` or `system/name`; `undefined` where it does not exist or does not compile here. */
  readonly workload: (reference: string) => WorkloadView | undefined;
  /** Names of workloads, for did-you-mean. */
  readonly workloadNames: () => readonly string[];
  /** Fills `{environment}`, `{region}`, `{cluster}`, `{account}`, `{system}`, `{service}` where the value is fixed per environment. */
  readonly placeholders: (text: string) => string;
  /** Reports a problem at a path of the effective spec; the compiler finds the document that decided it. */
  readonly report: (problem: Problem, path: readonly (string | number)[]) => void;
}

/** How a kind runs; parts decide by this, never by the kind's name. */
export type KindShape = 'service' | 'worker' | 'cron' | 'job';

/** One entry of a capability's documentation. */
export interface PartDocs {
  /** One sentence. */
  readonly summary: string;
  /** A paragraph or two in Markdown. */
  readonly details?: string;
}

/**
 * A field that an environment may only make stricter: its words, the least strict first,
 * or `reach` for the name of an exposure class (public before internal before none).
 */
export interface StricterOnly {
  readonly path: string;
  readonly order: readonly string[] | 'reach';
}

/**
 * One concern of a kind: its slice of `spec`, which of it may vary by environment, constraints, checks, lowering.
 * `S` is the record of top-level fields that the part adds to `spec`.
 */
export interface Part<S extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly docs: PartDocs;
  /** Built once per platform by the host's own zod. */
  readonly schema: (tools: SchemaTools) => S;
  /** Paths that `environments.<env>` may set: `scaling` covers everything below it; `writable[].size` one field. */
  readonly vary: readonly string[];
  /** Fields that an environment may only make stricter. */
  readonly stricterOnly?: readonly StricterOnly[];
  readonly constraints?: readonly Constraint[];
  /** Steps from an older version's spelling to the hub. */
  readonly conversions?: Partial<Readonly<Record<SchemaVersion, readonly ConversionStep[]>>>;
  /** Contributions to the graph; problems go to `context.report`. */
  readonly lower: (context: PartContext<SpecOf<S>>) => Iterable<Contribution>;
}

/** The effective spec that a part's slice describes. Fields marked `defaulted` are always there. */
export type SpecOf<S extends z.ZodRawShape> = z.infer<z.ZodObject<S>>;

/** Declares a part; the identity function, for its types. */
export function definePart<const S extends z.ZodRawShape>(part: Part<S>): Part {
  return part as unknown as Part;
}

export function addNode(node: NewNode): Contribution {
  return { contribution: 'node', node };
}

export function addEdge(
  type: EdgeType,
  from: string,
  to: string,
  properties: GraphEdge['properties'] = {},
  options: { readonly name?: string; readonly origin?: GraphEdge['origin'] } = {},
): Contribution {
  const id = options.name === undefined ? `${type}:${from}->${to}` : `${type}:${from}->${to}#${options.name}`;
  return {
    contribution: 'edge',
    edge: { id, type, from, to, origin: options.origin ?? 'declared', properties },
  };
}

/** Paths by how they are written: parts write few, and write them for every workload. */
const paths = new Map<string, readonly string[]>();
const mostPaths = 1_000;

/** Sets one property of the workload's node: `setValue('user', 10001)`, `setValue('probes.liveness', …)`. */
export function setValue(path: string, value: unknown, node?: string): Contribution {
  let segments = paths.get(path);
  if (segments === undefined) {
    segments = path.split('.');
    if (paths.size < mostPaths) paths.set(path, segments);
  }
  return node === undefined
    ? { contribution: 'value', path: segments, value }
    : { contribution: 'value', path: segments, value, node };
}
