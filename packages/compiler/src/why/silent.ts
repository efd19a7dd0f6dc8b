import { hubVersion, type Path, type Platform, type Shape } from '@fairway/model';
import { kindSchemas } from '../schema/kind-schema.ts';

/**
 * Fields of intent that no object of a workload shows, beside those whose schema says so: what they are for.
 * Kept in the graph, for what is made from it later.
 */
const KEPT: readonly { readonly path: readonly string[]; readonly reason: string }[] = [
  { path: ['description'], reason: 'It is for people: the graph and what is made from it show it.' },
  { path: ['onCall'], reason: 'It is kept in the graph, where alerts find whom to call.' },
  { path: ['costCenter'], reason: 'It is kept in the graph, where costs are counted.' },
  {
    path: ['identity'],
    reason:
      'It is checked and kept in the graph, for the cloud to be set up; no object of the workload shows it.',
  },
  {
    path: ['dependencies', 'access'],
    reason: 'It is checked and kept in the graph, where grants find it; no object of the workload shows it.',
  },
];

/**
 * Why no field of a rendered object depends on a field of intent, as a sentence; `undefined` where one may.
 *
 * @param kind as its document says.
 * @param path below `spec`, in any version's spelling.
 */
export function silentReason(platform: Platform, kind: string, path: Path): string | undefined {
  const schema = kindSchemas(platform).get(kind);
  if (schema === undefined) return undefined;
  const words = path.filter((segment) => typeof segment === 'string');
  for (const version of [hubVersion, 'v1alpha1'] as const) {
    const reason = informationalAt(schema.spec[version], path);
    if (reason !== undefined) return reason;
  }
  return KEPT.find((kept) => kept.path.every((word, index) => word === words[index]))?.reason;
}

/** What a field or one that it stands in says about itself. */
function informationalAt(shape: Shape, path: Path): string | undefined {
  if (shape.meta.informational !== undefined) return shape.meta.informational;
  const [segment, ...rest] = path;
  if (segment === undefined) return undefined;
  switch (shape.type) {
    case 'object': {
      const field = shape.fields[String(segment)];
      return field === undefined ? undefined : informationalAt(field.shape, rest);
    }
    case 'map':
      return informationalAt(shape.value, rest);
    case 'list':
      return informationalAt(shape.item, rest);
    default:
      return undefined;
  }
}
