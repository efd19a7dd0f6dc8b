import { addEdge, addNode, nodeId, type Contribution, type Path, type Problem } from '@fairway/model';
import type { AnyPartContext } from '../../context.ts';
import { endpointsOf } from '../exposure/endpoints.ts';
import type { PortSpec } from './fields.ts';

/** The endpoint of a port that is reached from outside, as if the service had a second exposure. */
export function exposedPort(context: AnyPartContext, port: PortSpec, index: number): Contribution[] {
  const { exposure, protocol } = port;
  if (exposure === undefined) return [];
  if (protocol === 'tcp') {
    context.report(
      {
        code: 'FWY3246',
        message: `the port ${port.name} speaks tcp; gateways pass on http and grpc only`,
        fix: 'remove its exposure, or say which protocol it speaks',
      },
      ['ports', index, 'exposure'],
    );
    return [];
  }
  const report = (problem: Problem, path: Path): void => context.report(problem, ['ports', index, ...path]);
  const [endpoint] = endpointsOf(
    { ...context, report },
    {
      class: exposure.class,
      host: exposure.host ?? `${context.name}-${port.name}`,
      path: exposure.path ?? '/',
      stripPath: false,
      protocol,
      sessionAffinity: 'none',
    },
  );
  if (endpoint === undefined) return [];
  const name = `${context.name}.port-${port.name}`;
  const id = nodeId('endpoint', context.system, name);
  const properties = { ...endpoint.properties, port: port.port };
  return [addNode({ id, type: 'endpoint', name, properties }), addEdge('exposes', context.id, id)];
}
