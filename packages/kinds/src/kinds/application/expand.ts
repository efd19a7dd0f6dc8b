import { isObject, type ExpandContext, type Json, type JsonObject, type Origin } from '@fairway/model';
import { bytes, millicores } from '../../units.ts';

/** The field that decides each field of the WebService. */
export const applicationOrigins: readonly Origin[] = [
  { to: 'owner', from: 'team' },
  { to: 'runtime.language', from: 'runtime' },
  { to: 'runtime.version', from: 'runtime' },
  { to: 'runtime.size', from: 'resources' },
  { to: 'runtime.image', from: 'image' },
  { to: 'scaling.minReplicas', from: 'replicas' },
  { to: 'scaling.maxReplicas', from: 'replicas' },
  { to: 'exposure.class', from: 'ingress' },
  { to: 'exposure.path', from: 'ingress.path' },
];

/** The spec of the WebService that a person would write for the same thing. */
export function expandApplication(spec: JsonObject, context: ExpandContext): JsonObject {
  const { image, ingress, replicas, resources, team } = spec;
  const expanded: Record<string, Json> = {};
  if (team !== undefined) expanded['owner'] = team;

  const runtime: Record<string, Json> = {};
  if (typeof spec['runtime'] === 'string') {
    const [language = '', version] = spec['runtime'].split('-');
    runtime['language'] = language;
    if (version !== undefined) runtime['version'] = version;
  }
  const size = isObject(resources) ? sizeFor(resources, context) : undefined;
  if (size !== undefined) runtime['size'] = size;
  if (image !== undefined) runtime['image'] = image;
  if (Object.keys(runtime).length > 0) expanded['runtime'] = runtime;

  if (replicas !== undefined) expanded['scaling'] = { minReplicas: replicas, maxReplicas: replicas };
  const path = isObject(ingress) ? (ingress as JsonObject)['path'] : undefined;
  expanded['exposure'] = {
    class: isObject(ingress) ? 'internal' : 'none',
    ...(path === undefined ? {} : { path }),
  };
  return expanded;
}

/** The smallest size with enough CPU (request) and memory (limit); beyond the largest an error that names the review. */
function sizeFor(
  resources: { readonly [key: string]: unknown },
  { report, sizes }: ExpandContext,
): string | undefined {
  const { cpu, memory } = resources;
  if (typeof cpu !== 'string' && typeof memory !== 'string') return undefined;
  const wanted = {
    cpu: typeof cpu === 'string' ? millicores(cpu) : 0,
    memory: typeof memory === 'string' ? bytes(memory) : 0,
  };
  const sorted = sizes.toSorted(
    (a, b) => a.cpuRequest - b.cpuRequest || a.memoryLimit - b.memoryLimit || (a.name < b.name ? -1 : 1),
  );
  const found = sorted.find((one) => one.cpuRequest >= wanted.cpu && one.memoryLimit >= wanted.memory);
  if (found !== undefined) return found.name;
  const largest = sorted.at(-1);
  const asked = [cpu, memory].filter((one) => typeof one === 'string').join(' and ');
  report(
    {
      code: 'FWY3299',
      message:
        largest === undefined
          ? `there is no size with ${asked}, because there are no sizes`
          : `no size has ${asked}; the largest is ${largest.name} with ${largest.cpuRequest / 1_000} CPU and ${Math.floor(largest.memoryLimit / 2 ** 20)}Mi`,
      fix: 'ask for less, or ask the platform team for a review: a larger SizeProfile is reviewed and named by them',
    },
    'resources',
  );
  return undefined;
}
