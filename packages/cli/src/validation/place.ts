import { parseFieldPath, resolvePath, type FieldPath } from '@fairway/kubernetes';
import type { Path, PathSegment, SourceRange } from '@fairway/model';
import type { Manifest } from './objects.ts';

/** Where a field of an object stands in its file; a field that is not there, where the nearest one around it does. */
export function placeOf(manifest: Manifest, fieldPath: string, part: 'key' | 'value' = 'value'): SourceRange {
  const { base, document, value } = manifest;
  const parsed = parseFieldPath(fieldPath);
  return document.locate([...base, ...(parsed.ok ? positions(value, parsed.path) : [])], part);
}

/** The path with positions instead of keys, as far as it leads; after that as it is written. */
function positions(object: unknown, path: FieldPath): Path {
  const result: PathSegment[] = [];
  let here = object;
  for (const segment of path) {
    const step = typeof segment === 'object' ? indexOf(here, segment.key, segment.value) : segment;
    if (step === undefined) return result;
    result.push(step);
    here = resolvePath(here, [step]);
  }
  return result;
}

function indexOf(list: unknown, key: string, value: string): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((item: unknown) => {
    const found = resolvePath(item, [key]);
    return (typeof found === 'string' || typeof found === 'number') && String(found) === value;
  });
  return index === -1 ? undefined : index;
}
