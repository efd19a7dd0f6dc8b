import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { families as allFamilies } from '../house/layout.ts';
import { families } from '../house/rules/families.ts';
import { sizes } from '../house/rules/sizes.ts';
import { treeOf } from '../house/tree.ts';
import { familyIndex } from '../gen/generators/family-indices.ts';
import { scaffold } from './scaffold.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

it.each(allFamilies)('a new $name keeps the rules of its family', (family) => {
  const template = `${root}${family.folder}/_template`;
  const texts = new Map(
    readdirSync(template).map((file) => [file, readFileSync(`${template}/${file}`, 'utf8')]),
  );
  const made = scaffold(texts, 'canary-steps');
  const tree = treeOf({
    [`${family.folder}/_template/placeholder-name.ts`]: '',
    [`${family.folder}/index.generated.ts`]: familyIndex(family, ['canary-steps']),
    ...Object.fromEntries(Array.from(made, ([path, text]) => [`${family.folder}/canary-steps/${path}`, text])),
  });
  expect([...families.check(tree), ...sizes.check(tree)]).toEqual([]);
  expect(Array.from(made.values()).join('')).not.toMatch(/placeholder/i);
});
