import { definePart, type PartContext, type SpecOf } from '@fairway/model';
import { mainProtocol, specAt } from '../../context.ts';
import { exposedPort } from './exposed.ts';
import { portsSchema } from './fields.ts';
import { metricsPortName } from './port-list.ts';

type PortsContext = PartContext<SpecOf<ReturnType<typeof portsSchema>>>;

/** Ports beside the main one. They reach the graph together with it, through the runtime. */
export const portsPart = definePart({
  name: 'ports',
  docs: {
    summary: 'Ports beside the main one.',
    details:
      'Other services of the organization reach them by number: `dependencies: [{service: …, port: …}]`. ' +
      'With `exposure` a port has a host of its own.',
  },
  schema: portsSchema,
  vary: [],
  lower: (context) => {
    const { ports } = context.spec;
    if (ports.length === 0) return [];
    checkNames(context);
    checkNumbers(context);
    return ports.flatMap((port, index) => exposedPort(context, port, index));
  },
});

/** Names are those of IANA services (RFC 6335): at most 15 characters, a letter in them, no two hyphens in a row. */
function checkNames(context: PortsContext): void {
  const taken = new Map([[mainProtocol(context) as string, 'the main port']]);
  const metrics = metricsPort(context);
  if (metrics !== undefined) taken.set(metricsPortName, 'the port of telemetry.metricsPort');
  for (const [index, { name, port }] of context.spec.ports.entries()) {
    const at = ['ports', index, 'name'];
    if (name.length > 15 || name.includes('--')) {
      context.report(
        {
          code: 'FWY3219',
          message: `"${name}" is no name of a port: at most 15 lowercase letters, digits, and single hyphens`,
          fix: `shorten it, such as ${name.replaceAll(/-+/g, '-').slice(0, 15).replace(/-$/, '')}`,
        },
        at,
      );
    }
    const owner = taken.get(name);
    if (owner === undefined || (name === metricsPortName && port === metrics)) continue;
    context.report(
      {
        code: 'FWY3220',
        message: `the port name ${name} is taken: ${owner} has it`,
        fix: 'choose another name',
      },
      at,
    );
  }
}

function checkNumbers(context: PortsContext): void {
  const taken = new Map([[specAt(context, 'runtime', 'port') as number, 'the main port (runtime.port)']]);
  for (const [index, { name, port }] of context.spec.ports.entries()) {
    const owner = taken.get(port);
    if (owner !== undefined) {
      context.report(
        {
          code: 'FWY3218',
          message: `port ${port} is used twice: by ${owner} and by ${name}`,
          fix: 'give each its own number; a program listens on a port once',
        },
        ['ports', index, 'port'],
      );
    }
    taken.set(port, name);
  }
}

function metricsPort(context: PortsContext): number | undefined {
  if (specAt(context, 'telemetry', 'metricsPath') === 'none') return undefined;
  return specAt(context, 'telemetry', 'metricsPort') as number | undefined;
}
