import { Command as Parser, CommanderError, Option } from 'commander';
import {
  optionsOf,
  type Call,
  type Command,
  type CommandEntry,
  type CommandOption,
  type Format,
} from './command.ts';
import { WrongUse } from './exit-code.ts';
import type { Io } from './io.ts';

/**
 * Reads the arguments of a command; `null` when they asked for its help, which is printed.
 * @throws {WrongUse} for arguments that the command does not know.
 */
export function parseCall(
  entry: CommandEntry,
  command: Command,
  argv: readonly string[],
  io: Io,
  commands: readonly CommandEntry[],
): Call | null {
  const parser = parserOf(entry, command, io);
  try {
    parser.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    throw new WrongUse(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
  }
  const options = parser.opts<Record<string, unknown>>();
  for (const [name, given] of Object.entries(options)) {
    const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (given === '') throw new WrongUse(`--${option} needs a value`);
  }
  const value = (name: string): unknown =>
    options[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  const text = (name: string): string | undefined => {
    const found = value(name);
    return typeof found === 'string' ? found : undefined;
  };
  return {
    io,
    arguments: parser.processedArgs as readonly (string | undefined)[],
    text,
    flag: (name) => (name.startsWith('no-') ? value(name.slice(3)) === false : value(name) === true),
    list: (name) => {
      const found = value(name);
      return Array.isArray(found) ? (found as string[]) : [];
    },
    format: (text('format') ?? 'human') as Format,
    strict: value('strict') === true,
    commands,
  };
}

function parserOf(entry: CommandEntry, command: Command, io: Io): Parser {
  const parser = new Parser(`fairway ${entry.name}`)
    .description(command.description)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // What is wrong is printed once, by whoever catches it.
      writeErr: () => undefined,
      getOutHelpWidth: () => io.columns,
    });
  for (const { name, description } of command.arguments ?? []) parser.argument(name, description);
  for (const option of optionsOf(command)) parser.addOption(optionOf(option));
  const examples = command.examples ?? [];
  if (examples.length > 0)
    parser.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
  return parser;
}

/** `--image <ref...>` may be repeated, and takes one value each time. */
function optionOf({ flags, description, choices }: CommandOption): Option {
  const several = flags.includes('...');
  const option = new Option(flags.replace('...', ''), description);
  if (several) option.argParser<string[]>((text, before) => [...(Array.isArray(before) ? before : []), text]);
  if (choices !== undefined) option.choices([...choices]);
  return option;
}
