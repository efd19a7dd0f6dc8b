import { filesOrganizationSource } from '@fairway/adapters';
import { loadDefinition, type WhyInput } from '@fairway/compiler';
import type { Call } from '../command.ts';
import { hasErrors } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader, sha256, type Organization } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import type { Report } from '../reporters/index.ts';

/** An organization that questions can be asked about, or why none can. */
export type Asked =
  | { readonly organization: Organization; readonly inputFor: (environment: string) => WhyInput }
  | { readonly refused: Pick<Report, 'diagnostics' | 'organization'> };

/** Loads the organization for `why` and `affects`. With errors in the definition there is nothing to ask. */
export async function loadForWhy(call: Call, argument?: string): Promise<Asked> {
  const place = findPlace(call, argument);
  if ('diagnostic' in place) return { refused: { diagnostics: [place.diagnostic] } };
  const { directory } = place;
  const now = call.io.now();
  const source = filesOrganizationSource({ directory });
  const organization = await organizationLoader().load({
    directory,
    source,
    plugins: pluginUse(call, 'render'),
    now,
  });
  const { definition, definitionDocuments, diagnostics, intents, platform } = organization;
  if (hasErrors(diagnostics)) return { refused: { diagnostics, organization } };
  return {
    organization,
    inputFor: (environment) => ({
      definition,
      definitionDocuments,
      documents: intents,
      environment,
      now,
      loadDefinition: (documents) => loadDefinition(documents, { now, sha256, platform }),
    }),
  };
}
