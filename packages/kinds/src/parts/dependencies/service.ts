import { addEdge, suggest, valueAt, type Contribution, type Path, type WorkloadView } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { tierOf } from '../../touch/tier.ts';
import type { Variables } from '../../touch/variables.ts';
import type { DependencySpec } from './fields.ts';
import { serviceOutputs, variablesOf } from './outputs.ts';

interface Port {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

const mainPath = ['runtime', 'port'] as const;
const protocolPath = ['exposure', 'protocol'] as const;
const noPorts: readonly Port[] = [];

/** Another service of the organization. */
export function lowerService(
  context: AnyPartContext,
  dependency: DependencySpec,
  index: number,
  variables: Variables,
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
  checkGrant(context, target, path);
  const port = portOf(context, dependency, target, path);
  if (port === undefined) return [];
  const { access } = dependency;
  const outputs = { name: target.name, outputs: serviceOutputs };
  const properties = {
    port: port.port,
    portName: port.name,
    protocol: port.protocol,
    env: variablesOf(context, dependency, outputs, path, variables),
  };
  return [
    addEdge('reaches', context.id, target.id, access === undefined ? properties : { ...properties, access }),
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
  const main = ports[0];
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
function portsOf(target: WorkloadView): readonly Port[] {
  const port = valueAt(target.spec, mainPath);
  const more = (target.spec['ports'] ?? noPorts) as readonly Port[];
  if (typeof port !== 'number') return more;
  const protocol = valueAt(target.spec, protocolPath) === 'grpc' ? 'grpc' : 'http';
  const main = { name: protocol, port, protocol };
  return more.length === 0 ? [main] : [main, ...more];
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
    [...path, 'service'],
  );
}
