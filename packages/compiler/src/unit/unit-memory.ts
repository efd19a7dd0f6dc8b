import type { Diagnostic, Platform, SourceDocument, Unit } from '@fairway/model';
import type { Definition } from '@fairway/model';
import type { EnvironmentGraph } from '../environment-graph.ts';
import { loweringMemory, type LoweringMemory } from '../lower/lowering-memory.ts';
import type { UnitPlan } from './unit-plan.ts';

/**
 * What one environment's units were made of, so that a later compilation makes only those that may come out
 * otherwise. Making a unit is a pure function of its plan, the definition, and what it asks of the graph;
 * the questions are kept with their answers and asked again.
 */
export interface UnitMemory {
  /** The units of the last compilation that came out as remembered and were not made again. */
  readonly unchanged: () => readonly UnchangedUnit[];
  /** Makes the last compilation the remembered one; call it when its units were taken over. */
  readonly commit: () => void;
}

export interface UnchangedUnit {
  readonly id: string;
  readonly service: string | null;
  readonly cluster: string;
  readonly objects: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The part of a memory that a compilation uses. */
export interface WorkingMemory extends UnitMemory {
  /** The workloads, which need no commit: what they are kept with is compared whole. */
  readonly lowering: LoweringMemory;
  readonly start: (shared: SharedInput) => void;
  readonly recall: (plan: UnitPlan, graph: EnvironmentGraph) => boolean;
  readonly watch: (graph: EnvironmentGraph) => WatchedGraph;
  readonly remember: (plan: UnitPlan, unit: Unit, watched: WatchedGraph) => void;
}

/** What all units of a compilation depend on; another identity makes every unit anew. */
export interface SharedInput {
  readonly platform: Platform;
  readonly definition: Definition;
  /** ISO date. */
  readonly today: string;
}

interface WatchedGraph {
  readonly graph: EnvironmentGraph;
  readonly questions: readonly Question[];
}

interface Question {
  readonly ask: (graph: EnvironmentGraph) => unknown;
  readonly answer: string;
}

interface Remembered {
  readonly unchanged: UnchangedUnit;
  readonly workloads: UnitPlan['workloads'];
  readonly system: SourceDocument;
  readonly used: string;
  readonly nodes: string;
  readonly questions: readonly Question[];
}

/** An empty memory for one environment. */
export function unitMemory(): UnitMemory {
  return workingMemory();
}

function workingMemory(): WorkingMemory {
  let shared: SharedInput | undefined;
  let base = new Map<string, Remembered>();
  let next = new Map<string, Remembered>();
  let unchanged: UnchangedUnit[] = [];
  return {
    lowering: loweringMemory(),
    unchanged: () => unchanged,
    commit: () => {
      base = next;
    },
    start: (now) => {
      if (
        shared?.platform !== now.platform ||
        shared.definition !== now.definition ||
        shared.today !== now.today
      )
        base = new Map();
      shared = now;
      next = new Map();
      unchanged = [];
    },
    recall: (plan, graph) => {
      const known = base.get(plan.id);
      if (known === undefined || !isSame(known, plan, graph)) return false;
      next.set(plan.id, known);
      unchanged.push(known.unchanged);
      return true;
    },
    watch: watchGraph,
    remember: (plan, unit, { questions }) => {
      const { id, service, cluster, diagnostics, objects } = unit;
      next.set(plan.id, {
        unchanged: { id, service, cluster, diagnostics, objects: objects.length },
        workloads: plan.workloads,
        system: plan.system.source,
        used: usedBy(plan),
        nodes: textOf(plan.nodes),
        questions,
      });
    },
  };
}

/** A memory as a compilation sees it; every memory comes from {@link unitMemory}. */
export function asWorking(memory: UnitMemory): WorkingMemory {
  return memory as WorkingMemory;
}

function isSame(known: Remembered, plan: UnitPlan, graph: EnvironmentGraph): boolean {
  return (
    known.system === plan.system.source &&
    (sameList(known.workloads, plan.workloads) || sameContent(known, plan)) &&
    known.nodes === textOf(plan.nodes) &&
    known.questions.every(({ ask, answer }) => textOf(ask(graph)) === answer)
  );
}

/** Workloads that were lowered again, from the same documents and with the same definition documents. */
function sameContent(known: Remembered, plan: UnitPlan): boolean {
  const documents = ({ workloads }: Pick<UnitPlan, 'workloads'>): readonly SourceDocument[] =>
    workloads.map(({ workload }) => workload.intent.document);
  return sameList(documents(known), documents(plan)) && known.used === usedBy(plan);
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function usedBy(plan: UnitPlan): string {
  return plan.workloads.flatMap(({ workload }) => [...workload.used]).join(' ');
}

/** A graph that keeps every question asked of it, with the answer. */
function watchGraph(graph: EnvironmentGraph): WatchedGraph {
  const questions: Question[] = [];
  const seen = new Set<string>();
  const kept = <T>(name: string, ask: (graph: EnvironmentGraph) => T): T => {
    const answer = ask(graph);
    if (!seen.has(name)) questions.push({ ask, answer: textOf(answer) });
    seen.add(name);
    return answer;
  };
  return {
    questions,
    graph: {
      get nodes() {
        return kept('nodes', ({ nodes }) => nodes);
      },
      get edges() {
        return kept('edges', ({ edges }) => edges);
      },
      node: (id) => kept(`node ${id}`, ({ node }) => node(id)),
      edgesFrom: (id, type) => kept(`from ${id} ${type}`, ({ edgesFrom }) => edgesFrom(id, type)),
      edgesTo: (id, type) => kept(`to ${id} ${type}`, ({ edgesTo }) => edgesTo(id, type)),
      nodesIn: (cluster, namespace, type) =>
        kept(`in ${cluster} ${namespace} ${type}`, ({ nodesIn }) => nodesIn(cluster, namespace, type)),
    },
  };
}

const texts = new WeakMap<object, string>();

/** A value as text; that of each node and edge is made once. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join('\n');
  let text = texts.get(value as object);
  if (text === undefined) texts.set(value as object, (text = JSON.stringify(value)));
  return text;
}
