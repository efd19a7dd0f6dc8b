import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrows } from './rules/arrows.ts';
import { cycles } from './rules/cycles.ts';
import { families } from './rules/families.ts';
import { fileNames } from './rules/file-names.ts';
import { honestTests } from './rules/honest-tests.ts';
import { links } from './rules/links.ts';
import { plainText } from './rules/plain-text.ts';
import { purity } from './rules/purity.ts';
import { schemaStructure } from './rules/schema-structure.ts';
import { sizes } from './rules/sizes.ts';
import { readTree } from './tree.ts';

const tree = readTree(fileURLToPath(new URL('../../', import.meta.url)));

describe('the repository keeps the rules of the house', () => {
  it.each([arrows, cycles, families, fileNames, honestTests, links, plainText, purity, schemaStructure, sizes])(
    '$name',
    (rule) => {
      expect(rule.check(tree).map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
    },
  );
});
