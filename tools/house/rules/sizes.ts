import { families } from '../layout.ts';
import { isSource, type HouseRule } from '../tree.ts';

const longestFile = 600;
const longestEntry = 150;

/** No file over 600 lines; entry files (`index.ts`, the file a family folder is named after) under 150. */
export const sizes: HouseRule = {
  name: 'sizes',
  check: (tree) =>
    tree.files
      .filter(({ path }) => isSource(path))
      .flatMap(({ path, text }) => {
        const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
        if (lines > longestFile)
          return [{ file: path, line: 0, message: `${lines} lines; at most ${longestFile}` }];
        if (isEntry(path) && lines >= longestEntry) {
          return [{ file: path, line: 0, message: `${lines} lines in an entry file; under ${longestEntry}` }];
        }
        return [];
      }),
};

function isEntry(path: string): boolean {
  if (path.endsWith('/index.ts')) return true;
  return families.some(({ folder }) => {
    const [name, file, ...deeper] = path.startsWith(`${folder}/`)
      ? path.slice(folder.length + 1).split('/')
      : [];
    return deeper.length === 0 && file !== undefined && file === `${name}.ts`;
  });
}
