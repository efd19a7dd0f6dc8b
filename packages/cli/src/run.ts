import { commands } from './commands/index.ts';
import type { CommandEntry } from './command.ts';
import { exitCodes, type Io } from './io.ts';
import { version } from './version.ts';

/**
 * Runs one call of `fairway` and returns its exit code. Never throws.
 * Commands are loaded only when they are called, so that help and version answer at once.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || (name === 'help' && rest.length === 0)) {
    io.stdout(help());
    return exitCodes.done;
  }
  if (name === '--version' || name === '-V') {
    io.stdout(`${version}\n`);
    return exitCodes.done;
  }
  const wanted = name === 'help' ? (rest[0] as string) : name;
  const entry = commands.find((one) => one.name === wanted);
  if (entry === undefined) {
    const { suggest } = await import('@fairway/model');
    const nearest = suggest(wanted, commands.map((one) => one.name));
    const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
    io.stderr(`fairway: there is no command "${wanted}"${hint}\nrun fairway --help for the list\n`);
    return exitCodes.usage;
  }
  return runCommand(entry, name === 'help' ? ['--help'] : rest, io);
}

async function runCommand(entry: CommandEntry, argv: readonly string[], io: Io): Promise<number> {
  const [{ Command, CommanderError }, { command: module }] = await Promise.all([import('commander'), entry.load()]);
  const command = new Command(`fairway ${entry.name}`);
  command.description(entry.summary).exitOverride().showHelpAfterError(`run fairway ${entry.name} --help for usage`);
  command.configureOutput({ writeOut: io.stdout, writeErr: io.stderr, getOutHelpWidth: () => io.columns });
  module.configure(command);
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    throw error;
  }
  try {
    return await module.run({ args: command.processedArgs as (string | undefined)[], options: command.opts(), io });
  } catch (error) {
    return reportFailure(error, io);
  }
}

async function reportFailure(error: unknown, io: Io): Promise<number> {
  const [{ isOutsideSystemError }, { UsageError }, { redact }] = await Promise.all([
    import('@fairway/model'),
    import('./usage-error.ts'),
    import('./redact.ts'),
  ]);
  if (error instanceof UsageError) {
    io.stderr(`fairway: ${redact(error.message)}\n`);
    return exitCodes.usage;
  }
  if (isOutsideSystemError(error)) {
    io.stderr(`fairway: ${redact(error.message)} (${error.code})\n`);
    return exitCodes.outside;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(`fairway: this is a bug in Fairway ${version}; please report it with the lines below\n${redact(text)}\n`);
  return exitCodes.bug;
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
