import { diagnostic, type Diagnostic, type EndpointProperties, type GraphNode } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

interface Claim {
  readonly workload: LoweredWorkload;
  readonly endpoint: GraphNode;
  readonly host: string;
  readonly path: string;
}

/** (host, path) is unique in an environment, and a host belongs to one system (INTENT.md §4, exposure). */
export function checkEndpoints(lowered: readonly LoweredWorkload[], environment: string): Diagnostic[] {
  const claims: Claim[] = [];
  for (const workload of lowered) {
    for (const endpoint of workload.nodes) {
      if (endpoint.type === 'endpoint') claims.push(...claimsOf(workload, endpoint));
    }
  }
  const diagnostics: Diagnostic[] = [];
  const byHost = new Map<string, Claim>();
  const byRoute = new Map<string, Claim>();
  for (const claim of claims) {
    const owner = byHost.get(claim.host);
    if (owner === undefined) byHost.set(claim.host, claim);
    else if (owner.endpoint.system !== claim.endpoint.system)
      diagnostics.push(foreignHost(owner, claim, environment));
    const route = `${claim.host} ${claim.path}`;
    const first = byRoute.get(route);
    if (first === undefined) byRoute.set(route, claim);
    else if (first.workload !== claim.workload) diagnostics.push(sameRoute(first, claim, environment));
  }
  return diagnostics;
}

function* claimsOf(workload: LoweredWorkload, endpoint: GraphNode): Iterable<Claim> {
  const { hosts, routes } = endpoint.properties as EndpointProperties;
  for (const { host } of hosts) {
    for (const { path } of routes) yield { workload, endpoint, host, path };
  }
}

function placeOf({ workload: { workload } }: Claim) {
  const { intent } = workload;
  return intent.document.locate(intent.place(['exposure', 'host']));
}

function blocks(environment: string, ...claims: readonly Claim[]): string[] {
  return claims.flatMap(({ workload: { workload } }) =>
    workload.placements.map((at) => `${environment}/${at.cluster}/${at.namespace}/${workload.name}`),
  );
}

function foreignHost(owner: Claim, claim: Claim, environment: string): Diagnostic {
  const { file, line, column } = placeOf(owner);
  return diagnostic(
    {
      code: 'FWY3013',
      message: `in ${environment} the host ${claim.host} belongs to system ${owner.endpoint.system} (${owner.endpoint.name}); ${claim.endpoint.name} is part of ${claim.endpoint.system}`,
      fix: 'choose another host',
      related: [{ message: `${owner.endpoint.name} has the host`, file, line, column }],
      units: blocks(environment, claim),
    },
    placeOf(claim),
  );
}

function sameRoute(first: Claim, claim: Claim, environment: string): Diagnostic {
  const { file, line, column } = placeOf(first);
  return diagnostic(
    {
      code: 'FWY3014',
      message: `${first.endpoint.name} and ${claim.endpoint.name} both answer at ${claim.host}${claim.path} in ${environment}`,
      fix: 'give one of them another host or path',
      related: [{ message: `${first.endpoint.name} answers there`, file, line, column }],
      units: blocks(environment, first, claim),
    },
    placeOf(claim),
  );
}
