import {
  diagnostic,
  type ClusterView,
  type Definition,
  type Diagnostic,
  type EmitContext,
  type Emitter,
  type EnvironmentView,
  type GraphEdge,
  type GraphNode,
  type KindShape,
  type KubernetesObject,
  type Path,
  type Platform,
  type Problem,
  type Unit,
  type WorkloadProperties,
} from '@fairway/model';
import { unitLabels } from '../emit/kubernetes/labels.ts';
import type { EnvironmentGraph } from '../environment-graph.ts';
import { checkInvariants } from '../invariants/run.ts';
import type { LoweredWorkload } from '../lower/lower.ts';
import { applyPatches, type ServicePatches } from '../patch/apply.ts';
import { usedName } from '../resolve/service-definition.ts';
import type { Validity } from '../strict/validity.ts';
import { sortByApplyOrder } from './apply-order.ts';
import { emitNode } from './emit-node.ts';
import { madeByPlugins } from './made-by-plugins.ts';
import { placeOf, type UnitPlan } from './unit-plan.ts';

/** Everything that units of one environment share. */
export interface UnitFactory {
  readonly platform: Platform;
  readonly definition: Definition;
  readonly environment: EnvironmentView;
  readonly graph: EnvironmentGraph;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly emitters: ReadonlyMap<string, readonly Emitter[]>;
  readonly patches: ServicePatches;
  readonly inputHash: (intent: LoweredWorkload) => Readonly<Record<string, string>>;
  readonly validity: Validity | undefined;
}

/** Emitters by the node type that they look at. */
export function emittersByNode(emitters: readonly Emitter[]): ReadonlyMap<string, readonly Emitter[]> {
  const byType = new Map<string, Emitter[]>();
  for (const emitter of emitters) {
    for (const type of emitter.nodes) byType.set(type, [...(byType.get(type) ?? []), emitter]);
  }
  return byType;
}

/** Makes one unit: emits its nodes, applies patches, and holds it to the invariants and to what its cluster serves. */
export function makeUnit(plan: UnitPlan, factory: UnitFactory): Unit {
  const diagnostics: Diagnostic[] = [];
  const context = contextOf(plan, factory, diagnostics);
  const emitted: KubernetesObject[] = [];
  for (const node of plan.nodes)
    for (const emitter of factory.emitters.get(node.type) ?? [])
      emitNode(emitter, node, context, emitted, (problem) => diagnostics.push(reportFrom(plan, problem, [])));
  sortByApplyOrder(emitted);
  const main = plan.nodes[0] as GraphNode;
  const patched = applyPatches(emitted, plan, factory.environment.name, factory.patches, diagnostics);
  const properties = main.properties as unknown as WorkloadProperties;
  const shape: KindShape | 'namespace' = main.type === 'workload' ? properties.shape : 'namespace';
  checkInvariants(
    {
      objects: patched.objects,
      environmentClass: factory.environment.class.spec.stage ?? factory.environment.class.name,
      shape,
      os: properties.os ?? 'linux',
    },
    factory.platform.invariants,
    { plan, environment: factory.environment.name },
    patched,
    diagnostics,
  );
  factory.validity?.check(plan, context.cluster, patched, diagnostics);
  return {
    id: plan.id,
    environment: factory.environment.name,
    cluster: plan.cluster,
    namespace: plan.namespace,
    name: plan.name,
    service: plan.service,
    objects: patched.objects,
    nodes: plan.nodes,
    edges: edgesOf(plan, factory.graph),
    inputs: inputsOf(plan, factory),
    definition: usedDocuments(plan, factory),
    diagnostics,
  };
}

function contextOf(plan: UnitPlan, factory: UnitFactory, diagnostics: Diagnostic[]): EmitContext {
  const { definition, environment, graph } = factory;
  const prefix = definition.organization.labelPrefix;
  const main = plan.nodes[0] as GraphNode;
  const team = definition.get('Team', plan.system.spec.owner);
  if (team === undefined) throw new Error(`system ${plan.system.name} has no team`);
  return {
    definition: plan.service === null ? definition : (plan.workloads[0]?.workload.definition ?? definition),
    organization: definition.organization.api.group,
    labelPrefix: prefix,
    environment,
    cluster: factory.clusters.get(plan.cluster) as ClusterView,
    namespace: plan.namespace,
    team,
    system: plan.system,
    labels:
      main.type === 'workload'
        ? unitLabels(main, { prefix, environment: environment.name })
        : namespaceLabels(main, prefix, environment.name),
    node: graph.node,
    edgesFrom: graph.edgesFrom,
    edgesTo: graph.edgesTo,
    nodesInNamespace: (type) => graph.nodesIn(plan.cluster, plan.namespace, type),
    madeByPlugins: (apiVersion, kind) => madeByPlugins(plan, factory, apiVersion, kind),
    sha256: factory.platform.sha256,
    report: (problem: Problem, _node, path) => {
      diagnostics.push(reportFrom(plan, problem, path ?? []));
    },
  };
}

/** A problem that only emission brings to light stands at the document that decided the path. */
function reportFrom(plan: UnitPlan, problem: Problem, path: Path): Diagnostic {
  return diagnostic({ ...problem, units: [plan.id] }, placeOf(plan, path));
}

function namespaceLabels(
  node: GraphNode,
  prefix: string,
  environment: string,
): Readonly<Record<string, string>> {
  const { costCenter } = node.properties as { costCenter?: string };
  return {
    'app.kubernetes.io/part-of': node.system,
    'app.kubernetes.io/managed-by': 'fairway',
    [`${prefix}/team`]: node.owner,
    [`${prefix}/env`]: environment,
    ...(costCenter === undefined ? {} : { [`${prefix}/cost-center`]: costCenter }),
  };
}

function edgesOf(plan: UnitPlan, graph: EnvironmentGraph): readonly GraphEdge[] {
  if (plan.nodes.length === 1) return graph.edgesFrom((plan.nodes[0] as GraphNode).id);
  const edges: GraphEdge[] = [];
  for (const { id } of plan.nodes) for (const edge of graph.edgesFrom(id)) edges.push(edge);
  return edges;
}

function inputsOf({ workloads }: UnitPlan, { inputHash }: UnitFactory): Readonly<Record<string, string>> {
  const [first, ...others] = workloads.map(inputHash);
  return others.length === 0 && first !== undefined ? first : Object.assign({}, first, ...others);
}

function usedDocuments(plan: UnitPlan, { environment, clusters }: UnitFactory): readonly string[] {
  const cluster = (clusters.get(plan.cluster) as ClusterView).document;
  const names: string[] = [];
  insert(usedName(environment.class), names);
  insert(usedName(cluster), names);
  insert(usedName(plan.system), names);
  for (const { workload } of plan.workloads) for (const name of workload.used) insert(name, names);
  return names;
}

/** Puts a name at its place among sorted ones, unless it is there. They are few: nothing is faster than looking. */
function insert(name: string, names: string[]): void {
  let at = names.length;
  while (at > 0 && (names[at - 1] as string) > name) at -= 1;
  if (names[at - 1] === name) return;
  names.push(name);
  for (let index = names.length - 1; index > at; index -= 1) names[index] = names[index - 1] as string;
  names[at] = name;
}
