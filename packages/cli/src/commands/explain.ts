import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import {
  explainDefinition,
  explainField,
  explanationText,
  loadIntents,
  namesKind,
  type DefinitionUser,
  type Explanation,
} from '@fairway/compiler';
import { emitDocument } from '@fairway/kubernetes';
import type { Call, Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { hasErrors, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { newOrganization } from '../organization/new-organization.ts';
import { organizationLoader, type Organization } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { report } from '../reporters/index.ts';

/** Explains a kind, one of its fields, or a document of the definition. */
export const command: Command = {
  description:
    'Explains a kind (WebService), a field (WebService.scaling.maxReplicas), or a document of the definition by its name (medium, SizeProfile/medium).',
  arguments: [{ name: '<subject>', description: 'KIND, KIND.field, or the name of a document' }],
  examples: [
    'fairway explain WebService.runtime.size --org examples/acme',
    'fairway explain SizeProfile/medium --org examples/acme',
  ],
  run: async (call) => {
    const [subject = ''] = call.arguments;
    const place = findPlace(call);
    const builtIn = 'diagnostic' in place && isNowhere(call);
    if ('diagnostic' in place && !builtIn) return report(call, { diagnostics: [place.diagnostic] });
    const organization = await organizationAt(call, 'diagnostic' in place ? null : place.directory);
    const blocking = ofDefinition(organization.diagnostics);
    if (hasErrors(blocking)) return report(call, { diagnostics: blocking, organization });
    const found = answer(organization, subject, call.io.now());
    if ('message' in found)
      throw new WrongUse(found.fix === null ? found.message : `${found.message}; ${found.fix}`);
    const summary = builtIn ? `${found.text}\n${NOWHERE}` : found.text;
    return report(call, { diagnostics: [], summary, result: found.result, organization });
  },
};

const NOWHERE =
  'There is no organization here: this is what Fairway itself brings. Yours may differ; ask it with --org DIR.\n';

/** Whether nobody spoke of an organization. A misspelled `fairway.yml` speaks of one. */
function isNowhere(call: Call): boolean {
  return call.text('org') === undefined && !existsSync(join(call.io.cwd, 'fairway.yml'));
}

/** The organization in a folder; for `null` one that says nothing, so that everything is built in. */
async function organizationAt(call: Call, directory: string | null): Promise<Organization> {
  const now = call.io.now();
  if (directory !== null) {
    const source = filesOrganizationSource({ directory });
    return organizationLoader().load({ directory, source, plugins: pluginUse(call, 'read'), now });
  }
  const files = newOrganization({
    name: 'example',
    group: 'platform.example.com',
    team: 'team-one',
    service: 'hello-api',
    language: 'node',
  });
  const text = new TextEncoder().encode(files[ORGANIZATION]);
  const readTree = async () => ({ files: [{ path: ORGANIZATION, text }], diagnostics: [] });
  return organizationLoader().load({ directory: call.io.cwd, source: { readTree }, plugins: 'bundle', now });
}

const ORGANIZATION = 'fairway.yaml';

type Answer =
  | { readonly text: string; readonly result: object }
  | { readonly message: string; readonly fix: string | null };

function answer(organization: Organization, subject: string, now: string): Answer {
  if (namesKind(organization, subject)) {
    const field = explainField(organization, subject);
    if (!field.found) {
      const fix = `fairway explain ${subject.split('.')[0]} lists its fields`;
      return { message: field.message, fix: field.known.length === 0 ? fix : null };
    }
    return { text: explanationText(field.explanation), result: { explanation: field.explanation } };
  }
  const explanation = explainDefinition(organization.definition, subject, usersOf(organization, now));
  if (explanation.documents.length > 0)
    return { text: documentsText(explanation), result: { documents: explanation.documents.map(dataOf) } };
  const field = explainField(organization, subject);
  const { suggestion } = explanation;
  if (suggestion !== undefined)
    return { message: `there is nothing named ${subject}; did you mean ${suggestion}?`, fix: null };
  const message = field.found ? `there is nothing named ${subject}` : field.message;
  return { message, fix: 'name a kind, a field such as WebService.runtime, or a document of the definition' };
}

/** Intents that name documents of the definition. */
function usersOf({ platform, definition, intents }: Organization, now: string): DefinitionUser[] {
  return loadIntents(platform, definition, intents, now.slice(0, 10)).flatMap(
    ({ intent, document, references }) =>
      intent === undefined
        ? []
        : [{ kind: intent.writtenKind, name: intent.name, file: document.file, references }],
  );
}

function dataOf({ document, current, from, users }: Explanation['documents'][number]): object {
  const { kind, name, version, lifecycle, spec } = document;
  return { kind, name, version, lifecycle, current, from, spec, users };
}

function documentsText({ documents }: Explanation): string {
  return documents
    .map(({ document, current, from, users }) => {
      const { kind, name, version, lifecycle, spec } = document;
      const state = current ? lifecycle.state : `${lifecycle.state}, only where pinned`;
      const used = users.map((user) => `  ${user.kind} ${user.name} (${user.file})\n`).join('');
      const body = emitDocument(spec as object).replaceAll(/^(?=.)/gm, '  ');
      return `${kind}/${name}@${version} (${state}), from ${from}\n\n${body}\nUsed by:\n${used === '' ? '  nobody\n' : used}`;
    })
    .join('\n');
}
