import { compile, loadIntents } from '@fairway/compiler';
import { readDocuments } from '@fairway/kubernetes';
import type { Definition, Diagnostic, Platform, SourceDocument } from '@fairway/model';
import type { Client, KubernetesObject } from '../../client.ts';

/** What `check` and the API server say of one document; empty where they take it. */
export interface Verdicts {
  readonly check: readonly string[];
  readonly server: string;
}

/** Errors of the language: unknown fields, types, formats, ranges, rules between fields. */
const ofLanguage = /^FWY20/;

export type Judge = (client: Client, object: KubernetesObject) => Promise<Verdicts>;

/**
 * Judges documents one by one: with an environment as that environment has them, else as they are written.
 *
 * @param now the time, ISO 8601
 */
export function createJudge(
  platform: Platform,
  definition: Definition,
  now: string,
  environment?: string,
): Judge {
  const diagnosticsOf = (documents: readonly SourceDocument[]): readonly Diagnostic[] =>
    environment === undefined
      ? loadIntents(platform, definition, documents, now.slice(0, 10)).flatMap(({ diagnostics }) => diagnostics)
      : compile(platform, { definition, environment, documents, now }).diagnostics;
  return async (client, object) => {
    const reply = await client.create(object, { dryRun: true });
    const { documents } = readDocuments(JSON.stringify(object), 'services/sample.yaml');
    const check = diagnosticsOf(documents)
      .filter(({ code, severity }) => severity === 'error' && ofLanguage.test(code))
      .map(({ code, message }) => `${code} ${message}`);
    return { check, server: reply.ok ? '' : `${reply.status} ${reply.message}` };
  };
}

/** One line with what both say. */
export function sentence(what: string, { check, server }: Verdicts): string {
  return `${what}; check: ${check.join('; ') || 'takes it'}; server: ${server || 'takes it'}`;
}
