import { definePart, setValue } from '@fairway/model';
import { runtimeFields, runtimeVary } from '../runtime/fields.ts';
import { lowerProgram } from '../runtime/program.ts';

/** What runs, for workloads that end: the fields of `runtime` without a port. */
export const jobRuntimePart = definePart({
  name: 'job-runtime',
  docs: {
    summary: 'What runs and how large it is, for workloads that end.',
    details: 'The same fields as for services, without `port`: a job answers nobody.',
  },
  schema: (tools) => ({
    runtime: tools.fields.object(runtimeFields(tools), 'The program and what it runs with.'),
  }),
  vary: runtimeVary,
  // Nobody asks a job how it is: it succeeds or it fails.
  lower: (context) => [...lowerProgram(context), setValue('ports', []), setValue('probes', {})],
});
