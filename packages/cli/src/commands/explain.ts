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
import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { hasErrors, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
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
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory } = place;
    const source = filesOrganizationSource({ directory });
    const plugins = pluginUse(call, 'read');
    const organization = await organizationLoader().load({ directory, source, plugins, now: call.io.now() });
    const blocking = ofDefinition(organization.diagnostics);
    if (hasErrors(blocking)) return report(call, { diagnostics: blocking, organization });
    const found = answer(organization, subject, call.io.now());
    if ('message' in found)
      throw new WrongUse(found.fix === null ? found.message : `${found.message}; ${found.fix}`);
    return report(call, { diagnostics: [], summary: found.text, result: found.result, organization });
  },
};

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
