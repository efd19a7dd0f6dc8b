import {
  compareDiagnostics,
  diagnostic,
  fileStart,
  type Definition,
  type DefinitionSpecs,
  type Diagnostic,
  type Platform,
  type SourceDocument,
} from '@fairway/model';
import { builtInEntries } from './builtin.ts';
import { indexEntries, indexOf, type KindIndex } from './kind-index.ts';
import { checkDefaultValues } from './defaults.ts';
import { createDefinition } from './create-definition.ts';
import type { Entry } from './entry.ts';
import { checkEnvironments } from './environments.ts';
import { filled, kindDefaults, withoutGaps } from './fill.ts';
import { checkGovernance } from './governance.ts';
import { checkAliases, checkDefaults, checkDuplicates } from './lifecycle.ts';
import { checkNamespaces } from './namespaces.ts';
import { checkApiVersions, checkRoles, checkWrittenChain } from './organization.ts';
import { definitionKind, readEntry } from './read-entries.ts';
import { checkReferences, withNames } from './references.ts';
import { impliedSystems, withDefaultSystems } from './systems.ts';

export interface LoadDefinitionOptions {
  /** The moment that deprecations and expiries are measured against, or its date (ISO 8601). */
  readonly now: string;
  /** Lowercase hexadecimal SHA-256 of a text in UTF-8. */
  readonly sha256: (text: string) => string;
  /** The kinds that developers write; without it the defaults for them are not checked. */
  readonly platform?: Platform;
}

export interface LoadedDefinition {
  /** Usable for further checks even where there are errors; nothing may be compiled with it then. */
  readonly definition: Definition;
  readonly diagnostics: readonly Diagnostic[];
}

/** Kinds whose built-in documents stand back as soon as the organization writes one of the kind. */
const REPLACED_AS_A_WHOLE: ReadonlySet<string> = new Set(['Environment', 'Cluster']);

/**
 * Joins what the platform team wrote with Fairway's own documents, and checks everything about it at once:
 * schema, versions and lifecycle, names, references, environments and clusters, namespaces, people, times.
 *
 * @param documents definition and governance documents of the organization, in any order.
 */
export function loadDefinition(
  documents: readonly SourceDocument[],
  options: LoadDefinitionOptions,
): LoadedDefinition {
  const diagnostics: Diagnostic[] = [];
  const today = options.now.slice(0, 10);
  const read = documents.flatMap((document) => readEntry(document, diagnostics) ?? []).sort(bySource);
  checkDuplicates(read, diagnostics);
  const builtIn = builtInEntries();
  const defaults = kindDefaults(builtIn, read);
  const fill = (entry: Entry): Entry => filled(entry, defaults);
  const ownBuiltIn = builtIn.map(fill);
  const entries = withClusters(
    [...standing(ownBuiltIn, read), ...read.map((entry) => fill(withoutGaps(entry, builtIn)))],
    read,
  );
  const indices = resolveNames(entries, defaults);
  const organization = organizationOf(indices, defaults, diagnostics);
  const definition = createDefinition(
    organization.spec as DefinitionSpecs['Organization'],
    indices,
    ownBuiltIn,
    options.sha256,
  );

  for (const index of indices.values()) {
    checkDefaults(index, diagnostics);
    checkAliases(index, diagnostics);
  }
  const defaulting = checkDefaultValues(read, options.platform, diagnostics);
  checkReferences([...read, ...defaulting], indices, today, diagnostics);
  if (!organization.builtIn) {
    checkApiVersions(organization, diagnostics);
    checkWrittenChain(organization, diagnostics);
  }
  checkRoles(definition, diagnostics);
  checkEnvironments(definition, diagnostics);
  checkNamespaces(definition, diagnostics);
  checkGovernance(read, indices, today, diagnostics);
  return { definition, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function bySource(a: Entry, b: Entry): number {
  return a.source.file < b.source.file
    ? -1
    : a.source.file > b.source.file
      ? 1
      : a.source.index - b.source.index;
}

/** Built-in documents that the organization has not replaced. One of which all own versions are proposed stays. */
function standing(builtIn: readonly Entry[], own: readonly Entry[]): Entry[] {
  const replaced = new Set<string>();
  for (const { kind, name, version, lifecycle } of own) {
    if (REPLACED_AS_A_WHOLE.has(kind)) replaced.add(kind);
    replaced.add(lifecycle.state === 'proposed' ? `${kind}/${name}@${version}` : `${kind}/${name}`);
  }
  return builtIn.filter(
    ({ kind, name, version }) =>
      !replaced.has(kind) && !replaced.has(`${kind}/${name}`) && !replaced.has(`${kind}/${name}@${version}`),
  );
}

/** Built-in environments run on the organization's cluster if it has one; with several it must say which. */
function withClusters(entries: readonly Entry[], own: readonly Entry[]): Entry[] {
  const clusters = new Set(own.filter(({ kind }) => kind === 'Cluster').map(({ name }) => name));
  if (clusters.size === 0) return [...entries];
  const listed = clusters.size === 1 ? [...clusters].map((name) => ({ name })) : [];
  return entries.map((entry) =>
    entry.kind === 'Environment' && entry.builtIn
      ? { ...entry, spec: { ...entry.spec, clusters: listed } }
      : entry,
  );
}

/** Indices in which references carry names instead of aliases, and teams know their systems. */
function resolveNames(
  entries: readonly Entry[],
  defaults: ReturnType<typeof kindDefaults>,
): ReadonlyMap<string, KindIndex> {
  const first = indexEntries(entries);
  const system = definitionKind('System');
  const implied = system === undefined ? [] : impliedSystems(first, system, defaults);
  const named = [...entries, ...implied].map((entry) => withNames(entry, first));
  const systems = named.filter(({ kind }) => kind === 'System');
  const teams = withDefaultSystems(
    named.filter(({ kind }) => kind === 'Team'),
    systems,
  );
  const complete = indexEntries([...named.filter(({ kind }) => kind !== 'Team'), ...teams]);
  return withHostPatterns(complete);
}

/** Environments that say nothing have the host pattern of their class. */
function withHostPatterns(indices: ReadonlyMap<string, KindIndex>): ReadonlyMap<string, KindIndex> {
  const classes = indexOf(indices, 'EnvironmentClass').current;
  const complete = (entry: Entry): Entry => {
    if (entry.spec['hostPattern'] !== undefined) return entry;
    const hostPattern =
      classes.get(String(entry.spec['class']))?.spec['hostPattern'] ?? '{label}.{environment}.{rest}';
    return { ...entry, spec: { ...entry.spec, hostPattern } };
  };
  const environments = [...indexOf(indices, 'Environment').versions.values()].flat().map(complete);
  const [index] = indexEntries(environments).values();
  return index === undefined ? indices : new Map([...indices, ['Environment', index]]);
}

function organizationOf(
  indices: ReadonlyMap<string, KindIndex>,
  defaults: ReturnType<typeof kindDefaults>,
  diagnostics: Diagnostic[],
): Entry {
  const [organization] = indexOf(indices, 'Organization').current.values();
  if (organization !== undefined) return organization;
  diagnostics.push(
    diagnostic(
      {
        code: 'FWY3140',
        message: 'there is no Organization document',
        fix: 'write fairway.yaml with kind: Organization and spec.api.group, or run fairway init',
      },
      fileStart('fairway.yaml'),
    ),
  );
  const definition = definitionKind('Organization');
  const source: SourceDocument = {
    file: 'fairway.yaml',
    index: 0,
    value: {},
    locate: () => fileStart('fairway.yaml'),
  };
  if (definition === undefined) throw new Error('the kind Organization is missing');
  return filled(
    {
      definition,
      kind: 'Organization',
      name: 'organization',
      version: '1.0.0',
      lifecycle: { state: 'default' },
      spec: {},
      source,
      builtIn: true,
      references: [],
    },
    defaults,
  );
}
