/**
 * A rule between fields, as data. From one declaration come the check (also on partial documents),
 * the CEL rule of the resource definition, and the sentence in the documentation.
 *
 * Paths are dotted, relative to `spec`; `[]` stands for every entry of a list: `dependencies[].port`.
 * In a constraint that starts at a list entry, `at` names the list and the other paths are relative to the entry.
 */
export type Constraint =
  /** `path` ≤ `other`, where both are set. Numbers, quantities of one format, durations. */
  | { readonly rule: 'atMost'; readonly at?: string; readonly path: string; readonly other: string }
  /** Where `path` is set (and equals one of `values`, if given), `other` must be set too. */
  | {
      readonly rule: 'requires';
      readonly at?: string;
      readonly path: string;
      readonly values?: readonly (string | number | boolean)[];
      readonly other: string;
    }
  /** Exactly one of the fields is set. */
  | { readonly rule: 'exactlyOne'; readonly at?: string; readonly fields: readonly string[] }
  /** Where `when.path` equals one of `when.values`, `path` (if set) must be one of `values`. */
  | {
      readonly rule: 'oneOfWhen';
      readonly at?: string;
      readonly path: string;
      readonly values: readonly (string | number | boolean)[];
      readonly when: { readonly path: string; readonly values: readonly (string | number | boolean)[] };
    }
  /** The value never changes in the life of the document. */
  | { readonly rule: 'immutable'; readonly path: string };

/**
 * A declared step from an older API version to the hub. From the steps come the older schema, its types and
 * documentation, both conversions, and the edits of `migrate`. Paths are relative to `spec`, `[]` as above.
 */
export type ConversionStep =
  /** The last segment changes: `exposure.type` → `exposure.class`. */
  | { readonly step: 'rename'; readonly from: string; readonly to: string }
  /** The value moves to another object: `identity.cloudAccess.aws.roleProfile` → `identity.aws.profile`. */
  | { readonly step: 'move'; readonly from: string; readonly to: string }
  /** Words of an enumeration change; one to one. */
  | { readonly step: 'mapValues'; readonly path: string; readonly values: Readonly<Record<string, string>> }
  /** One field chooses the name of another: `{type: queue, name: x}` → `{queue: x}`. */
  | {
      readonly step: 'split';
      readonly at: string;
      readonly selector: string;
      readonly value: string;
      readonly into: Readonly<Record<string, string>>;
    };
