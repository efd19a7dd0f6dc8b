import { filesOrganizationSource } from '@fairway/adapters';
import type { Diagnostic } from '@fairway/model';
import type { Call } from '../command.ts';
import { findPlace } from './find.ts';
import { organizationLoader, type Organization } from './load.ts';
import { pluginUse } from './plugins.ts';

/** Finds and loads the organization that a command is about; a diagnostic where there is none. */
export async function openOrganization(
  call: Call,
  purpose: 'read' | 'render',
  argument?: string,
): Promise<{ readonly organization: Organization } | { readonly diagnostic: Diagnostic }> {
  const place = findPlace(call, argument);
  if ('diagnostic' in place) return place;
  const { directory } = place;
  const organization = await organizationLoader().load({
    directory,
    source: filesOrganizationSource({ directory }),
    plugins: pluginUse(call, purpose),
    now: call.io.now(),
  });
  return { organization };
}
