import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { camelCase, families, type Family } from '../../house/layout.ts';
import { generatedFrom, type Generator } from '../generator.ts';

const root = new URL('../../../', import.meta.url);
const indexOf = (family: Family): string => `${family.folder}/index.generated.ts`;

/** The index of each family: one import per folder, sorted by name. */
export const generator: Generator = {
  name: 'family-indices',
  owns: families.map(indexOf),
  generate: () => {
    const present = families.filter(({ folder }) => existsSync(new URL(folder, root)));
    return Promise.resolve(
      new Map(present.map((family) => [indexOf(family), familyIndex(family, foldersOf(family))])),
    );
  },
};

/** The text of one family's index. */
export function familyIndex(family: Family, folders: readonly string[]): string {
  const names = [...folders].sort();
  const exported = (name: string): string => camelCase(name) + family.suffix;
  const imports = names.map((name) => `import { ${exported(name)} } from './${name}/${name}.ts';\n`);
  const entries = names.map((name) => `  ${exported(name)},\n`);
  return [
    generatedFrom('the folders beside it'),
    ...imports,
    `\n/** Every ${family.name}, sorted by name. */\n`,
    `export const ${family.list} = [${entries.length === 0 ? '' : '\n'}`,
    ...entries,
    '] as const;\n',
  ].join('');
}

function foldersOf(family: Family): string[] {
  return readdirSync(fileURLToPath(new URL(family.folder, root)), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== '_template')
    .map((entry) => entry.name)
    .filter((name) => existsSync(new URL(`${family.folder}/${name}/${name}.ts`, root)));
}
