import { addEdge, addNode, nodeId, type Contribution } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { tierOf } from '../../touch/tier.ts';
import type { Variables } from '../../touch/variables.ts';
import type { DependencySpec } from './fields.ts';
import { externalOutputs, variablesOf } from './outputs.ts';

/**
 * A host outside the organization: `external:<system>/<service>.<host>.<port>`.
 * The node belongs to one consumer, because its addresses and its owner do.
 */
export function lowerExternal(
  context: AnyPartContext,
  dependency: DependencySpec,
  index: number,
  variables: Variables,
): Contribution[] {
  const { external } = dependency;
  if (external === undefined) return [];
  const path = ['dependencies', index];
  const host = context.placeholders(external.host);
  checkInside(context, host, path);
  checkAddresses(context, external.cidrs ?? [], host, path);
  const { port, protocol } = external;
  const env = variablesOf(context, dependency, { name: host, outputs: externalOutputs }, path, variables);
  const name = `${context.name}.${host}.${port}`;
  const id = nodeId('external', context.system, name);
  const access = dependency.access === undefined ? {} : { access: dependency.access };
  return [
    addNode({ id, type: 'external', name, properties: { host, port, protocol, cidrs: external.cidrs ?? [] } }),
    addEdge('reaches', context.id, id, { port, protocol, env, ...access }),
  ];
}

function checkInside(context: AnyPartContext, host: string, path: readonly (string | number)[]): void {
  const inside = host === 'localhost' || /\.(?:svc|cluster\.local)$/.test(host) || host.includes('.svc.');
  if (!inside) return;
  context.report(
    {
      code: 'FWY3287',
      message: `${host} lies inside the cluster, so it is not external`,
      fix: `name the service: service: ${host === 'localhost' ? '<name>' : host.split('.')[0]}`,
    },
    [...path, 'external', 'host'],
  );
}

function checkAddresses(
  context: AnyPartContext,
  cidrs: readonly string[],
  host: string,
  path: readonly (string | number)[],
): void {
  const everywhere = cidrs.findIndex((range) => /\/0+$/.test(range));
  if (everywhere >= 0) {
    context.report(
      {
        code: 'FWY3286',
        message: `${cidrs[everywhere]} as the addresses of ${host} is the whole internet`,
        fix: 'name the addresses that the host really has, or leave cidrs out',
      },
      [...path, 'external', 'cidrs', everywhere],
    );
    return;
  }
  const tier = tierOf(context, context.system);
  if (tier?.spec.egress !== 'declaredCidrs' || cidrs.length > 0) return;
  context.report(
    {
      code: 'FWY3286',
      message: `system ${context.system} is of tier ${tier.name}, which demands the addresses of every external host; ${host} has none`,
      fix: 'add external.cidrs: the ranges that the provider publishes',
    },
    [...path, 'external'],
  );
}
