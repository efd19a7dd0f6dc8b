import { commands, commonOptions, type Command, type CommandOption } from '@fairway/cli/commands';
import { commandOutputs, outputJsonSchema, receipt } from '@fairway/cli/outputs';
import type { Generator } from '../generator.ts';

const folder = 'schemas/cli/';
const page = 'docs/reference/cli.md';

/** What each command prints as JSON, and the page of all commands: both from what the commands say of themselves. */
export const generator: Generator = {
  name: 'cli-schemas',
  owns: [folder, page],
  generate: async () => {
    const files = new Map<string, string>();
    for (const [name, schema] of Object.entries({ ...commandOutputs, receipt }))
      files.set(`${folder}${name}.json`, `${JSON.stringify(outputJsonSchema(name, schema), null, 2)}\n`);
    const sections: string[] = [];
    for (const { name, load } of commands) sections.push(section(name, (await load()).command));
    files.set(page, `${introduction()}${sections.join('')}`);
    return files;
  },
};

function introduction(): string {
  return `# Commands

\`fairway COMMAND --help\` prints the same for one command. [The guide](../guides/cli.md) shows them at work.

Exit codes: 0 done, 1 problems in the input, 2 wrong use, 3 a bug, 4 an outside system failed. With \`--format json\` a
command prints one object that its schema describes. Where problems leave no result, the object holds \`diagnostics\`
alone. Wrong use, bugs, and failures of other systems are told on standard error, and standard output stays empty.

## Options of every command

${optionTable(commonOptions)}`;
}

function section(name: string, command: Command): string {
  const { arguments: words = [], description, examples = [], options = [] } = command;
  const usage = ['fairway', name, ...words.map((word) => word.name), '[options]'].join(' ');
  const parts = [`\n## ${name}\n\n${description}\n\n\`\`\`text\n${usage}\n\`\`\`\n`];
  if (words.length > 0) {
    const rows = words.map((word) => `| \`${word.name}\` | ${cell(word.description)} |\n`);
    parts.push(`\n| Argument | Meaning |\n|---|---|\n${rows.join('')}`);
  }
  if (options.length > 0) parts.push(`\n${optionTable(options)}`);
  if (examples.length > 0) parts.push(`\nExamples:\n\n\`\`\`sh\n${examples.join('\n')}\n\`\`\`\n`);
  parts.push(`\n\`--format json\`: [${folder}${name}.json](../../${folder}${name}.json)`);
  if (name === 'compile') parts.push(`; \`--receipt\`: [${folder}receipt.json](../../${folder}receipt.json)`);
  return `${parts.join('')}\n`;
}

function optionTable(options: readonly CommandOption[]): string {
  const rows = options.map(({ choices, description, flags }) => {
    const only = choices === undefined ? '' : ` (${choices.join(', ')})`;
    return `| \`${flags}\` | ${cell(description + only)} |\n`;
  });
  return `| Option | Meaning |\n|---|---|\n${rows.join('')}`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
