import type { Reasons } from '@fairway/model';
import { compilerPlugin } from '../plugin.ts';
import { commonReasons } from './common-reasons.ts';

const PAGE = 'https://fairway.dev/reference/reasons';
const LONGEST_ANCHOR = 60;

/** A reason that Fairway declares for fields that no input moves, with everything that it covers. */
export interface DeclaredReason {
  /** Its place on the page of all reasons; never two with the same. */
  readonly anchor: string;
  readonly reason: string;
  /** `Kind pattern`, sorted; of every kind without a kind. */
  readonly fields: readonly string[];
}

let memo: ReadonlyMap<string, DeclaredReason> | undefined;

/** Every reason of Fairway's own emitters, by its sentence. Those of plugins have no page. */
export function declaredReasons(): ReadonlyMap<string, DeclaredReason> {
  if (memo !== undefined) return memo;
  const fields = new Map<string, Set<string>>();
  const add = (reasons: Reasons, kind: string | undefined): void => {
    for (const [pattern, reason] of Object.entries(reasons)) {
      const known = fields.get(reason) ?? new Set<string>();
      known.add(kind === undefined ? pattern : `${kind} ${pattern}`);
      fields.set(reason, known);
    }
  };
  add(commonReasons, undefined);
  for (const { emits } of compilerPlugin.emitters ?? [])
    for (const { kind, reasons } of emits) add(reasons, kind);
  memo = new Map(
    [...fields].map(([reason, known]) => [
      reason,
      { anchor: anchorOf(reason), reason, fields: [...known].toSorted() },
    ]),
  );
  return memo;
}

/** The page and place of a reason; `null` for one of a plugin. */
export function reasonDocs(reason: string): string | null {
  const declared = declaredReasons().get(reason);
  return declared === undefined ? null : `${PAGE}#${declared.anchor}`;
}

/** The first words of a sentence, as a fragment of an address. */
function anchorOf(reason: string): string {
  const words = reason.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  let anchor = '';
  for (const word of words) {
    const longer = anchor === '' ? word : `${anchor}-${word}`;
    if (longer.length > LONGEST_ANCHOR) break;
    anchor = longer;
  }
  return anchor;
}
