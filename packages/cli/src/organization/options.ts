import type { Command } from 'commander';
import { UsageError } from '../usage-error.ts';
import type { Invocation } from '../command.ts';
import type { LoadOptions } from './load.ts';

/** Options of every command that reads an organization. */
export function organizationOptions(command: Command): Command {
  return command
    .option('--org <dir>', 'the organization; default: found upwards from here')
    .option('--no-plugins', 'do not load fairway.config.ts')
    .option('--format <format>', 'human or json; for problems also sarif and github', 'human');
}

/** Where the organization is: the argument, else `--org`, else the current folder. */
export function whereOf({ options }: Invocation, argument?: string): LoadOptions {
  const org = options['org'];
  if (argument !== undefined && typeof org === 'string') throw new UsageError('give the organization once: as argument or as --org');
  const directory = argument ?? (typeof org === 'string' ? org : undefined);
  return { ...(directory === undefined ? {} : { directory }), plugins: options['plugins'] !== false };
}

export const formats = ['human', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

/** The output format of a call. */
export function formatOf({ options }: Invocation, allowed: readonly Format[] = formats): Format {
  const format = options['format'] as Format;
  if (!allowed.includes(format)) throw new UsageError(`--format takes ${allowed.join(', ')}, not ${String(format)}`);
  return format;
}
