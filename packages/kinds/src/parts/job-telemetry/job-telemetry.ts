import { definePart, setValue } from '@fairway/model';

/** Traces of workloads that end; nobody collects metrics from a program that is soon gone. */
export const jobTelemetryPart = definePart({
  name: 'job-telemetry',
  docs: {
    summary: 'What the program tells about itself: traces.',
    details:
      'Metrics are not collected from a program that is soon gone; runs and their results are counted anyway.',
  },
  schema: ({ fields, defaulted, withMeta }) => ({
    telemetry: defaulted(
      fields.object(
        {
          traces: defaulted(
            withMeta(fields.flag('Whether the program is instrumented for traces.'), {
              informational:
                'Kept in the graph, where instrumentation finds it; no object of the workload shows it.',
            }),
          ),
        },
        'What the program tells about itself.',
      ),
    ),
  }),
  vary: ['telemetry.traces'],
  lower: ({ spec }) => [setValue('telemetry', { path: null, traces: spec.telemetry.traces })],
});
