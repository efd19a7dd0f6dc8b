import { camelCase, families as allFamilies, type Family } from '../layout.ts';
import type { HouseRule, RepositoryTree, Violation } from '../tree.ts';

/**
 * Each thing of a family is one folder that holds its entry file, its test and what else the family asks for,
 * exports one name that follows from the folder's, and stands in the generated index;
 * a family has a template, and nothing lies loose in it.
 */
export const families: HouseRule = {
  name: 'families',
  check: (tree) => allFamilies.flatMap((family) => checkFamily(tree, family)),
};

function checkFamily(tree: RepositoryTree, family: Family): Violation[] {
  const inside = tree.files
    .filter(({ path }) => path.startsWith(`${family.folder}/`))
    .map(({ path }) => path.slice(family.folder.length + 1));
  if (inside.length === 0) return [];
  const found: Violation[] = [];
  const broken = (path: string, message: string): void => {
    found.push({ file: `${family.folder}/${path}`, line: 0, message });
  };
  const names = new Set<string>();
  for (const path of inside) {
    const slash = path.indexOf('/');
    if (slash !== -1) names.add(path.slice(0, slash));
    else if (path !== 'index.generated.ts' && !family.shared.includes(path))
      broken(path, `lies loose: every ${family.name} is a folder of its own`);
  }
  if (!names.delete('_template')) broken('_template', `is missing: npm run new -- ${family.name} copies it`);
  const index = tree.byPath.get(`${family.folder}/index.generated.ts`)?.text;
  if (index === undefined) broken('index.generated.ts', 'is missing: run npm run gen');
  for (const name of names) {
    const exported = camelCase(name) + family.suffix;
    for (const ending of family.files) {
      if (!tree.byPath.has(`${family.folder}/${name}/${name}${ending}`))
        broken(name, `has no ${name}${ending}`);
    }
    const entry = tree.byPath.get(`${family.folder}/${name}/${name}.ts`);
    if (entry !== undefined && !new RegExp(`^export const ${exported}\\b`, 'm').test(entry.text)) {
      broken(`${name}/${name}.ts`, `exports no const ${exported}`);
    }
    if (index !== undefined && !index.includes(`'./${name}/${name}.ts'`)) {
      broken(name, 'is not in index.generated.ts: run npm run gen');
    }
  }
  return found;
}
