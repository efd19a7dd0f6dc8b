import {
  definitionKinds,
  shapeOf,
  suggest,
  type Diagnostic,
  type Field,
  type Platform,
  type Shape,
} from '@fairway/model';
import { kindSchemas } from '../schema/kind-schema.ts';
import { validateShape } from '../validate/validate.ts';
import { placeOf, reportOn, type Entry } from './entry.ts';
import { definitionKind } from './read-entries.ts';

/**
 * Documents that give intent its defaults: KindDefault names a kind that exists, each kind has one,
 * and what they, KindDefinition, and EnvironmentClass.spec.defaults say fits the kinds.
 *
 * @param platform the kinds that developers write; without it their defaults are believed.
 * @returns the entries with the references that their defaults make.
 */
export function checkDefaultValues(
  entries: readonly Entry[],
  platform: Platform | undefined,
  diagnostics: Diagnostic[],
): Entry[] {
  const shapes =
    platform === undefined
      ? undefined
      : new Map([...kindSchemas(platform)].map(([kind, { spec }]) => [kind, spec.v1beta1]));
  const anyWorkload = shapes === undefined ? undefined : joined([...shapes.values()]);
  const own = new Set(
    entries.filter(({ kind }) => kind === 'KindDefinition').map(({ spec }) => String(spec['kind'])),
  );
  checkKinds(entries, shapes === undefined ? undefined : new Set([...shapes.keys(), ...own]), diagnostics);
  return entries.flatMap((entry) => {
    const shape =
      entry.kind === 'EnvironmentClass'
        ? anyWorkload
        : entry.kind === 'KindDefault' || entry.kind === 'KindDefinition'
          ? shapeFor(entry.spec['kind'], shapes)
          : undefined;
    if (shape === undefined || entry.spec['defaults'] === undefined) return [];
    const checked = validateShape(entry.spec['defaults'], shape, entry.source, ['spec', 'defaults'], {
      partial: true,
    });
    diagnostics.push(...checked.diagnostics);
    return checked.references.length === 0 ? [] : [{ ...entry, references: checked.references }];
  });
}

/** Defaults of the organization itself may hold placeholders, so they are not checked. */
function shapeFor(kind: unknown, shapes: ReadonlyMap<string, Shape> | undefined): Shape | undefined {
  if (typeof kind !== 'string' || kind === 'Organization') return undefined;
  const known = definitionKind(kind);
  return known === undefined ? shapes?.get(kind) : shapeOf(known.spec);
}

/** A shape with the fields of all kinds: kinds share their parts, so a field means the same in each. */
function joined(shapes: readonly Shape[]): Shape {
  const fields: Record<string, Field> = {};
  for (const shape of shapes) {
    if (shape.type !== 'object') continue;
    for (const [name, field] of Object.entries(shape.fields)) fields[name] ??= field;
  }
  return { type: 'object', meta: {}, fields, open: false };
}

function checkKinds(
  entries: readonly Entry[],
  intentKinds: ReadonlySet<string> | undefined,
  diagnostics: Diagnostic[],
): void {
  const known = [...(intentKinds ?? []), ...definitionKinds.map(({ kind }) => kind)];
  const seen = new Map<unknown, Entry>();
  for (const entry of entries) {
    if (entry.kind !== 'KindDefault') continue;
    const { kind } = entry.spec;
    if (intentKinds !== undefined && typeof kind === 'string' && !known.includes(kind)) {
      const nearest = suggest(kind, known);
      reportOn(diagnostics, entry, ['spec', 'kind'], {
        code: 'FWY3143',
        message: `there is no kind "${kind}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
        fix: nearest === undefined ? null : `write ${nearest}`,
      });
    }
    const first = seen.get(kind);
    if (first === undefined) seen.set(kind, entry);
    else if (first.name !== entry.name) {
      reportOn(diagnostics, entry, ['spec', 'kind'], {
        code: 'FWY3109',
        message: `${first.name} and ${entry.name} both hold the defaults of ${String(kind)}`,
        fix: 'put them into one document',
        related: [placeOf(first, first.name)],
      });
    }
  }
}
