import type {
  Definition,
  DefinitionDocument,
  EnvironmentClassSpec,
  KindShape,
  PartContext,
  Path,
  Problem,
  WorkloadView,
} from '@fairway/model';

/** What a part is shown in a test; everything has a plain value of its own. */
export interface ContextOptions<Spec> {
  readonly spec: Spec;
  /** Default: `service`. */
  readonly shape?: KindShape;
  /** Default: the usual kind of the shape. */
  readonly kind?: string;
  /** Default: `web`. */
  readonly name?: string;
  /** Default: `registry.example.com/shop/web:1` by digest. */
  readonly image?: string | null;
  readonly environment?: {
    readonly name?: string;
    readonly spec?: Readonly<Record<string, unknown>>;
    readonly class?: Readonly<Record<string, unknown>>;
  };
  /** Documents of the definition: kind → name → spec. */
  readonly documents?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Spec of the organization. */
  readonly organization?: Readonly<Record<string, unknown>>;
  /** Other workloads by reference. */
  readonly workloads?: Readonly<Record<string, Partial<WorkloadView>>>;
}

/** A context and the problems that were reported to it. */
export interface TestContext<Spec> {
  readonly context: PartContext<Spec>;
  readonly problems: readonly ReportedProblem[];
}

export interface ReportedProblem extends Problem {
  readonly path: Path;
}

/** An image as every environment class takes it. */
export const testImage = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

const kinds = { service: 'WebService', worker: 'Worker', cron: 'ScheduledJob', job: 'Job' } as const;
const nowhere = { file: 'test.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 } as const;

/**
 * A context for `lower` of one part, built by hand: the workload `shop/web` of team-a in the environment prod.
 * `spec` is the effective one, so it holds what defaults would give.
 */
export function testContext<Spec>(options: ContextOptions<Spec>): TestContext<Spec> {
  const { spec, shape = 'service', name = 'web', image = testImage, workloads = {} } = options;
  const problems: ReportedProblem[] = [];
  const environment = options.environment?.name ?? 'prod';
  const context: PartContext<Spec> = {
    kind: options.kind ?? kinds[shape],
    shape,
    name,
    system: 'shop',
    owner: 'team-a',
    id: `workload:shop/${name}`,
    spec,
    environment: {
      name: environment,
      spec: { class: 'prod', order: 3, clusters: [{ name: 'main' }], ...options.environment?.spec } as never,
      class: document<EnvironmentClassSpec>('EnvironmentClass', 'prod', {
        digestRequired: true,
        ...options.environment?.class,
      }),
    },
    placements: [{ cluster: 'main', namespace: `shop-${environment}` }],
    definition: testDefinition(options.documents ?? {}, options.organization ?? {}),
    image,
    workload: (reference) => {
      const found = workloads[reference];
      return found === undefined ? undefined : { ...emptyView(reference), ...found };
    },
    workloadNames: () => Object.keys(workloads),
    placeholders: (text) =>
      text
        .replaceAll(/\{env(?:ironment)?\}/g, environment)
        .replaceAll('{system}', 'shop')
        .replaceAll('{service}', name),
    report: (problem, path) => {
      problems.push({ ...problem, path });
    },
  };
  return { context, problems };
}

function emptyView(name: string): WorkloadView {
  return {
    id: `workload:shop/${name}`,
    kind: 'WebService',
    name,
    system: 'shop',
    owner: 'team-a',
    placements: [],
    spec: {},
  };
}

function document<Spec>(kind: string, name: string, spec: unknown): DefinitionDocument<Spec> {
  const source = { file: nowhere.file, index: 0, value: {}, locate: () => nowhere };
  return {
    kind,
    name,
    version: '1.0.0',
    lifecycle: { state: 'default' },
    spec: spec as Spec,
    source,
    builtIn: false,
  };
}

/** A definition that holds the given documents, kind → name → spec, and nothing else. */
function testDefinition(
  documents: NonNullable<ContextOptions<unknown>['documents']>,
  organization: Readonly<Record<string, unknown>>,
): Definition {
  const all = (kind: string): readonly DefinitionDocument[] =>
    Object.entries(documents[kind] ?? {}).map(([name, spec]) => document(kind, name, spec));
  const get = (kind: string, name: string): DefinitionDocument | undefined =>
    all(kind).find((one) => one.name === name);
  const definition = {
    organization: {
      api: { group: 'platform.example.com', versions: [] },
      imageRegistries: [],
      domains: {},
      ...organization,
    },
    get,
    version: get,
    builtIn: get,
    forService: get,
    all,
    documents: () => Object.keys(documents).flatMap(all),
    names: (kind: string) => Object.keys(documents[kind] ?? {}),
    environments: [],
    hash: '',
  };
  return definition as unknown as Definition;
}
