import { diagnostic, type Diagnostic, type EndpointProperties, type GraphNode } from '@fairway/model';
import type { LoweredWorkload } from '../lower/lower.ts';

/** An endpoint that wants a host. */
interface Claim {
  readonly workload: LoweredWorkload;
  readonly endpoint: GraphNode;
}

/** (host, path) is unique in an environment, and a host belongs to one system (INTENT.md §4, exposure). */
export function checkEndpoints(lowered: readonly LoweredWorkload[], environment: string): Diagnostic[] {
  const byHost = new Map<string, Claim[]>();
  for (const workload of lowered) {
    for (const endpoint of workload.nodes) {
      if (endpoint.type !== 'endpoint') continue;
      const claim: Claim = { workload, endpoint };
      for (const { host } of (endpoint.properties as EndpointProperties).hosts) {
        const claims = byHost.get(host);
        if (claims === undefined) byHost.set(host, [claim]);
        else claims.push(claim);
      }
    }
  }
  const diagnostics: Diagnostic[] = [];
  for (const [host, claims] of byHost) {
    // Nearly every host is wanted once.
    if (claims.length > 1) diagnostics.push(...conflictsAt(host, claims, environment));
  }
  return diagnostics;
}

/** What is wrong with the claims to one host; the first one has it. */
function conflictsAt(host: string, claims: readonly Claim[], environment: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const owner = claims[0] as Claim;
  const byPath = new Map<string, Claim>();
  for (const claim of claims) {
    for (const { path } of (claim.endpoint.properties as EndpointProperties).routes) {
      if (owner.endpoint.system !== claim.endpoint.system)
        diagnostics.push(foreignHost(owner, claim, host, environment));
      const first = byPath.get(path);
      if (first === undefined) byPath.set(path, claim);
      else if (first.workload !== claim.workload)
        diagnostics.push(sameRoute(first, claim, `${host}${path}`, environment));
    }
  }
  return diagnostics;
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

function foreignHost(owner: Claim, claim: Claim, host: string, environment: string): Diagnostic {
  const { file, line, column } = placeOf(owner);
  return diagnostic(
    {
      code: 'FWY3013',
      message: `in ${environment} the host ${host} belongs to system ${owner.endpoint.system} (${owner.endpoint.name}); ${claim.endpoint.name} is part of ${claim.endpoint.system}`,
      fix: 'choose another host',
      related: [{ message: `${owner.endpoint.name} has the host`, file, line, column }],
      units: blocks(environment, claim),
    },
    placeOf(claim),
  );
}

function sameRoute(first: Claim, claim: Claim, route: string, environment: string): Diagnostic {
  const { file, line, column } = placeOf(first);
  return diagnostic(
    {
      code: 'FWY3014',
      message: `${first.endpoint.name} and ${claim.endpoint.name} both answer at ${route} in ${environment}`,
      fix: 'give one of them another host or path',
      related: [{ message: `${first.endpoint.name} answers there`, file, line, column }],
      units: blocks(environment, first, claim),
    },
    placeOf(claim),
  );
}
