import type { Compilation, Diagnostic, GraphNode, KubernetesObject, Part, Plugin } from '@fairway/model';

/** What the kit asks the compiler for: an organization as texts, compiled for one environment with one more plugin. */
export interface CompileRequest {
  readonly plugin: Plugin;
  /** Texts by path: the definition, teams, and one service. */
  readonly files: Readonly<Record<string, string>>;
  readonly environment: string;
}

/** The compiler, handed in: the kit imports none. `@fairway/testing` and the command line bring one that fits. */
export type CompileForTest = (request: CompileRequest) => Pick<Compilation, 'graph' | 'diagnostics' | 'units'>;

export interface PartTest {
  readonly part: Part;
  readonly compile: CompileForTest;
  /** The kind that the part extends. Default: `WebService`. */
  readonly kind?: string;
  /** Fields of the part. */
  readonly spec?: Readonly<Record<string, unknown>>;
  /** Further fields of the service, in the shape of `spec`. */
  readonly service?: Readonly<Record<string, unknown>>;
  /** Further or other files of the organization: definition documents, for example. */
  readonly definition?: Readonly<Record<string, string>>;
  /** Other things of the same plugin: nodes, emitters, invariants. */
  readonly plugin?: Partial<Omit<Plugin, 'apiVersion' | 'extend'>>;
  /** Default: `prod`. */
  readonly environment?: string;
}

export interface PartTestResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
  /** The service's node. */
  readonly node: GraphNode | undefined;
  /** Objects of the service's unit. */
  readonly objects: readonly KubernetesObject[];
}

const organization = `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: example
spec:
  api:
    group: platform.example.com
`;

const team = `apiVersion: fairway.dev/v1alpha1
kind: Team
metadata:
  name: team-a
spec:
  displayName: Team A
  costCenter: cc-1
---
apiVersion: fairway.dev/v1alpha1
kind: System
metadata:
  name: shop
spec:
  owner: team-a
`;

/** The image of the service under test. */
const image = `registry.example.com/shop/subject@sha256:${'0123456789abcdef'.repeat(4)}`;

/**
 * Compiles a small organization with one service of the kind that the part extends,
 * with the part's fields under `spec.extensions.<plugin>`, and gives back what became of it.
 */
export function testPart(test: PartTest): PartTestResult {
  const { part, kind = 'WebService', environment = 'prod' } = test;
  const plugin: Plugin = { name: 'subject', ...test.plugin, apiVersion: 1, extend: { [kind]: [part] } };
  const { diagnostics, graph, units } = test.compile({
    plugin,
    files: {
      'fairway.yaml': organization,
      'platform/team-a.yaml': team,
      ...test.definition,
      'services/subject.yaml': subject(kind, {
        ...test.service,
        extensions: { [plugin.name]: test.spec ?? {} },
      }),
    },
    environment,
  });
  const objects = [...units].filter(({ service }) => service === 'subject').flatMap((unit) => unit.objects);
  return {
    diagnostics,
    codes: diagnostics.map(({ code }) => code),
    node: graph.nodes.find(({ type, name }) => type === 'workload' && name === 'subject'),
    objects,
  };
}

/** The service under test; JSON is YAML. */
function subject(kind: string, spec: Readonly<Record<string, unknown>>): string {
  const runtime = { language: 'other', image };
  return JSON.stringify(
    {
      apiVersion: 'platform.example.com/v1beta1',
      kind,
      metadata: { name: 'subject' },
      spec: { owner: 'team-a', ...spec, runtime: { ...runtime, ...(spec['runtime'] as object | undefined) } },
    },
    undefined,
    2,
  );
}
