import type { TriedInput } from '@fairway/compiler';
import { parseFieldPath, type FieldPath } from '@fairway/kubernetes';
import { isObject, valueAt, type Path } from '@fairway/model';
import { WrongUse } from '../exit-code.ts';

/** What `affects` is asked: a value, or a group of values, of a service or of a document of the definition. */
export interface AffectsQuestion {
  /** Name of a service, or `Kind/name`. */
  readonly subject: string;
  /** As asked, without `spec.` before it. */
  readonly field: string;
  readonly path: FieldPath;
}

/** @throws {WrongUse} where the text is no `SERVICE.FIELD`. */
export function affectsQuestion(text: string): AffectsQuestion {
  const dot = text.indexOf('.');
  if (dot <= 0 || dot === text.length - 1)
    throw new WrongUse(
      `${text} is no SERVICE.FIELD, such as orders-api.runtime.size or SizeProfile/medium.cpuRequest`,
    );
  const field = text.slice(dot + 1).replace(/^spec\./, '');
  const parsed = parseFieldPath(field);
  if (!parsed.ok) throw new WrongUse(`${field} is no field path: ${parsed.reason}`);
  const path = parsed.path.map((segment) =>
    typeof segment === 'string' && /^\d+$/.test(segment) ? Number(segment) : segment,
  );
  return { subject: text.slice(0, dot), field, path };
}

/**
 * Whether an input is asked about: it stands in the subject's own document at or below the field,
 * or is what the subject's document would say there and does not.
 */
export function isAbout(
  { document, path, written }: Pick<TriedInput, 'document' | 'path' | 'written'>,
  { subject, path: asked }: AffectsQuestion,
): boolean {
  const { value } = document;
  const { kind, metadata } = isObject(value) ? value : {};
  const name = isObject(metadata) ? metadata['name'] : undefined;
  const title = `${String(kind)}/${String(name)}`;
  if (subject.includes('/')) return title === subject && covers(asked, path, 1, value);
  if (written !== undefined) return covers(asked, written, 1, undefined) || isWithin(asked, written);
  if (name !== subject) return false;
  if (path[0] === 'environments')
    return covers(asked, path, 2, value) || (asked[0] === 'environments' && covers(asked, path, 0, value));
  return covers(asked, path, 1, value);
}

/** Whether the asked path is that of an input, from a place on, or one that holds it. */
function covers(asked: FieldPath, path: Path, from: number, root: unknown): boolean {
  if (asked.length > path.length - from) return false;
  return asked.every((segment, index) => {
    const own = path[from + index];
    if (typeof segment !== 'object') return segment === own;
    const entry = valueAt(root, path.slice(0, from + index + 1));
    return typeof own === 'number' && isObject(entry) && String(entry[segment.key]) === segment.value;
  });
}

/** Whether a field stands below what its author would write: a quantity within `resources`. */
function isWithin(asked: FieldPath, written: Path): boolean {
  return written.length > 1 && written.slice(1).every((segment, index) => segment === asked[index]);
}
