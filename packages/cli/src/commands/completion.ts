import type { Command } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import { report } from '../reporters/index.ts';

/** Scripts by shell; each completes the names of commands, and files after them. */
const SCRIPTS: Readonly<Record<string, (names: readonly string[]) => string>> = {
  bash: (names) => `_fairway() {
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "${names.join(' ')}" -- "\${COMP_WORDS[COMP_CWORD]}")
  else
    mapfile -t COMPREPLY < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
  fi
}
complete -F _fairway fairway
`,
  zsh: (names) => `#compdef fairway
_fairway() {
  if (( CURRENT == 2 )); then
    compadd -- ${names.join(' ')}
  else
    _files
  fi
}
compdef _fairway fairway
`,
  fish: (names) => `complete -c fairway -n __fish_use_subcommand -f -a '${names.join(' ')}'
`,
};

/** Prints a completion script; the shell loads it. */
export const command: Command = {
  description: 'Prints a completion script for a shell.',
  arguments: [{ name: '<shell>', description: Object.keys(SCRIPTS).join(', ') }],
  examples: ['fairway completion bash', 'fairway completion zsh'],
  run: async (call) => {
    const {
      arguments: [shell],
      commandNames,
    } = call;
    const scriptOf = shell === undefined ? undefined : SCRIPTS[shell];
    if (scriptOf === undefined)
      throw new WrongUse(`there are scripts for ${Object.keys(SCRIPTS).join(', ')}, not ${shell}`);
    const script = scriptOf(commandNames);
    return report(call, {
      diagnostics: [],
      result: { shell, script },
      summary: script,
    });
  },
};
