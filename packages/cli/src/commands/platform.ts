import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { bundleFile, checkLock, lockDefinition, lockFile, platformBundle } from '@fairway/compiler';
import { parts } from '@fairway/kinds';
import type { Call, Command } from '../command.ts';
import { WrongUse, type ExitCode } from '../exit-code.ts';
import { hasErrors, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { loadPlugins } from '../organization/plugins.ts';
import { organizationLoader, sha256, type Organization } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { report } from '../reporters/index.ts';

const ACTIONS: Readonly<
  Record<string, (call: Call, organization: Organization) => ExitCode | Promise<ExitCode>>
> = {
  lock: writeLock,
  check: checkDefinition,
  bundle: writeBundle,
};

/** What the platform team does with its definition before it is published. */
export const command: Command = {
  description:
    'Locks the published documents of the definition, checks the definition against its lock, or writes what plugins add to the language as data.',
  arguments: [
    {
      name: '<action>',
      description:
        'lock: write platform/definition.lock; check: compare with it; bundle: write platform/schemas.json, which --no-plugins reads',
    },
    { name: '[org]', description: 'the organization' },
  ],
  examples: ['fairway platform check examples/acme'],
  run: async (call) => {
    const [name, path] = call.arguments;
    const action = name === undefined ? undefined : ACTIONS[name];
    if (action === undefined)
      throw new WrongUse(`platform takes ${Object.keys(ACTIONS).join(', ')}, not ${name}`);
    const place = findPlace(call, path);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory } = place;
    const organization = await organizationLoader().load({
      directory,
      source: filesOrganizationSource({ directory }),
      plugins: pluginUse(call, 'read'),
      now: call.io.now(),
    });
    return action(call, organization);
  },
};

/** Writes the lock. Content that changed under a published version is an error, never written over. */
function writeLock(call: Call, organization: Organization): ExitCode {
  const { definition, directory } = organization;
  const file = join(directory, lockFile);
  const changed = existsSync(file)
    ? checkLock(definition, readFileSync(file, 'utf8'), sha256).filter(({ severity }) => severity === 'error')
    : [];
  const diagnostics = [...ofDefinition(organization.diagnostics), ...changed];
  if (hasErrors(diagnostics)) return report(call, { diagnostics, organization });
  const text = lockDefinition(definition, sha256);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const { documents } = JSON.parse(text) as { documents: object };
  const count = Object.keys(documents).length;
  return report(call, {
    diagnostics,
    result: { file: lockFile, documents: count },
    summary: `${lockFile}: ${count} published documents\n`,
    organization,
  });
}

/** Everything that is wrong in the definition, its lock included. */
function checkDefinition(call: Call, organization: Organization): ExitCode {
  const { definition, directory } = organization;
  const file = join(directory, lockFile);
  const locked = existsSync(file) ? checkLock(definition, readFileSync(file, 'utf8'), sha256) : [];
  const diagnostics = [...ofDefinition(organization.diagnostics), ...locked];
  const without = existsSync(file) ? '' : `; there is no ${lockFile} yet: run fairway platform lock`;
  return report(call, {
    diagnostics,
    result: { definitionHash: definition.hash, locked: existsSync(file) },
    summary: hasErrors(diagnostics)
      ? ''
      : `the definition is right, hash ${definition.hash.slice(0, 12)}${without}\n`,
    organization,
  });
}

/** Writes what plugins add to the language, for whoever may not run their code. */
async function writeBundle(call: Call, organization: Organization): Promise<ExitCode> {
  const { directory } = organization;
  const { plugins, diagnostics } = await loadPlugins(directory);
  if (hasErrors(diagnostics)) return report(call, { diagnostics, organization });
  mkdirSync(dirname(join(directory, bundleFile)), { recursive: true });
  writeFileSync(join(directory, bundleFile), platformBundle(plugins, parts));
  const names = plugins.map(({ name }) => name);
  const summary = `${bundleFile}: ${names.length === 0 ? 'no plugins' : names.join(', ')}\n`;
  return report(call, { diagnostics, result: { file: bundleFile, plugins: names }, summary, organization });
}
