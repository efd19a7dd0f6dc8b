import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { generatedFrom, quoted, type Generator } from '../generator.ts';

const root = new URL('../../../', import.meta.url);
const source = 'packages/model/src/definition/builtin';
const target = `${source}.generated.ts`;

/** The built-in documents of the definition as text, so that the pure room `model` needs no file system. */
export const generator: Generator = {
  name: 'embedded-documents',
  owns: [target],
  generate: () => {
    const folder = new URL(`${source}/`, root);
    if (!existsSync(folder)) return Promise.resolve(new Map());
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));
    return Promise.resolve(new Map([[target, embedded(files)]]));
  },
};

/** The module that holds the files; the text stays as it is, so that positions in it stay true. */
export function embedded(files: readonly { readonly file: string; readonly text: string }[]): string {
  const entries = files.map(({ file, text }) => {
    const lines = text.split(/(?<=\n)/).map((line) => `      ${quoted(line)},\n`);
    return `  {\n    file: ${quoted(file)},\n    text: [\n${lines.join('')}    ].join(''),\n  },\n`;
  });
  return [
    generatedFrom(`${source}/*.yaml`),
    '\n/** The built-in documents of the definition: file name and text. */\n',
    'export const builtinFiles: readonly { readonly file: string; readonly text: string }[] = [\n',
    ...entries,
    '];\n',
  ].join('');
}
