import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { diagnosticCatalog } from '@fairway/compiler';
import { runDiagnostics, touchDiagnostics } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import { isObject } from '@fairway/model';
import type { LoadedOrganization } from '@fairway/testing';
import type { KubernetesObject } from '../../client.ts';

/** A document that somebody may write, and where it stands. */
export interface Written {
  readonly from: string;
  readonly object: KubernetesObject;
}

const kinds = fileURLToPath(new URL('../../../../packages/kinds/src/', import.meta.url));

/** Every right document of a developer: of the example organization, the pages of kinds, the catalogue of diagnostics. */
export function writtenDocuments(organization: LoadedOrganization): Written[] {
  return [
    ...organization.intents.flatMap(({ file, value }) => written(`example, ${file}`, value)),
    ...pages().flatMap(([file, text]) => read(file, text)),
    ...[...diagnosticCatalog, ...runDiagnostics, ...touchDiagnostics].flatMap(({ code, good }) =>
      Object.entries(good)
        .filter(([file]) => file.startsWith('services/'))
        .flatMap(([file, text]) => read(`${code}, ${file}`, text)),
    ),
  ];
}

/** Whole documents in the Markdown pages beside kinds and parts. */
function pages(): [string, string][] {
  return readdirSync(kinds, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('_template'))
    .flatMap((file) =>
      Array.from(
        readFileSync(kinds + file, 'utf8').matchAll(/```yaml\n(apiVersion: platform\.example\.com[^]*?)```/g),
        ([, block = '']): [string, string] => [file, block],
      ),
    );
}

function read(from: string, text: string): Written[] {
  return readDocuments(text, from).documents.flatMap(({ value }) => written(from, value));
}

function written(from: string, value: unknown): Written[] {
  if (!isObject(value) || !isObject(value['metadata'])) return [];
  return [{ from, object: value as unknown as KubernetesObject }];
}
