import { factsOf, lineAt } from '../source.ts';
import { isTestCode, type HouseRule } from '../tree.ts';

const buildsSchemas = /^packages\/(?:kinds\/src|model\/src\/(?:schema|definition))\//;
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\.(?:refine|superRefine|check|overwrite)\(/g, 'a failed type hides every refinement: declare a constraint'],
  [/\.(?:transform|preprocess|codec|pipe)\(/g, 'schemas hold structure; lowering is code'],
  [/\.(?:default|prefault|catch)\(/g, 'defaults are documents of the definition'],
  [/\.tuple\(/g, 'published schemas cannot say the order of a tuple'],
];

/** Schemas hold structure only, so that every format derived from them says the same. */
export const schemaStructure: HouseRule = {
  name: 'schema-structure',
  check: (tree) =>
    tree.files
      .filter((file) => file.path.endsWith('.ts') && !isTestCode(file.path))
      .filter(
        (file) =>
          buildsSchemas.test(file.path) ||
          factsOf(file).imports.some(({ specifier }) => /^zod\b/.test(specifier)),
      )
      .flatMap((file) => {
        const { code } = factsOf(file);
        return forbidden.flatMap(([pattern, why]) =>
          Array.from(code.matchAll(pattern), (match) => ({
            file: file.path,
            line: lineAt(code, match.index),
            message: `${match[0]}…): ${why}`,
          })),
        );
      }),
};
