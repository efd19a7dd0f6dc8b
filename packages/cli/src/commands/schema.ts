import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { editorSchemas, resourceDefinitionFiles } from '@fairway/compiler';
import type { Command } from '../command.ts';
import { schemaFolder, withSchemaMapping } from '../editor/settings.ts';
import { readSettings } from '../editor/read-settings.ts';
import { WrongUse } from '../exit-code.ts';
import { hasErrors, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';

/** Schemas for editors and clusters. */
export const command: Command = {
  description:
    'install: writes editor schemas of the organization and tells the editor about them. export: writes CustomResourceDefinitions.',
  arguments: [
    { name: '<action>', description: 'install or export' },
    { name: '[org]', description: 'the organization' },
  ],
  options: [{ flags: '--crds <dir>', description: 'export: the folder for the CustomResourceDefinitions' }],
  examples: ['fairway schema install examples/acme', 'fairway schema export examples/acme --crds crds'],
  run: async (call) => {
    const [action, org] = call.arguments;
    const crds = call.text('crds');
    if (action !== 'install' && action !== 'export')
      throw new WrongUse('say what to do: fairway schema install, or export --crds DIR');
    if (action === 'export' && crds === undefined) throw new WrongUse('say where to write: --crds DIR');
    const place = findPlace(call, org);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory } = place;
    const source = filesOrganizationSource({ directory });
    const plugins = pluginUse(call, 'read');
    const organization = await organizationLoader().load({ directory, source, plugins, now: call.io.now() });
    const blocking = ofDefinition(organization.diagnostics);
    if (hasErrors(blocking)) return report(call, { diagnostics: blocking, organization });
    const output =
      action === 'export'
        ? { folder: resolve(call.io.cwd, crds ?? ''), files: resourceDefinitionFiles(organization) }
        : install(directory, editorSchemas(organization));
    for (const [file, text] of output.files) {
      const path = join(output.folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const folder = relative(call.io.cwd, output.folder) || '.';
    const files = [...output.files.keys()].sort();
    const schemas = action === 'install' ? `, the schemas in ${join(folder, schemaFolder)}` : '';
    const summary = `${plural(files.length, 'file')} in ${folder}${schemas}\n`;
    return report(call, { diagnostics: [], summary, result: { folder, files }, organization });
  },
};

/** The editor's settings and the schemas, below the organization. */
function install(
  directory: string,
  schemas: ReturnType<typeof editorSchemas>,
): { folder: string; files: Map<string, string> } {
  const settings = withSchemaMapping(readSettings(directory));
  if (!settings.ok) throw new WrongUse(settings.reason);
  const files = new Map<string, string>();
  for (const [file, schema] of schemas)
    files.set(`${schemaFolder}/${file}`, `${JSON.stringify(schema, undefined, 2)}\n`);
  files.set('.vscode/settings.json', settings.text);
  return { folder: directory, files };
}
