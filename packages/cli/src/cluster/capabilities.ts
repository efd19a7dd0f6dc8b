import type { ClusterSpec, JsonObject } from '@fairway/model';
import type { Finding } from '../outputs.ts';
import { notInForce, productVersion } from './definition-state.ts';
import type { Observation } from './observe.ts';
import { tracesOfCapabilities } from './products.ts';

const check = 'capability';

/** What of a cluster's capabilities is there: a line for each that is not, or that nobody can see. */
export function capabilityFindings(spec: ClusterSpec, observation: Observation): readonly Finding[] {
  const capabilities = Object.entries(spec.capabilities ?? {});
  const findings = capabilities.flatMap(([name, { version }]) => findingsOf(name, version, observation));
  const fine = capabilities.length - new Set(findings.map(({ message }) => message.split(' ', 1)[0])).size;
  if (fine === 0) return findings;
  const message = `${fine} of ${capabilities.length} capabilities are installed as declared`;
  return [{ check, status: 'ok', message }, ...findings];
}

function findingsOf(name: string, declared: string, observation: Observation): readonly Finding[] {
  const traces = tracesOfCapabilities[name];
  if (traces === undefined)
    return [{ check, status: 'unknown', message: `${name} leaves no trace that could be looked for` }];
  const { definitions, programs } = traces;
  const places = definitions.map((names) => lookFor(typeof names === 'string' ? [names] : names, observation));
  const there = places.flatMap((one) => (one.state === 'there' ? [one.definition] : []));
  const broken = places.flatMap((one) => (one.state === 'broken' ? [one.message] : []));
  const missing = places.flatMap((one) => (one.state === 'missing' ? [one.name] : []));
  const fix = `install ${name} ${declared}`;
  if (broken.length > 0) {
    const message = `${name} is half installed: ${broken.join('; ')}`;
    return [{ check, status: 'failure', message, fix: `${fix} anew` }];
  }
  if (missing.length > 0) {
    const part = there.length === 0 ? `${name} ${declared} is declared, and` : `${name} is half installed:`;
    const message = `${part} ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
    return [
      { check, status: 'failure', message, fix: `${fix}, or remove it from the capabilities of the cluster` },
    ];
  }
  const unknown = places.find((one) => one.state === 'unknown');
  if (unknown !== undefined) return [{ check, status: 'unknown', message: `${name}: ${unknown.because}` }];
  return versionProblem(name, declared, programs, there, observation);
}

type Looked =
  | { readonly state: 'there'; readonly definition: JsonObject }
  | { readonly state: 'broken'; readonly message: string }
  | { readonly state: 'missing'; readonly name: string }
  | { readonly state: 'unknown'; readonly because: string };

/** How one definition stands, or the first of several that would do. */
function lookFor(alternatives: readonly string[], { definitions }: Observation): Looked {
  let unknown: Looked | undefined;
  for (const name of alternatives) {
    const seen = definitions.get(name);
    if (seen?.value === undefined) {
      unknown ??= { state: 'unknown', because: seen?.because ?? `${name} was not asked for` };
      continue;
    }
    if (seen.value === null) continue;
    const reason = notInForce(seen.value);
    if (reason === undefined) return { state: 'there', definition: seen.value };
    return { state: 'broken', message: `${name} is there, but ${reason}` };
  }
  return unknown ?? { state: 'missing', name: alternatives.join(' or ') };
}

function versionProblem(
  name: string,
  declared: string,
  programs: readonly string[],
  definitions: readonly JsonObject[],
  observation: Observation,
): readonly Finding[] {
  const running = observation.programs.value?.filter((one) => programs.includes(one.name)) ?? [];
  const told = [
    ...running.map(({ version }) => version),
    ...(running.length === 0 ? definitions.map((one) => productVersion(one) ?? '') : []),
  ].filter((version) => version !== '');
  const versions = [...new Set(told)];
  const wanted = declared.replace(/^v/, '');
  if (versions.some((version) => isVersion(version, wanted))) return [];
  if (versions.length > 0) {
    const message = `${name} ${wanted} is declared, and ${versions.join(' and ')} is installed`;
    return [{ check, status: 'warning', message, fix: `upgrade it, or write version: ${versions[0]}` }];
  }
  // With definitions it is there, in a version that nothing tells; without, only its Deployment could show it.
  if (definitions.length > 0 || programs.length === 0) return [];
  if ('because' in observation.programs)
    return [{ check, status: 'unknown', message: `${name}: ${observation.programs.because}` }];
  const message = `${name} ${wanted} is declared, and no Deployment is called ${programs.join(' or ')}`;
  const fix = 'install it; one that runs elsewhere or under another name cannot be seen';
  return [{ check, status: 'warning', message, fix }];
}

/** `1.9` is every `1.9.x`. */
function isVersion(version: string, wanted: string): boolean {
  return version === wanted || version.startsWith(`${wanted}.`);
}
