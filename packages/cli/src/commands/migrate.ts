import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { migrateFile } from '@fairway/compiler';
import type { Diagnostic } from '@fairway/model';
import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { hasErrors, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';

/** Rewrites intent files for another API version or kind; everything else in them stays byte for byte. */
export const command: Command = {
  description:
    'Rewrites intent files for another API version or kind. Comments, order, quotes and line endings of everything else stay as they are.',
  arguments: [{ name: '[path]', description: 'an organization, or one file of it' }],
  options: [
    { flags: '--to <target>', description: 'an API version such as v1beta1, or a kind such as WebService' },
    { flags: '--dry-run', description: 'say what would change, and write nothing' },
  ],
  examples: ['fairway migrate examples/acme --to v1beta1 --dry-run'],
  run: async (call) => {
    const to = call.text('to');
    if (to === undefined) throw new WrongUse('say what to migrate to: --to v1beta1, or --to WebService');
    const place = findPlace(call, call.arguments[0]);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory, file: only } = place;
    const source = filesOrganizationSource({ directory });
    const now = call.io.now();
    const organization = await organizationLoader().load({
      directory,
      source,
      plugins: pluginUse(call, 'read'),
      now,
    });
    const { platform, definition, textOf } = organization;
    const blocking = ofDefinition(organization.diagnostics);
    if (hasErrors(blocking)) return report(call, { diagnostics: blocking, organization });
    const diagnostics: Diagnostic[] = [];
    const changed: { file: string; text: string; documents: number }[] = [];
    for (const file of new Set(organization.intents.map((one) => one.file))) {
      const before = textOf(file);
      if (before === undefined || (only !== null && only !== file)) continue;
      const migrated = migrateFile(file, before, { platform, definition, to, today: now.slice(0, 10) });
      diagnostics.push(...migrated.diagnostics);
      if (migrated.documents.length === 0) continue;
      changed.push({ file, text: migrated.text, documents: migrated.documents.length });
    }
    const dry = call.flag('dry-run');
    if (!dry) for (const { file, text } of changed) writeFileSync(join(directory, file), text);
    return report(call, {
      diagnostics: onlyOnce(diagnostics),
      summary: summaryOf(changed, to, dry),
      result: { to, dryRun: dry, files: changed.map(({ file }) => file).sort() },
      organization,
    });
  },
};

/** A target that does not exist is one mistake, not one per file. */
function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const first = diagnostics.find(({ code }) => code === 'FWY2020');
  return first === undefined ? [...diagnostics] : [first];
}

function summaryOf(changed: readonly { file: string; documents: number }[], to: string, dry: boolean): string {
  if (changed.length === 0) return `nothing to migrate to ${to}\n`;
  const documents = changed.reduce((sum, one) => sum + one.documents, 0);
  const verb = dry ? 'would be rewritten' : 'rewritten';
  const lines = changed.map(({ file }) => `  ${file}\n`).join('');
  return `${plural(documents, 'document')} in ${plural(changed.length, 'file')} ${verb} to ${to}:\n${lines}`;
}
