import {
  definitionApiVersion,
  diagnostic,
  isObject,
  suggest,
  type Definition,
  type Diagnostic,
  type Path,
  type Problem,
  type SchemaVersion,
  type SourceDocument,
} from '@fairway/model';
import type { KindSchema } from '../schema/kind-schema.ts';
import { validateShape } from '../validate/validate.ts';
import { metadataShape } from './metadata.ts';

/** The outside of a document: what it is and what it is called. */
export interface Envelope {
  readonly schema: KindSchema;
  readonly writtenKind: string;
  readonly apiVersion: string;
  readonly schemaVersion: SchemaVersion;
  /** Absent where it is missing or wrong: the rest is judged all the same. */
  readonly name: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: unknown;
  readonly environments: unknown;
}

interface EnvelopeResult {
  readonly envelope?: Envelope;
  readonly diagnostics: readonly Diagnostic[];
}

const FIELDS = ['apiVersion', 'kind', 'metadata', 'spec', 'environments'];

/** Reads apiVersion, kind, and metadata of an intent document; reports everything that is wrong with them. */
export function readEnvelope(
  document: SourceDocument,
  definition: Definition,
  schemas: ReadonlyMap<string, KindSchema>,
  today: string,
): EnvelopeResult {
  const diagnostics: Diagnostic[] = [];
  const report = (problem: Problem, path: Path, part: 'key' | 'value' = 'value'): void => {
    diagnostics.push(diagnostic(problem, document.locate(path, part)));
  };
  const { value } = document;
  if (!isObject(value)) {
    report(
      { code: 'FWY2002', message: 'a document must be an object with apiVersion, kind, metadata, and spec' },
      [],
    );
    return { diagnostics };
  }
  for (const key of Object.keys(value)) {
    if (FIELDS.includes(key)) continue;
    const nearest = suggest(key, FIELDS);
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    report(
      {
        code: 'FWY2001',
        message: `there is no field "${key}" at the top of a document${hint}`,
        fix: `known fields: ${FIELDS.join(', ')}`,
      },
      [key],
      'key',
    );
  }
  const schema = readKind(value['kind'], schemas, report);
  const version = readVersion(value['apiVersion'], definition, today, report);
  const metadata = validateShape(value['metadata'] ?? {}, metadataShape, document, ['metadata']);
  diagnostics.push(...metadata.diagnostics);
  const { name, annotations } = (metadata.value ?? {}) as {
    name?: string;
    annotations?: Record<string, string>;
  };
  if (schema === undefined) return { diagnostics };
  return {
    envelope: {
      schema,
      writtenKind: schema.kind.kind,
      apiVersion: String(value['apiVersion']),
      schemaVersion: version ?? 'v1beta1',
      name,
      annotations: annotations ?? {},
      spec: value['spec'],
      environments: value['environments'],
    },
    diagnostics,
  };
}

type Report = (problem: Problem, path: Path, part?: 'key' | 'value') => void;

function readKind(
  kind: unknown,
  schemas: ReadonlyMap<string, KindSchema>,
  report: Report,
): KindSchema | undefined {
  if (typeof kind !== 'string') {
    report(
      {
        code: 'FWY2003',
        message: 'kind is missing: it says what the document describes',
        fix: 'add kind, such as WebService',
      },
      kind === undefined ? [] : ['kind'],
    );
    return undefined;
  }
  const schema = schemas.get(kind);
  if (schema !== undefined) return schema;
  const known = [...schemas.keys()];
  const nearest = suggest(kind, known);
  report(
    {
      code: 'FWY2013',
      message: `there is no kind "${kind}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      fix: `known kinds: ${known.toSorted().join(', ')}`,
    },
    ['kind'],
  );
  return undefined;
}

function readVersion(
  apiVersion: unknown,
  definition: Definition,
  today: string,
  report: Report,
): SchemaVersion | undefined {
  const { group, versions } = definition.organization.api;
  const served = versions.filter((version) => version.served);
  const legal = served.map(({ name }) => `${group}/${name}`);
  if (typeof apiVersion !== 'string') {
    report(
      { code: 'FWY2003', message: 'apiVersion is missing', fix: `add apiVersion: ${legal.at(-1)}` },
      apiVersion === undefined ? [] : ['apiVersion'],
    );
    return undefined;
  }
  if (apiVersion === definitionApiVersion) {
    report(
      {
        code: 'FWY2012',
        message: `${apiVersion} documents describe the platform and belong below platform/, governance/, or releases/`,
        fix: 'move the document there',
      },
      ['apiVersion'],
    );
    return undefined;
  }
  const [givenGroup, givenVersion] = splitVersion(apiVersion);
  const version = versions.find(({ name }) => name === givenVersion);
  if (givenGroup !== group || version === undefined || !version.served) {
    const nearest = suggest(apiVersion, legal);
    report(
      {
        code: givenGroup === group ? 'FWY2014' : 'FWY2012',
        message: `${apiVersion} is not an API version of this organization${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
        fix: `one of: ${legal.join(', ')}`,
      },
      ['apiVersion'],
    );
    return undefined;
  }
  const { deprecated } = version;
  if (deprecated !== undefined) reportDeprecated(apiVersion, deprecated, today, report);
  return version.schema;
}

function splitVersion(apiVersion: string): readonly [string, string] {
  const slash = apiVersion.lastIndexOf('/');
  return [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)];
}

function reportDeprecated(
  apiVersion: string,
  {
    since,
    removal,
    owner,
    replacement,
  }: { since: string; removal: string; owner: string; replacement: string },
  today: string,
  report: Report,
): void {
  if (today < since) return;
  const removed = today > removal;
  report(
    {
      code: 'FWY2015',
      severity: removed ? 'error' : 'warning',
      message: removed
        ? `${apiVersion} was removed on ${removal}; use ${replacement} (ask ${owner})`
        : `${apiVersion} is deprecated and is removed on ${removal}; use ${replacement} (ask ${owner})`,
      fix: `run: fairway migrate --to ${replacement}`,
    },
    ['apiVersion'],
  );
}
