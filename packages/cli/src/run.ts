import type { CommandEntry } from './command.ts';
import { commands } from './commands/index.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { withOwnSecrets } from './known-secrets.ts';
import { version } from './version.ts';

/**
 * Runs one call of `fairway` and returns its exit code. Never throws.
 * Commands are loaded only when they are called, so that help and version answer at once.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.stdout.write(help());
    return exitCodes.done;
  }
  if (name === '--version' || name === '-V') {
    io.stdout.write(`${version}\n`);
    return exitCodes.done;
  }
  const wanted = name === 'help' ? (rest[0] as string) : name;
  const entry = commands.find((one) => one.name === wanted);
  if (entry === undefined) return withOwnSecrets(argv, () => reportUnknown(wanted, argv, io));
  const words = name === 'help' ? ['--help'] : rest;
  return withOwnSecrets(words, () => runCommand(entry, words, io));
}

async function reportUnknown(wanted: string, argv: readonly string[], io: Io): Promise<ExitCode> {
  const [{ suggest }, { reportWrongUse }] = await Promise.all([
    import('@fairway/model'),
    import('./failure.ts'),
  ]);
  const nearest = suggest(
    wanted,
    commands.map((one) => one.name),
  );
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  const message = `there is no command ${JSON.stringify(wanted)}${hint}`;
  return reportWrongUse(message, 'fairway --help lists the commands', argv, io);
}

async function runCommand(entry: CommandEntry, argv: readonly string[], io: Io): Promise<ExitCode> {
  const { reportFailure } = await import('./failure.ts');
  try {
    const [{ parseCall }, { command }] = await Promise.all([import('./parse.ts'), entry.load()]);
    const call = parseCall(entry, command, argv, io, commands);
    return call === null ? exitCodes.done : await command.run(call);
  } catch (error) {
    return reportFailure(error, entry.name, argv, io);
  }
}

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `fairway: one short intent file becomes everything production needs on Kubernetes

Usage: fairway COMMAND [ARGUMENTS] [OPTIONS]

Commands:
${lines.join('\n')}

Options:
  -h, --help     this text; fairway COMMAND --help for one command
  -V, --version  the version

Exit codes: 0 done, 1 problems in the input, 2 wrong use, 3 bug, 4 an outside system failed
`;
}
