import {
  diagnostic,
  hubVersion,
  isObject,
  valueAt,
  type Definition,
  type Diagnostic,
  type Path,
  type Platform,
  type SourceDocument,
} from '@fairway/model';
import { checkPlainSecrets } from '../check/plain-secrets.ts';
import { kindSchemas, type KindSchema } from '../schema/kind-schema.ts';
import { toHub } from '../schema/convert.ts';
import { mayVary } from '../schema/may-vary.ts';
import { checkConstraints } from '../validate/constraints.ts';
import { pathText, validateShape, type FoundReference } from '../validate/validate.ts';
import { readEnvelope, type Envelope } from './envelope.ts';
import { expandAlias } from './expand.ts';
import { authorsPath, type Intent, type LoadedIntent, type Override } from './intent.ts';

type Memo = WeakMap<Platform, Map<string, WeakMap<SourceDocument, LoadedIntent>>>;

// Loading is pure, so a document that was loaded for one environment, or with another definition that says the
// same about versions, environments, and sizes, need not be loaded again.
const memo: Memo = new WeakMap();
const MAXIMUM_DEFINITIONS = 100;

function memoFor(
  platform: Platform,
  definition: Definition,
  today: string,
): WeakMap<SourceDocument, LoadedIntent> {
  let byKey = memo.get(platform);
  if (byKey === undefined) memo.set(platform, (byKey = new Map()));
  const key = `${today} ${relevantTo(definition)}`;
  let byDocument = byKey.get(key);
  if (byDocument === undefined) {
    if (byKey.size >= MAXIMUM_DEFINITIONS) byKey.clear();
    byKey.set(key, (byDocument = new WeakMap()));
  }
  return byDocument;
}

const keys = new WeakMap<Definition, string>();

/** All that loading a document asks of the definition, as text. */
function relevantTo(definition: Definition): string {
  let key = keys.get(definition);
  if (key === undefined) {
    const environments = definition.all('Environment').map(({ name, spec }) => [name, spec.aliases]);
    const sizes = definition
      .all('SizeProfile')
      .map(({ name, spec }) => [name, spec.cpuRequest, spec.memoryLimit]);
    key = JSON.stringify([definition.organization.api, environments, sizes]);
    keys.set(definition, key);
  }
  return key;
}

/**
 * Reads intent documents: envelope, schema of their own version, conversion to the hub, overrides, constraints.
 * Each document is judged on its own; references between documents are resolved later.
 *
 * @param today ISO date; deprecation windows are measured against it.
 */
export function loadIntents(
  platform: Platform,
  definition: Definition,
  documents: readonly SourceDocument[],
  today: string,
): readonly LoadedIntent[] {
  const known = memoFor(platform, definition, today);
  return documents.map((document) => {
    let loaded = known.get(document);
    if (loaded === undefined) {
      loaded = loadIntent(platform, definition, document, today);
      known.set(document, loaded);
    }
    return loaded;
  });
}

function loadIntent(
  platform: Platform,
  definition: Definition,
  document: SourceDocument,
  today: string,
): LoadedIntent {
  const { envelope, diagnostics: found } = readEnvelope(document, definition, kindSchemas(platform), today);
  const takesSecrets =
    envelope !== undefined && Object.hasOwn(envelope.schema.spec[envelope.schemaVersion].fields, 'secrets');
  const diagnostics: Diagnostic[] = [...found, ...checkPlainSecrets(document, takesSecrets)];
  if (envelope === undefined) return { document, diagnostics, references: [] };
  const references: FoundReference[] = [];
  const spec = readSpec(document, envelope, diagnostics, references);
  const overrides = readOverrides(document, envelope, definition, diagnostics, references);
  reportUpcoming(document, envelope.schema, diagnostics);
  const intent = finish(document, envelope, spec, overrides, references);
  const expanded = expandAlias(intent, platform, definition, diagnostics);
  if (expanded !== intent) references.push(...expandedReferences(expanded));
  reportConstraints(expanded, diagnostics);
  const broken = diagnostics.some(({ severity }) => severity === 'error');
  if (envelope.name === undefined)
    return { document, nameless: { ...expanded, nameless: true, broken: true }, diagnostics, references };
  return { document, intent: { ...expanded, broken }, diagnostics, references };
}

/** What the intent that an alias stands for refers to, at the places that it was written at. */
function expandedReferences({ document, schema, spec, overrides, place }: Intent): FoundReference[] {
  const found = (value: unknown, environment?: string): FoundReference[] =>
    validateShape(value, schema.spec[hubVersion], document, [], { partial: true }).references.map(
      (reference) => ({
        ...reference,
        path: place(reference.path, environment),
      }),
    );
  return [...found(spec), ...[...overrides].flatMap(([name, override]) => found(override.spec, name))];
}

function readSpec(
  document: SourceDocument,
  { schema, schemaVersion, spec }: Envelope,
  diagnostics: Diagnostic[],
  references: FoundReference[],
): Readonly<Record<string, unknown>> {
  if (spec === undefined) {
    diagnostics.push(
      diagnostic({ code: 'FWY2003', message: 'spec is missing', fix: 'add spec' }, document.locate([])),
    );
    return {};
  }
  const result = validateShape(spec, schema.spec[schemaVersion], document, ['spec']);
  diagnostics.push(...result.diagnostics);
  references.push(...result.references);
  return isObject(result.value) ? result.value : {};
}

function readOverrides(
  document: SourceDocument,
  { schema, schemaVersion, environments }: Envelope,
  definition: Definition,
  diagnostics: Diagnostic[],
  references: FoundReference[],
): Map<string, Override> {
  const overrides = new Map<string, Override>();
  if (environments === undefined) return overrides;
  const base: Path = ['environments'];
  if (!isObject(environments)) {
    const at = document.locate(base);
    diagnostics.push(
      diagnostic({ code: 'FWY2002', message: 'environments must be a map from environment to values' }, at),
    );
    return overrides;
  }
  for (const [key, value] of Object.entries(environments)) {
    const path = [...base, key];
    references.push({ kind: 'Environment', name: key, path });
    const result = validateShape(value, schema.spec[schemaVersion], document, path, { partial: true });
    diagnostics.push(...result.diagnostics);
    references.push(...result.references);
    const name = definition.get('Environment', key)?.name ?? key;
    if (overrides.has(name)) {
      const message = `environments has two entries for ${name}`;
      diagnostics.push(
        diagnostic({ code: 'FWY2017', message, fix: 'keep one of them' }, document.locate(path, 'key')),
      );
    } else if (isObject(result.value)) {
      overrides.set(name, { key, spec: result.value });
    }
  }
  return overrides;
}

function reportUpcoming(document: SourceDocument, { kind }: KindSchema, diagnostics: Diagnostic[]): void {
  if (!('upcoming' in kind) || kind.upcoming === undefined) return;
  diagnostics.push(
    diagnostic(
      { code: 'FWY3001', message: `${kind.kind} is not compiled yet: ${kind.upcoming}` },
      document.locate(['kind']),
    ),
  );
}

function finish(
  document: SourceDocument,
  envelope: Envelope,
  spec: Readonly<Record<string, unknown>>,
  written: ReadonlyMap<string, Override>,
  references: readonly FoundReference[],
): Intent {
  const { schema, schemaVersion } = envelope;
  const steps = schemaVersion === hubVersion ? [] : schema.steps;
  const hub = toHub(spec, steps);
  const overrides = new Map<string, Override>();
  const places = new Map<string, (path: Path) => Path>();
  for (const [name, { key, spec: value }] of written) {
    const converted = toHub(value, steps);
    overrides.set(name, { key, spec: converted.spec as Readonly<Record<string, unknown>> });
    places.set(name, (path) => ['environments', key, ...converted.written(path)]);
  }
  return {
    document,
    writtenKind: envelope.writtenKind,
    schema,
    apiVersion: envelope.apiVersion,
    schemaVersion,
    name: envelope.name ?? standInName(document),
    annotations: envelope.annotations,
    spec: hub.spec as Readonly<Record<string, unknown>>,
    overrides,
    place: (path, environment) =>
      (environment === undefined ? undefined : places.get(environment)?.(path)) ?? [
        'spec',
        ...hub.written(path),
      ],
    references,
    broken: false,
  };
}

/** The name that was probably meant: what follows from it must not be wrong a second time. */
function standInName({ value }: SourceDocument): string {
  const written = valueAt(value, ['metadata', 'name']);
  const name = typeof written === 'string' ? written.slice(0, 200).toLowerCase() : '';
  const label = name.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[^a-z]+/g, '');
  return label.slice(0, 40).replace(/-$/, '') || 'nameless';
}

function reportConstraints(intent: Intent, diagnostics: Diagnostic[]): void {
  const { document, schema } = intent;
  const spelled = (path: Path): Path => authorsPath(intent, path);
  for (const { problem, path } of checkConstraints(intent.spec, schema.constraints, spelled)) {
    diagnostics.push(diagnostic(problem, document.locate(intent.place(path))));
  }
  for (const [name, override] of intent.overrides) {
    for (const path of leavesOf(override.spec)) {
      if (mayVary(schema, path)) continue;
      const message = `${pathText(authorsPath(intent, path, name))} may not vary by environment`;
      const fix = `set it in spec; an environment may set: ${varyWords(schema)}`;
      diagnostics.push(
        diagnostic({ code: 'FWY2011', message, fix }, document.locate(intent.place(path, name), 'key')),
      );
    }
  }
}

function varyWords({ vary }: KindSchema): string {
  return Object.keys(vary).toSorted().join(', ');
}

/** Paths of every scalar and empty value below a value. */
export function leavesOf(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((entry, index) => leavesOf(entry, [...at, index]));
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...at, key]));
  }
  return at.length === 0 ? [] : [at];
}
