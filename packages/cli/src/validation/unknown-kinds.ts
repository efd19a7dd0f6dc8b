import { diagnostic, isObject, type Diagnostic } from '@fairway/model';
import type { Manifest } from './objects.ts';
import { placeOf } from './place.ts';

/** A kind that nothing is known of, and how often it was met. */
export interface UnknownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly objects: number;
}

/** The places that a diagnostic names beside its own. */
const MOST_RELATED = 5;

/** Objects of kinds without a definition, by kind: one problem for each kind, never a silent pass. */
export function unknownKinds(manifests: readonly Manifest[]): {
  readonly kinds: readonly UnknownKind[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const byKind = Map.groupBy(manifests, (manifest) => JSON.stringify(namesOf(manifest)));
  const kinds: UnknownKind[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [first, ...others] of byKind.values()) {
    if (first === undefined) continue;
    const { apiVersion, kind } = namesOf(first);
    kinds.push({ apiVersion, kind, objects: others.length + 1 });
    diagnostics.push(diagnosticOf(apiVersion, kind, first, others));
  }
  return { kinds, diagnostics };
}

function namesOf({ value }: Manifest): { readonly apiVersion: string; readonly kind: string } {
  const { apiVersion, kind } = isObject(value) ? value : {};
  return { apiVersion: String(apiVersion), kind: String(kind) };
}

function diagnosticOf(
  apiVersion: string,
  kind: string,
  first: Manifest,
  others: readonly Manifest[],
): Diagnostic {
  const count = others.length === 0 ? 'one object' : `${others.length + 1} objects`;
  const [group = ''] = apiVersion.split('/');
  const builtIn = !group.includes('.');
  const fix = builtIn
    ? 'correct the apiVersion and the kind'
    : `bring its CustomResourceDefinition with --with FILE: that of the group ${group} and the kind ${kind}, from the product's release or by kubectl get crd NAME -o yaml`;
  return diagnostic(
    {
      code: 'FWY4071',
      message: `no definition of ${kind} in ${apiVersion} is known, so ${count} could not be checked`,
      related: others.slice(0, MOST_RELATED).map((one) => {
        const { column, file, line } = placeOf(one, 'kind');
        return { message: 'another one', file, line, column };
      }),
      fix,
    },
    placeOf(first, 'kind'),
  );
}
