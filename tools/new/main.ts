// Usage: node tools/new/main.ts kind|part|invariant NAME
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { families } from '../house/layout.ts';
import { nameProblem, nextSteps, scaffold } from './scaffold.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [familyName, name = ''] = process.argv.slice(2);
const family = families.find((candidate) => candidate.name === familyName);
const problem = family === undefined ? 'usage: npm run new -- kind|part|invariant NAME' : nameProblem(name);

if (family === undefined || problem !== undefined) {
  console.error(problem);
  process.exitCode = 2;
} else if (existsSync(join(root, family.folder, name))) {
  console.error(`${family.folder}/${name} is there already`);
  process.exitCode = 1;
} else {
  for (const [path, text] of scaffold(readFolder(join(root, family.folder, '_template')), name)) {
    const target = join(root, family.folder, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  console.log(nextSteps(family, name));
}

function readFolder(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}
