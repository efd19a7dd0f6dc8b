import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { makeFolder } from '@fairway/adapters';
import { loadDefinition } from '@fairway/compiler';
import { diagnostic, fileStart, suggest, type Diagnostic } from '@fairway/model';
import type { Call, Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { sha256 } from '../organization/load.ts';
import { newOrganization, type NewOrganization } from '../organization/new-organization.ts';
import { report } from '../reporters/index.ts';

/** Makes a small organization that compiles. It never overwrites anything. */
export const command: Command = {
  description:
    'Makes a small organization that compiles: one team, one service. Asks what it needs, or takes options.',
  arguments: [{ name: '[dir]', description: 'where; default: here' }],
  options: [
    { flags: '--name <name>', description: 'name of the organization' },
    { flags: '--group <group>', description: 'its API group, such as platform.example.com' },
    { flags: '--team <name>', description: 'the first team' },
    { flags: '--service <name>', description: 'the first service' },
    { flags: '--language <language>', description: 'its language: go, java, node, python, …' },
  ],
  examples: ['fairway init shop --group platform.shop.example --team team-shop --service shop-api'],
  run: async (call) => {
    const directory = resolve(call.io.cwd, call.arguments[0] ?? '.');
    const obstacle = obstacleIn(directory);
    if (obstacle !== undefined) return report(call, { diagnostics: [obstacle] });
    const answers = await answersOf(call, directory);
    checkLanguage(answers.language, call.io.now());
    const files = Object.entries(newOrganization(answers)).filter(
      ([path]) => path !== '.gitignore' || !existsSync(join(directory, path)),
    );
    for (const [path, text] of files) {
      const file = join(directory, path);
      makeFolder(dirname(file));
      writeFileSync(file, text, { flag: 'wx' });
    }
    const paths = files.map(([path]) => path);
    return report(call, {
      diagnostics: [],
      result: { directory, files: paths },
      summary: summaryOf(call, directory, paths),
    });
  },
};

/** What stands in the way: nothing is ever overwritten. */
function obstacleIn(directory: string): Diagnostic | undefined {
  if (!existsSync(directory)) return undefined;
  if (!statSync(directory).isDirectory()) return inTheWay(directory, `${directory} is a file`);
  const taken = ['fairway.yaml', 'platform', 'services'].filter((name) => existsSync(join(directory, name)));
  const visible = readdirSync(directory).filter((name) => !name.startsWith('.'));
  if (taken.length === 0 && visible.length < 50) return undefined;
  const message =
    taken.length === 0
      ? `${directory} holds many other files`
      : `${directory} already holds ${taken.join(', ')}`;
  return inTheWay(directory, message);
}

function inTheWay(directory: string, message: string): Diagnostic {
  return diagnostic(
    { code: 'FWY1030', message, fix: 'name another folder: fairway init DIR' },
    fileStart(directory),
  );
}

async function answersOf(call: Call, directory: string): Promise<NewOrganization> {
  const defaults: NewOrganization = {
    name: call.text('name') ?? labelOf(basename(directory)),
    group: call.text('group') ?? 'platform.example.com',
    team: call.text('team') ?? 'team-one',
    service: call.text('service') ?? 'hello-api',
    language: call.text('language') ?? 'node',
  };
  const { isTerminal, env } = call.io;
  const given = ['group', 'team', 'service'].every((option) => call.text(option) !== undefined);
  if (given || !isTerminal.stdout || env['CI'] !== undefined) return checked(defaults);
  return checked(await ask(defaults));
}

/** @throws {WrongUse} where the user gives up. */
async function ask(defaults: NewOrganization): Promise<NewOrganization> {
  const { group, text } = await import('@clack/prompts');
  const question = (message: string, initialValue: string) => () => text({ message, initialValue });
  return group(
    {
      name: question('What is the organization called?', defaults.name),
      group: question('Its API group?', defaults.group),
      team: question('The first team?', defaults.team),
      service: question('The first service?', defaults.service),
      language: question('Its language?', defaults.language),
    },
    {
      onCancel: () => {
        throw new WrongUse('nothing was made');
      },
    },
  );
}

const LABEL = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

/** @throws {WrongUse} for a name that the language does not allow. */
function checked(answers: NewOrganization): NewOrganization {
  for (const field of ['team', 'service', 'name'] as const) {
    if (!LABEL.test(answers[field])) {
      throw new WrongUse(
        `${field} ${JSON.stringify(answers[field])} is no name: use lowercase letters, digits, and hyphens, at most 40`,
      );
    }
  }
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/.test(answers.group)) {
    throw new WrongUse(`group ${JSON.stringify(answers.group)} is no domain such as platform.example.com`);
  }
  return answers;
}

/** @throws {WrongUse} for a language without a profile. */
function checkLanguage(language: string, now: string): void {
  const known = loadDefinition([], { now, sha256 }).definition.names('LanguageProfile');
  if (known.includes(language)) return;
  const nearest = suggest(language, known);
  const hint = nearest === undefined ? `use one of ${known.join(', ')}` : `did you mean ${nearest}?`;
  throw new WrongUse(`there is no language ${JSON.stringify(language)}; ${hint}`);
}

function labelOf(text: string): string {
  const label = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
  return label === '' ? 'example' : label;
}

function summaryOf({ io }: Call, directory: string, files: readonly string[]): string {
  const where = relative(io.cwd, directory);
  const at = where === '' ? '' : ` ${where}`;
  const list = files.map((path) => `  ${join(where, path)}`);
  const service = files.find((path) => path.startsWith('services/')) ?? '';
  return `made ${list.length} files:
${list.join('\n')}

next:
  fairway check${at}
  fairway compile${at} --out ${join(where === '' ? '.' : where, 'out')}

${join(where, service)} names no image yet; until it does, what runs it is left out.
`;
}
