import { resolve } from 'node:path';
import { kubernetesCluster } from '@fairway/adapters';
import { builtinUpstream, minors, type Upstream } from '@fairway/kubernetes';
import {
  isOutsideSystemError,
  suggest,
  type ClusterSpec,
  type Definition,
  type LiveCluster,
  type Platform,
  type ServedKind,
} from '@fairway/model';
import type { Call } from '../command.ts';
import { compileOrganization } from '../compilation/compile-organization.ts';
import { WrongUse } from '../exit-code.ts';
import type { Organization } from '../organization/load.ts';
import type { Finding } from '../outputs.ts';
import { plural } from '../reporters/human.ts';
import { capabilityFindings } from './capabilities.ts';
import { compareWith } from './emitted.ts';
import { observe, type Observation } from './observe.ts';
import { tracesOfCapabilities } from './products.ts';
import { versionFinding } from './version.ts';

/** A cluster as its document defines it. */
export interface DeclaredCluster {
  readonly name: string;
  readonly spec: ClusterSpec;
}

/**
 * The cluster that `--cluster` names, or the only one that there is.
 * @throws {WrongUse} for one that there is not.
 */
export function declaredCluster(wanted: string | undefined, definition: Definition): DeclaredCluster {
  // A cluster that nothing is placed on is seldom meant.
  const placed = new Set(definition.environments.flatMap(({ spec }) => spec.clusters.map(({ name }) => name)));
  const names = wanted === undefined ? [...placed] : definition.names('Cluster');
  const [only] = names;
  const name = wanted ?? (names.length === 1 ? only : undefined);
  const found = name === undefined ? undefined : definition.get('Cluster', name);
  if (found !== undefined) return { name: found.name, spec: found.spec };
  if (wanted === undefined)
    throw new WrongUse(`name the cluster to compare with: --cluster ${names.join(' | ')}`);
  const nearest = suggest(wanted, names);
  const hint = nearest === undefined ? `there are ${names.join(', ')}` : `did you mean ${nearest}?`;
  throw new WrongUse(`there is no cluster ${wanted}; ${hint}`);
}

/** Compares a live cluster with its definition and with all that is emitted for it. Changes nothing. */
export async function clusterFindings(
  call: Call,
  organization: Organization | undefined,
): Promise<readonly Finding[]> {
  const declared =
    organization === undefined ? undefined : declaredCluster(call.text('cluster'), organization.definition);
  const upstream = builtinUpstream();
  let observation: Observation;
  try {
    const live = await openCluster(call);
    observation = await observe(live, wantedOf(declared, organization?.platform, upstream));
  } catch (error) {
    if (!isOutsideSystemError(error)) throw error;
    const message = error.message.replace(/\.$/, '');
    return [{ check: 'cluster', status: 'failure', message, fix: FIXES[error.code] ?? 'try again' }];
  }
  return [
    { check: 'cluster', status: 'ok', message: `${observation.name} answers` },
    versionFinding(
      observation.version,
      declared && { cluster: declared.name, minor: declared.spec.kubernetesVersion },
    ),
    rightsFinding(observation),
    ...(declared === undefined ? [] : capabilityFindings(declared.spec, observation)),
    ...(declared === undefined || organization === undefined
      ? []
      : emittedFindings(call, organization, declared, { observation, upstream })),
    leaseFinding(observation),
  ];
}

const FIXES: Readonly<Record<string, string>> = {
  'kubeconfig-invalid': 'name a kubeconfig with --kubeconfig and a context with --context',
  'cluster-unreachable': 'check the address in the kubeconfig, the network, and the VPN',
  'cluster-timeout': 'check the network and the VPN, or try again',
  'cluster-tls': 'check certificate-authority-data and the address in the kubeconfig',
  'cluster-credentials': 'sign in again',
  'cluster-not-kubernetes': 'check the address in the kubeconfig; something else answers there',
  'cluster-failed': 'look at the logs of the API server, or try again',
};

async function openCluster(call: Call): Promise<LiveCluster> {
  const { cwd, env } = call.io;
  const file = call.text('kubeconfig');
  return kubernetesCluster({
    file: file === undefined ? undefined : resolve(cwd, file),
    context: call.text('context'),
    environment: env,
  });
}

function wantedOf(
  declared: DeclaredCluster | undefined,
  platform: Platform | undefined,
  upstream: Upstream,
): Parameters<typeof observe>[1] {
  const traces = Object.keys(declared?.spec.capabilities ?? {}).flatMap(
    (name) => tracesOfCapabilities[name] ?? [],
  );
  const emits = platform?.emitters.flatMap((emitter) => emitter.emits) ?? [];
  return {
    programs: traces.flatMap(({ programs }) => programs),
    definitions: function* (served, minor) {
      for (const { definitions } of traces) yield* definitions.flat();
      const known = minors.find((one) => one === minor) ?? minors.at(-1);
      for (const { apiVersion, kind } of emits) {
        const entry = known === undefined ? undefined : upstream.kindOf(apiVersion, kind, known);
        const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
        if (entry?.source.minor !== undefined || !group.includes('.')) continue;
        const name = entry?.plural ?? pluralOf(served, group, kind);
        if (name !== undefined) yield `${name}.${group}`;
      }
    },
  };
}

function pluralOf(served: readonly ServedKind[], group: string, kind: string): string | undefined {
  return served.find((one) => one.kind === kind && one.apiVersion.startsWith(`${group}/`))?.plural;
}

function rightsFinding({ missingRights }: Observation): Finding {
  const check = 'rights';
  if (missingRights.length === 0)
    return { check, status: 'ok', message: 'the credentials may read what is looked at' };
  const message = `the credentials may not ${missingRights.join(', ')}, so what needs it stays unknown`;
  return { check, status: 'unknown', message, fix: 'grant these rights, or ask with other credentials' };
}

function leaseFinding({ identities }: Observation): Finding {
  const check = 'lease';
  if (identities.value === undefined) {
    const because = 'because' in identities ? identities.because : '';
    return { check, status: 'unknown', message: `the identity Lease of the API server: ${because}` };
  }
  if (identities.value.length > 0)
    return {
      check,
      status: 'ok',
      message: `${plural(identities.value.length, 'API server')} with an identity Lease`,
    };
  const message =
    'no Lease in kube-system has the label apiserver.kubernetes.io/identity=kube-apiserver: exceptions of policies that expire need one as their clock, and would never end';
  const fix = 'ask whoever runs the control plane for the feature APIServerIdentity, on by default since 1.26';
  return { check, status: 'warning', message, fix };
}

function emittedFindings(
  call: Call,
  organization: Organization,
  { name }: DeclaredCluster,
  live: Parameters<typeof compareWith>[0],
): readonly Finding[] {
  const environments = organization.definition.environments
    .filter(({ spec }) => spec.clusters.some((one) => one.name === name))
    .map((one) => one.name);
  if (environments.length === 0)
    return [{ check: 'fields', status: 'ok', message: `no environment places anything on ${name}` }];
  const compiled = compileOrganization({ organization, environments, now: call.io.now() });
  const comparison = compareWith(live);
  for (const unit of compiled.units)
    if (unit.cluster === name) for (const object of unit.objects) comparison.add(object);
  const blocked = [...compiled.blocked].filter((id) => id.split('/')[1] === name).length;
  if (blocked === 0 && compiled.isComplete()) return comparison.findings();
  const left = blocked === 0 ? 'some units' : plural(blocked, 'unit');
  const message = `${left} cannot be compiled, so their objects are not compared`;
  return [...comparison.findings(), { check: 'fields', status: 'unknown', message, fix: 'run fairway check' }];
}
