import {
  definitionKinds,
  diagnostic,
  suggest,
  type Definition,
  type DefinitionKindName,
  type Diagnostic,
  type SourceDocument,
} from '@fairway/model';
import type { LoadedIntent } from '../load/intent.ts';

const known = new Set(definitionKinds.map(({ kind }) => kind));

/** What names something that does not exist. */
export interface CheckedReferences {
  readonly diagnostics: readonly Diagnostic[];
  /** Documents with such a name. */
  readonly broken: ReadonlySet<SourceDocument>;
}

/**
 * Every name that an intent gives of a definition document must exist, in the version that counts.
 * References to workloads and data kinds are resolved by the parts that know what they mean.
 */
export function checkReferences(loaded: readonly LoadedIntent[], definition: Definition): CheckedReferences {
  const diagnostics: Diagnostic[] = [];
  const broken = new Set<SourceDocument>();
  for (const { document, references } of loaded) {
    for (const { kind, name, path } of references) {
      if (!known.has(kind) || definition.get(kind as DefinitionKindName, name) !== undefined) continue;
      broken.add(document);
      const names = definition.names(kind as DefinitionKindName);
      const nearest = suggest(name, names);
      diagnostics.push(
        diagnostic(
          {
            code: 'FWY3000',
            message: `there is no ${kind} "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
            fix: `known: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`,
          },
          document.locate(path),
        ),
      );
    }
  }
  return { diagnostics, broken };
}
