import { fields, withMeta } from '../schema/fields.ts';
import { z } from 'zod';

/**
 * Fields of every versioned kind: the version of the document and where it stands in its life (INTENT.md §1).
 * `proposed`, `default` and `defective` are plain words; `deprecated` says until when and what comes instead.
 */
export function versionFields(): { readonly version: z.ZodType; readonly lifecycle: z.ZodType } {
  return {
    version: fields.semver('SemVer of this document; `1.0.0` if it says nothing.').optional(),
    lifecycle: withMeta(
      z.union([
        fields.choice(['proposed', 'default', 'defective'], 'A stage that needs no more words.'),
        fields.object(
          {
            deprecated: fields.object(
              {
                removal: fields.date('The last day; after it, using the version is an error.'),
                replacement: fields.text('What to use instead: `name`, or `name@version` for another version.'),
              },
              'When the version goes and what comes instead.',
            ),
          },
          'The version is on its way out.',
        ),
      ]),
      { description: 'Where this version stands. Exactly one version of a name is `default`.' },
    ).optional(),
  };
}
