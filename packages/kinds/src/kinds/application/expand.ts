import { isObject, type ExpandContext, type Json, type JsonObject, type Origin } from '@fairway/model';
import { bytes, millicores } from '../../units.ts';

interface Expansion {
  readonly spec: JsonObject;
  readonly origins: readonly Origin[];
}

/** The spec of the WebService that a person would write for the same thing. */
export function expandApplication(spec: JsonObject, context: ExpandContext): Expansion {
  const origins: Origin[] = [];
  const from = <T extends Json>(value: T, to: string, origin: string): T => {
    origins.push({ to, from: origin });
    return value;
  };
  const { image, ingress, replicas, resources, team } = spec;
  const expanded: Record<string, Json> = {};
  if (team !== undefined) expanded['owner'] = from(team, 'owner', 'team');

  const runtime: Record<string, Json> = {};
  if (typeof spec['runtime'] === 'string') {
    const [language = '', version] = spec['runtime'].split('-');
    runtime['language'] = from(language, 'runtime.language', 'runtime');
    if (version !== undefined) runtime['version'] = from(version, 'runtime.version', 'runtime');
  }
  const size = isObject(resources) ? sizeFor(resources, context) : undefined;
  if (size !== undefined) runtime['size'] = from(size, 'runtime.size', 'resources');
  if (image !== undefined) runtime['image'] = from(image, 'runtime.image', 'image');
  if (Object.keys(runtime).length > 0) expanded['runtime'] = runtime;

  if (replicas !== undefined) {
    expanded['scaling'] = {
      minReplicas: from(replicas, 'scaling.minReplicas', 'replicas'),
      maxReplicas: from(replicas, 'scaling.maxReplicas', 'replicas'),
    };
  }
  const exposure: Record<string, Json> = {
    class: from(isObject(ingress) ? 'internal' : 'none', 'exposure.class', 'ingress'),
  };
  const path = isObject(ingress) ? (ingress as JsonObject)['path'] : undefined;
  if (path !== undefined) exposure['path'] = from(path, 'exposure.path', 'ingress.path');
  expanded['exposure'] = exposure;
  return { spec: expanded, origins };
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
