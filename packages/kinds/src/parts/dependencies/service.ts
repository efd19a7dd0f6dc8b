import { addEdge, suggest, valueAt, type Contribution, type Path, type WorkloadView } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { tierOf } from '../../touch/tier.ts';
import type { Claims } from '../../touch/variables.ts';
import type { DependencySpec } from './fields.ts';
import { serviceOutputs, variablesOf } from './outputs.ts';

interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** Another service of the organization. */
export function lowerService(
  context: AnyPartContext,
  dependency: DependencySpec,
  index: number,
  claims: Claims,
): Contribution[] {
  const reference = dependency.service;
  if (reference === undefined) return [];
  const path: Path = ['dependencies', index];
  const target = context.workload(reference);
  if (target === undefined) {
    reportUnknown(context, reference, [...path, 'service']);
    return [];
  }
  if (target.id === context.id) {
    context.report(
      { code: 'FWY3281', message: `${context.name} depends on itself`, fix: 'remove the dependency' },
      [...path, 'service'],
    );
    return [];
  }
  checkGrant(context, target, [...path, 'service']);
  const port = portOf(context, dependency, target, path);
  if (port === undefined) return [];
  const env = variablesOf(context, dependency, { name: target.name, outputs: serviceOutputs }, path, claims);
  const access = dependency.access === undefined ? {} : { access: dependency.access };
  return [
    addEdge('reaches', context.id, target.id, {
      port: port.port,
      portName: port.name,
      protocol: port.protocol,
      env,
      ...access,
    }),
  ];
}

function reportUnknown(context: AnyPartContext, reference: string, path: Path): void {
  const names = context.workloadNames().filter((name) => name !== context.name);
  const name = reference.split('/').at(-1) ?? reference;
  const elsewhere = names.includes(name) && reference.includes('/') ? name : undefined;
  const nearest = elsewhere ?? suggest(name, names);
  context.report(
    {
      code: 'FWY3280',
      message: `there is no service ${reference} in ${context.environment.name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
      fix:
        nearest === undefined
          ? 'name a service that is delivered to this environment, or declare a host outside as external'
          : `write service: ${nearest}`,
    },
    path,
  );
}

/** The port that is meant; a target that does not offer it is reported. */
function portOf(
  context: AnyPartContext,
  dependency: DependencySpec,
  target: WorkloadView,
  path: Path,
): Port | undefined {
  const ports = portsOf(target);
  const [main] = ports;
  if (main === undefined) {
    context.report(
      {
        code: 'FWY3282',
        message: `${target.name} is a ${target.kind} and listens on no port`,
        fix: 'remove the dependency, or give the other workload a port',
      },
      [...path, 'service'],
    );
    return undefined;
  }
  if (dependency.port === undefined) return main;
  const found = ports.find(({ port }) => port === dependency.port);
  if (found !== undefined) return found;
  context.report(
    {
      code: 'FWY3282',
      message: `${target.name} does not listen on port ${dependency.port}; it has ${ports.map(({ name, port }) => `${port} (${name})`).join(', ')}`,
      fix: ports.length === 1 ? 'remove port' : `one of: ${ports.map(({ port }) => port).join(', ')}`,
    },
    [...path, 'port'],
  );
  return undefined;
}

/** Ports of another workload, the main one first, which is named by its protocol. */
function portsOf(target: WorkloadView): Port[] {
  const main = valueAt(target.spec, ['runtime', 'port']);
  const protocol = valueAt(target.spec, ['exposure', 'protocol']) === 'grpc' ? 'grpc' : 'http';
  const more = (target.spec['ports'] ?? []) as readonly Port[];
  const own = typeof main === 'number' ? [{ name: protocol, port: main, protocol }] : [];
  return [...own, ...more];
}

/** Reports access to a system whose tier asks for grants, where none is given. */
function checkGrant(context: AnyPartContext, target: WorkloadView, path: Path): void {
  if (target.system === context.system) return;
  const tier = tierOf(context, target.system);
  if (tier?.spec.grants !== 'required') return;
  const grants = (target.spec['grants'] ?? []) as readonly {
    readonly system?: string;
    readonly service?: string;
  }[];
  const granted = grants.some(
    ({ system, service }) =>
      (system !== undefined && (context.definition.get('System', system)?.name ?? system) === context.system) ||
      service === context.name ||
      service === `${context.system}/${context.name}`,
  );
  if (granted) return;
  context.report(
    {
      code: 'FWY3284',
      message: `${target.name} does not let ${context.name} in: its system ${target.system} is of tier ${tier.name}, which asks for a grant`,
      fix: `team ${target.owner} owns ${target.name} and can add to it: grants: [{service: ${context.system}/${context.name}}]`,
    },
    path,
  );
}
