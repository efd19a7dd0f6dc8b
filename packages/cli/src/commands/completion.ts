import { longName, optionsOf, type Command, type CommandEntry, type CommandOption } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { report } from '../reporters/index.ts';

/** A command as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CommandOption[];
}

/** Scripts by shell; each completes the names of commands, then the options of the command, and files. */
const SCRIPTS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Prints a completion script; the shell loads it. */
export const command: Command = {
  description: 'Prints a completion script for a shell.',
  arguments: [{ name: '<shell>', description: Object.keys(SCRIPTS).join(', ') }],
  examples: ['fairway completion bash', 'fairway completion zsh'],
  run: async (call) => {
    const {
      arguments: [shell],
      commands,
    } = call;
    const scriptOf = shell === undefined ? undefined : SCRIPTS[shell];
    if (scriptOf === undefined)
      throw new WrongUse(`there are scripts for ${Object.keys(SCRIPTS).join(', ')}, not ${shell}`);
    const script = scriptOf(await Promise.all(commands.map(completed)));
    return report(call, {
      diagnostics: [],
      result: { shell, script },
      summary: script,
    });
  },
};

const HELP: CommandOption = { flags: '-h, --help', description: 'display help for command' };

async function completed({ name, summary, load }: CommandEntry): Promise<Completed> {
  const loaded = await load();
  return { name, summary, options: [...optionsOf(loaded.command), HELP] };
}

function namesOf(commands: readonly Completed[]): string {
  return commands.map(({ name }) => name).join(' ');
}

function optionNames({ options }: Completed): string {
  return options.map(longName).join(' ');
}

/** For bash 3.2 and newer, which is what macOS has. Where nothing is proposed, bash proposes files. */
function bashScript(commands: readonly Completed[]): string {
  const cases = commands.map((one) => `      ${one.name}) words='${optionNames(one)}' ;;\n`);
  return `_fairway() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${namesOf(commands)}'
  elif [ "\${current#-}" != "$current" ]; then
    case "\${COMP_WORDS[1]}" in
${cases.join('')}    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _fairway fairway
`;
}

function zshScript(commands: readonly Completed[]): string {
  const cases = commands.map((one) => `      ${one.name}) compadd -- ${optionNames(one)} ;;\n`);
  return `#compdef fairway
_fairway() {
  if (( CURRENT == 2 )); then
    compadd -- ${namesOf(commands)}
  elif [[ "$words[CURRENT]" == -* ]]; then
    case "$words[2]" in
${cases.join('')}    esac
  else
    _files
  fi
}
compdef _fairway fairway
`;
}

function fishScript(commands: readonly Completed[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c fairway -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}\n`,
    ...options.map((option) => fishOption(name, option)),
  ]);
  return lines.join('');
}

function fishOption(command: string, option: CommandOption): string {
  const { flags, description, choices } = option;
  const values = choices === undefined ? ' -r' : ` -x -a ${quoted(choices.join(' '))}`;
  const value = /[<[]/.test(flags) ? values : '';
  const name = longName(option).slice(2);
  return `complete -c fairway -n 'contains -- ${command} (commandline -opc)[2]' -l ${name}${value} -d ${quoted(description)}\n`;
}

/** For fish, where a backslash stands for itself except before a quote or another one. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
