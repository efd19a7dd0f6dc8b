import { compile, compilerPlugin, loadDefinition, serializeUnit, type CompileInput } from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import {
  indexPath,
  matchesAddress,
  parseAddress,
  parseFieldPath,
  readDocuments,
  sha256Hex,
} from '@fairway/kubernetes';
import {
  createPlatform,
  valueAt,
  type Compilation,
  type Definition,
  type Diagnostic,
  type GraphNode,
  type KubernetesObject,
  type Platform,
  type Plugin,
  type SourceDocument,
  type Unit,
} from '@fairway/model';
import { objectProblems } from './object-checks.ts';
import { testNow } from './kinds/compile-files.ts';

export { testNow } from './kinds/compile-files.ts';

/** Texts of an organization by path, as in its folder. */
export type Files = Readonly<Record<string, string>>;

/** An image by digest, from the registry of {@link baseOrganization}. */
export const image = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

/** Another image from there: `imageOf('b')` differs from `imageOf('c')`. */
export function imageOf(digit: string): string {
  return `registry.example.com/shop/web@sha256:${digit.repeat(64)}`;
}

/** A document of the platform definition or of governance; `spec` is YAML. */
export const definitionOf = (kind: string, name: string, spec: string): string =>
  `apiVersion: fairway.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${indented(spec, 2)}`;

/** Group `platform.example.com`, one registry, team-a with the systems shop (its default) and cart, team-b with bank. */
export const baseOrganization: Files = {
  'fairway.yaml': definitionOf(
    'Organization',
    'example',
    'api:\n  group: platform.example.com\nimageRegistries: [registry.example.com]',
  ),
  'platform/teams.yaml': [
    definitionOf(
      'Team',
      'team-a',
      'displayName: Team A\naliases: [alpha]\ncostCenter: cc-1\ndefaultSystem: shop',
    ),
    definitionOf('Team', 'team-b', 'displayName: Team B\ncostCenter: cc-2'),
    definitionOf('System', 'shop', 'owner: team-a\naliases: [store]'),
    definitionOf('System', 'cart', 'owner: team-a'),
    definitionOf('System', 'bank', 'owner: team-b\ncontributors: [team-a]'),
  ].join('---\n'),
};

export interface WorkloadOptions {
  /** Default: `WebService`. */
  readonly kind?: string;
  /** Default: `platform.example.com/v1beta1`. */
  readonly apiVersion?: string;
  /** YAML of `environments`. */
  readonly environments?: string;
  /** Default: {@link image}; `null` writes none. */
  readonly image?: string | null;
  /** Default: `java`; `null` writes no `runtime` at all. */
  readonly language?: string | null;
  /** Default: `team-a`; `null` writes none. */
  readonly owner?: string | null;
}

/**
 * A workload as a file `services/<name>.yaml`. `spec` is YAML; owner, `runtime.language` and `runtime.image`
 * are added unless the options say otherwise (lines of `spec` under `runtime:` come after them).
 */
export function service(name: string, spec = '', options: WorkloadOptions = {}): Files {
  const { kind = 'WebService', apiVersion = 'platform.example.com/v1beta1', environments } = options;
  const { language = 'java', owner = 'team-a' } = options;
  const reference = options.image === undefined ? image : options.image;
  const runtime = [
    ...(language === null ? [] : [`  language: ${language}`]),
    ...(reference === null || language === null ? [] : [`  image: ${reference}`]),
  ];
  const own = /^runtime:\n/m.test(spec)
    ? spec.replace(/^runtime:\n/m, ['runtime:', ...runtime, ''].join('\n'))
    : [...(runtime.length === 0 ? [] : ['runtime:', ...runtime]), spec].join('\n');
  const lines = [...(owner === null ? [] : [`owner: ${owner}`]), own].join('\n');
  const more = environments === undefined ? '' : `environments:\n${indented(environments, 2)}`;
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${indented(lines, 2)}${more}`;
  return { [`services/${name}.yaml`]: text };
}

function indented(text: string, spaces: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `${' '.repeat(spaces)}${line}\n`)
    .join('');
}

/** Everything that Fairway brings, with more plugins. */
export function testPlatform(plugins: readonly Plugin[] = [], kinds: Plugin = kindsPlugin): Platform {
  return createPlatform({ plugins: [kinds, compilerPlugin, ...plugins], sha256: sha256Hex });
}

const usual = testPlatform();

export interface OrganizationOptions {
  readonly platform?: Platform;
  /** Default: {@link testNow}. */
  readonly now?: string;
}

export interface TestOrganization {
  readonly platform: Platform;
  readonly definition: Definition;
  readonly definitionDocuments: readonly SourceDocument[];
  readonly intents: readonly SourceDocument[];
  /** Problems of reading and of the definition. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads an organization given as texts: `services/` holds intents, everything else the definition. */
export function organizationOf(files: Files, options: OrganizationOptions = {}): TestOrganization {
  const { platform = usual, now = testNow } = options;
  const diagnostics: Diagnostic[] = [];
  const definitionDocuments: SourceDocument[] = [];
  const intents: SourceDocument[] = [];
  for (const [file, text] of Object.entries(files)) {
    const read = readDocuments(text, file);
    diagnostics.push(...read.diagnostics);
    (file.startsWith('services/') ? intents : definitionDocuments).push(...read.documents);
  }
  const loaded = loadDefinition(definitionDocuments, { now, sha256: sha256Hex, platform });
  diagnostics.push(...loaded.diagnostics);
  return { platform, definition: loaded.definition, definitionDocuments, intents, diagnostics };
}

export interface CompileOptions
  extends OrganizationOptions, Pick<CompileInput, 'images' | 'previousGraph' | 'only'> {
  /** Some unit of this test is meant to break a check of objects. */
  readonly meantToFail?: boolean;
}

/** What became of an organization in one environment. */
export interface TestCompilation {
  readonly organization: TestOrganization;
  readonly compilation: Compilation;
  /** Of reading, the definition, the intents, and the units. */
  readonly diagnostics: readonly Diagnostic[];
  readonly codes: readonly string[];
  readonly errors: readonly Diagnostic[];
  /** Units that errors did not block, by id. */
  readonly units: ReadonlyMap<string, Unit>;
  /** The one object with the address (`[cluster/][namespace/]Kind/name`); throws where there is none. */
  readonly object: (address: string) => KubernetesObject;
  /** The same, or `undefined`. */
  readonly find: (address: string) => KubernetesObject | undefined;
  /** The value of a field: `field('Deployment/web', 'spec.template.spec.containers[name=app].image')`. */
  readonly field: (address: string, path: string) => unknown;
  /** The node of a workload; throws where there is none. */
  readonly workload: (name: string) => GraphNode;
  /** Every file of the record: path and text. */
  readonly record: () => ReadonlyMap<string, string>;
}

/**
 * Compiles an organization given as texts. Every object is held to {@link objectProblems}:
 * a violation throws, unless the test says that it is meant.
 */
export function compileFiles(
  files: Files,
  environment = 'prod',
  options: CompileOptions = {},
): TestCompilation {
  return compileOrganization(organizationOf(files, options), environment, options);
}

/** {@link compileFiles} of an organization that is read already. */
export function compileOrganization(
  organization: TestOrganization,
  environment: string,
  options: CompileOptions = {},
): TestCompilation {
  const { platform, definition, intents } = organization;
  const { now = testNow, images, previousGraph, only } = options;
  const compilation = compile(platform, {
    definition,
    environment,
    documents: intents,
    now,
    ...(images === undefined ? {} : { images }),
    ...(previousGraph === undefined ? {} : { previousGraph }),
    ...(only === undefined ? {} : { only }),
  });
  const units = new Map([...compilation.units].map((unit) => [unit.id, unit]));
  if (options.meantToFail !== true) {
    const stage = definition.get(
      'EnvironmentClass',
      definition.get('Environment', environment)?.spec.class ?? '',
    );
    const problems = [...units.values()].flatMap((unit) =>
      objectProblems(unit, platform, stage?.spec.stage ?? 'prod'),
    );
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
  return resultOf(organization, compilation, units);
}

function resultOf(
  organization: TestOrganization,
  compilation: Compilation,
  units: ReadonlyMap<string, Unit>,
): TestCompilation {
  const diagnostics = [
    ...organization.diagnostics,
    ...compilation.diagnostics,
    ...[...units.values()].flatMap((unit) => unit.diagnostics),
  ];
  const find = (address: string): KubernetesObject | undefined => findObject(units, address);
  const must = <T>(found: T | undefined, what: string): T => {
    if (found !== undefined) return found;
    const known = [...units.values()].flatMap(({ id, objects }) =>
      objects.map(({ kind, metadata }) => `${id}: ${kind}/${metadata.name}`),
    );
    const problems = diagnostics.map(({ code, message }) => `${code} ${message}`);
    throw new Error(`there is no ${what}\n${[...problems, ...known].join('\n')}`);
  };
  return {
    organization,
    compilation,
    diagnostics,
    codes: diagnostics.map(({ code }) => code),
    errors: diagnostics.filter(({ severity }) => severity === 'error'),
    units,
    find,
    object: (address) => must(find(address), address),
    field: (address, path) => fieldOf(must(find(address), address), path),
    workload: (name) =>
      must(
        compilation.graph.nodes.find((node) => node.type === 'workload' && node.name === name),
        `workload ${name}`,
      ),
    record: () => recordOf(units, organization.platform),
  };
}

function fieldOf(object: KubernetesObject, text: string): unknown {
  const path = parseFieldPath(text);
  if (!path.ok) throw new Error(`${text} is no field path: ${path.reason}`);
  const index = indexPath(object, path.path);
  return index === undefined ? undefined : valueAt(object, index);
}

function findObject(units: ReadonlyMap<string, Unit>, text: string): KubernetesObject | undefined {
  const address = parseAddress(text);
  if (!address.ok) throw new Error(`${text} is no address: ${address.reason}`);
  for (const { cluster, namespace, name, objects } of units.values()) {
    for (const object of objects) {
      const place = { cluster, namespace, kind: object.kind, name: object.metadata.name, unit: name };
      if (matchesAddress(address.address, place)) return object;
    }
  }
  return undefined;
}

function recordOf(units: ReadonlyMap<string, Unit>, platform: Platform): ReadonlyMap<string, string> {
  const record = new Map<string, string>();
  for (const unit of units.values()) {
    const { folder, files } = serializeUnit(unit, platform);
    for (const { name, text } of files) record.set(`${folder}/${name}`, text);
  }
  return record;
}
