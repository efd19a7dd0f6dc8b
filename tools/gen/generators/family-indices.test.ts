import { expect, it } from 'vitest';
import { familyIndex } from './family-indices.ts';

it('imports each folder once, in order of names', () => {
  const family = { name: 'part', folder: 'parts', suffix: 'Part', list: 'parts', files: [], shared: [] };
  expect(familyIndex(family, ['scaling', 'io-ports'])).toBe(
    [
      '// Generated from the folders beside it by `npm run gen`; edit there.',
      "import { ioPortsPart } from './io-ports/io-ports.ts';",
      "import { scalingPart } from './scaling/scaling.ts';",
      '',
      '/** Every part, sorted by name. */',
      'export const parts = [',
      '  ioPortsPart,',
      '  scalingPart,',
      '] as const;',
      '',
    ].join('\n'),
  );
});
