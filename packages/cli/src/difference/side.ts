import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  filesOrganizationSource,
  filesRecordStore,
  gitOrganizationSource,
  gitRecordReader,
} from '@fairway/adapters';
import { configurationsOf } from '@fairway/compiler';
import { readDocuments } from '@fairway/kubernetes';
import {
  diagnostic,
  fileStart,
  isObject,
  plainSecretsIn,
  type Diagnostic,
  type OrganizationSource,
  type RecordReader,
} from '@fairway/model';
import type { Call } from '../command.ts';
import { compileOrganization } from '../compilation/compile-organization.ts';
import { hideSecrets } from '../known-secrets.ts';
import { joinDiagnostics } from '../organization/diagnostics.ts';
import { organizationLoader, type Organization } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';

/** One side of a comparison: the objects of each unit. */
export interface Side {
  readonly units: ReadonlyMap<string, readonly object[]>;
  readonly diagnostics: readonly Diagnostic[];
  /** The organization; `undefined` for a record. */
  readonly organization: Pick<Organization, 'directory' | 'textOf'> | undefined;
}

/**
 * Reads a side: a folder with an organization or a record, or a Git revision of one (`REV` at the place of
 * `fallback`, `REV:path` at a path from here).
 */
export async function readSide(call: Call, text: string, fallback: string): Promise<Side> {
  const { cwd } = call.io;
  const folder = resolve(cwd, text);
  if (existsSync(folder)) {
    if (existsSync(join(folder, 'fairway.yaml'))) {
      return compiledSide(call, folder, filesOrganizationSource({ directory: folder }));
    }
    return recordSide(filesRecordStore({ directory: folder }), text);
  }
  const colon = text.indexOf(':');
  const revision = colon < 0 ? text : text.slice(0, colon);
  const directory = resolve(cwd, colon < 0 ? fallback : text.slice(colon + 1));
  const source = gitOrganizationSource({ directory, revision });
  const tree = await source.readTree();
  if (tree.files.some(({ path }) => path === 'fairway.yaml')) {
    return compiledSide(call, directory, { readTree: () => Promise.resolve(tree) });
  }
  const unknown = tree.diagnostics.filter(({ code }) => code === 'FWY1027' || code === 'FWY1029');
  if (unknown.length > 0) {
    const message = `${text} is neither a folder nor a Git revision`;
    const fix = 'name a record, an organization, a revision, or REV:path';
    return {
      units: new Map(),
      diagnostics: [diagnostic({ code: 'FWY4032', message, fix }, fileStart(text))],
      organization: undefined,
    };
  }
  return recordSide(gitRecordReader({ directory, revision }), text);
}

async function compiledSide(call: Call, directory: string, source: OrganizationSource): Promise<Side> {
  const now = call.io.now();
  const organization = await organizationLoader().load({
    directory,
    source,
    plugins: pluginUse(call, 'render'),
    now,
  });
  const compiled = compileOrganization({ organization, now });
  const units = new Map<string, readonly object[]>();
  for (const unit of compiled.units) units.set(unit.id, unit.objects);
  return { units, diagnostics: joinDiagnostics(compiled.diagnostics()), organization };
}

async function recordSide(reader: RecordReader, shown: string): Promise<Side> {
  const { units: recorded, diagnostics: found } = await reader.readRecord({ contents: true });
  const diagnostics = [...found];
  const units = new Map<string, readonly object[]>();
  for (const { folder, lock, files } of recorded) {
    const manifests = files.find(({ name }) => name === 'manifests.yaml');
    if (manifests?.text === undefined || manifests.text === null) continue;
    const { documents, diagnostics: problems } = readDocuments(manifests.text, `${folder}/manifests.yaml`, {
      size: 64 * 1024 * 1024,
    });
    diagnostics.push(...problems);
    const kept = new Set(configurationsOf(lock).flatMap((one) => (one.kept === true ? [one.name] : [])));
    const objects = documents.map(({ value }) => value).filter((value) => isObject(value));
    units.set(
      folder,
      objects.filter((object) => !isKept(object, kept)),
    );
  }
  hideSecrets(reader, () => [...units.values()].flat().flatMap(plainSecretsIn));
  if (recorded.length === 0 && diagnostics.length === 0) {
    const message = `${shown} holds neither an organization nor a record`;
    const fix = 'name a folder with fairway.yaml, or one that fairway compile wrote';
    diagnostics.push(diagnostic({ code: 'FWY4032', message, fix }, fileStart(shown)));
  }
  return { units, diagnostics, organization: undefined };
}

/** Whether an object stands in a record only for pods of older releases: it says nothing about what is wanted. */
function isKept({ kind, metadata }: Readonly<Record<string, unknown>>, kept: ReadonlySet<string>): boolean {
  return kind === 'ConfigMap' && isObject(metadata) && kept.has(String(metadata['name']));
}
