import { valueAt, type Path } from '@fairway/model';
import type { ResolvedWorkload } from './workload.ts';

const IMAGE_FROM: Path = ['runtime', 'imageFrom'];

/**
 * Gives workloads with `imageFrom` the image of the workload they name.
 * A chain is followed to its end; a circle ends without an image and is reported by the part that owns the field.
 */
export function resolveImagesFrom(workloads: readonly ResolvedWorkload[]): ResolvedWorkload[] {
  const byName = new Map(workloads.map((one) => [one.name, one]));
  return workloads.map((workload) => {
    if (valueAt(workload.spec, IMAGE_FROM) === undefined) return workload;
    let source = workload;
    for (const seen = new Set<string>(); ;) {
      const from = valueAt(source.spec, IMAGE_FROM);
      if (typeof from !== 'string' || seen.has(source.name)) break;
      seen.add(source.name);
      const next = byName.get(from.slice(from.indexOf('/') + 1));
      if (next === undefined) break;
      source = next;
    }
    return source === workload ? workload : { ...workload, image: source.image };
  });
}
