import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

export const formats = ['human', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];

/** A call of a command, parsed. Names of options are spelled as on the command line: `keep-going`. */
export interface Call {
  readonly io: Io;
  /** Positional arguments in order; those left out are `undefined`. */
  readonly arguments: readonly (string | undefined)[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
  readonly list: (option: string) => readonly string[];
  readonly format: Format;
  /** Warnings count as problems. */
  readonly strict: boolean;
  /** All commands, in the order of `fairway --help`. */
  readonly commands: readonly CommandEntry[];
}

/** What the file of a command exports as `command`: data, and the function that does the work. */
export interface Command {
  readonly description: string;
  readonly arguments?: readonly { readonly name: string; readonly description: string }[];
  readonly options?: readonly CommandOption[];
  /** Lines that work in the example organization. */
  readonly examples?: readonly string[];
  readonly run: (call: Call) => Promise<ExitCode>;
}

/** `--out <dir>`; `--image <ref...>` may be given several times. */
export interface CommandOption {
  readonly flags: string;
  readonly description: string;
  /** The only values it takes. */
  readonly choices?: readonly string[];
}

/** A line of the command table: what `fairway --help` needs, without loading the command. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Options that every command has, unless it declares one of the same name itself. */
export const commonOptions: readonly CommandOption[] = [
  { flags: '--org <dir>', description: 'the organization; default: found upwards from here' },
  { flags: '--no-plugins', description: 'do not run fairway.config.ts; go by platform/schemas.json' },
  {
    flags: '--format <format>',
    description: 'human or json; problems also as sarif or github',
    choices: formats,
  },
  { flags: '--notes', description: 'list notes, not only count them' },
  { flags: '--strict', description: 'warnings count as problems' },
];

/** The options of a command: its own, then the common ones. */
export function optionsOf({ options = [] }: Command): readonly CommandOption[] {
  const own = new Set(options.map(longName));
  return [...options, ...commonOptions.filter((option) => !own.has(longName(option)))];
}

/** `--out` of `-o, --out <dir>`. */
export function longName({ flags }: CommandOption): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}
