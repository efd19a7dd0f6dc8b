import { definePart, setValue, type PartContext } from '@fairway/model';
import { differsFromDefault } from '../../context.ts';
import { listens, portList } from '../ports/port-list.ts';
import { runtimeFields, runtimeVary } from './fields.ts';
import { lowerProgram } from './program.ts';

/** What runs, for workloads that run for ever: image, size, configuration, and the port they listen on. */
export const runtimePart = definePart({
  name: 'runtime',
  docs: {
    summary: 'What runs, how large it is, and which port it listens on.',
    details:
      'Names a language, a size, and an image. The CPU request and the memory come from the size; ' +
      'the CPU limit is four times the request and at least one core, or none with `cpuBurst`.',
  },
  schema: (tools) => ({
    runtime: tools.fields.object(
      {
        ...runtimeFields(tools),
        port: tools.defaulted(tools.fields.port('Port that the program listens on.')),
      },
      'The program and what it runs with.',
    ),
  }),
  vary: runtimeVary,
  lower: (context) => {
    checkPort(context);
    const values = lowerProgram(context);
    values.push(setValue('ports', portList(context)));
    return values;
  },
});

function checkPort(context: PartContext<unknown>): void {
  if (listens(context) || !differsFromDefault(context, ['runtime', 'port'])) return;
  context.report(
    {
      code: 'FWY3234',
      message: `runtime.port has no effect: ${context.name} answers no probes and shows no metrics`,
      fix: 'remove runtime.port, or let the platform ask for health or metrics',
    },
    ['runtime', 'port'],
  );
}
