import {
  type Contribution,
  type EnvironmentView,
  type GraphEdge,
  type GraphNode,
  type PartContext,
  type Path,
  type Problem,
  type WorkloadView,
} from '@fairway/model';
import type { ResolvedWorkload } from '../resolve/workload.ts';
import type { PlacedPart } from '../schema/kind-schema.ts';
import { assemble, type Conflict } from './assemble.ts';

/** The nodes and edges of one workload. */
export interface LoweredWorkload {
  readonly workload: ResolvedWorkload;
  /** The workload's own node first. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Parts that could not speak, because the document is broken: its nodes are not whole. */
  readonly failed?: readonly string[];
}

export interface LowerInput {
  readonly environment: EnvironmentView;
  readonly find: (reference: string, system: string) => WorkloadView | undefined;
  readonly names: () => readonly string[];
}

/** Lets every part of a workload's kind speak, and joins what they say. */
export function lowerWorkload(workload: ResolvedWorkload, input: LowerInput): LoweredWorkload {
  const own: GraphNode = {
    id: workload.id,
    type: 'workload',
    name: workload.name,
    system: workload.system.name,
    owner: workload.owner,
    placements: workload.placements,
    stateful: false,
    properties: { kind: workload.kind, shape: workload.shape, image: workload.image },
  };
  const { parts } = workload.intent.schema;
  const failed: string[] = [];
  const { nodes, edges, conflicts } = assemble(own, contributionsOf(parts, workload, input, failed));
  for (const conflict of conflicts) reportConflict(conflict, workload, input);
  return failed.length === 0 ? { workload, nodes, edges } : { workload, nodes, edges, failed };
}

/** What each part says, in turn. */
function contributionsOf(
  parts: readonly PlacedPart[],
  workload: ResolvedWorkload,
  input: LowerInput,
  failed: string[],
): Iterable<Contribution>[] {
  const base = contextOf(workload, input);
  return parts.map(({ part, at }) => {
    const context = at.length === 0 ? base : belowContext(base, at);
    return workload.broken ? spokenBy(part, context, failed) : part.lower(context);
  });
}

/** A part may fail where something required is missing, which is reported already; the other parts still speak. */
function spokenBy(part: PlacedPart['part'], context: PartContext, failed: string[]): readonly Contribution[] {
  try {
    return [...part.lower(context)];
  } catch {
    failed.push(part.name);
    return [];
  }
}

function contextOf(workload: ResolvedWorkload, input: LowerInput): PartContext {
  const { environment } = input;
  return {
    kind: workload.kind,
    shape: workload.shape,
    name: workload.name,
    system: workload.system.name,
    owner: workload.owner,
    id: workload.id,
    spec: workload.spec,
    environment,
    placements: workload.placements,
    definition: workload.definition,
    image: workload.image,
    workload: (reference) => input.find(reference, workload.system.name),
    workloadNames: input.names,
    placeholders: (text) => fillPlaceholders(text, workload, environment),
    report: workload.report,
  };
}

/** The same context for a plugin's part: its slice of the spec, its place in paths. */
function belowContext(base: PartContext, at: readonly string[]): PartContext {
  let spec: unknown = base.spec;
  for (const name of at) spec = (spec as Record<string, unknown> | undefined)?.[name];
  const report = (problem: Problem, path: Path): void => base.report(problem, [...at, ...path]);
  return { ...base, spec: (spec ?? {}) as PartContext['spec'], report };
}

function fillPlaceholders(text: string, workload: ResolvedWorkload, environment: EnvironmentView): string {
  if (!text.includes('{')) return text;
  const filled = text.replaceAll('{environment}', environment.name);
  // Most texts have that one only.
  if (!filled.includes('{')) return filled;
  return filled
    .replaceAll('{env}', environment.name)
    .replaceAll('{system}', workload.system.name)
    .replaceAll('{service}', workload.name);
}

/** Finds which parts disagree, which is only worth the work when they do. */
function reportConflict(conflict: Conflict, workload: ResolvedWorkload, input: LowerInput): void {
  const names: string[] = [];
  for (const placed of workload.intent.schema.parts) {
    const [spoken = []] = contributionsOf([placed], { ...workload, report: () => {} }, input, []);
    for (const one of spoken) if (touches(one, conflict, workload.id)) names.push(placed.part.name);
  }
  const parts = [...new Set(names)];
  workload.report(
    {
      code: 'FWY4001',
      message: `the parts ${parts.join(' and ')} give different values to ${conflict.path} of ${conflict.node}`,
      fix: 'a part of the platform is wrong: let one of them decide',
    },
    [],
  );
}

function touches(one: Contribution, { node, path }: Conflict, own: string): boolean {
  if (one.contribution === 'edge') return one.edge.id === path;
  if (one.contribution === 'node') return one.node.id === node;
  const text = one.path.join('.');
  return (one.node ?? own) === node && (text.startsWith(path) || path.startsWith(text));
}
