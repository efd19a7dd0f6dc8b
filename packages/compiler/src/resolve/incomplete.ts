import { isObject, type Path, type Problem, type Shape } from '@fairway/model';
import { problemOfMissing } from '../validate/problems.ts';

/**
 * Reports fields that an entry of the effective spec needs but nobody gives. Overrides and defaults may be partial
 * only where they lie over something whole, which is known after merging. What is missing at the top of `spec`
 * was reported when the document was read.
 *
 * @returns whether anything is missing.
 */
export function reportIncomplete(
  spec: unknown,
  shape: Shape,
  report: (problem: Problem, path: Path) => void,
): boolean {
  const missing = missingFields(spec, shape, []);
  for (const { path, name, description } of missing) report(problemOfMissing(path, name, description), [...path, name]);
  return missing.length > 0;
}

interface Missing {
  readonly path: Path;
  readonly name: string;
  readonly description: string | undefined;
}

function missingFields(value: unknown, shape: Shape, path: Path): Missing[] {
  switch (shape.type) {
    case 'object': {
      if (!isObject(value)) return [];
      return Object.entries(shape.fields).flatMap(([name, field]) => {
        if (value[name] !== undefined) return missingFields(value[name], field.shape, [...path, name]);
        return field.required && path.length > 0
          ? [{ path, name, description: field.shape.meta.description }]
          : [];
      });
    }
    case 'map':
      if (!isObject(value)) return [];
      return Object.entries(value).flatMap(([key, entry]) => missingFields(entry, shape.value, [...path, key]));
    case 'list':
      if (!Array.isArray(value)) return [];
      return value.flatMap((entry, index) => missingFields(entry, shape.item, [...path, index]));
    default:
      return [];
  }
}
