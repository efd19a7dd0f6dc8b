import { definePart, setValue, type PartContext, type SchemaTools, type SpecOf } from '@fairway/model';
import { specAt } from '../../context.ts';

function schema({ z, fields, defaulted, withMeta }: SchemaTools) {
  return {
    telemetry: defaulted(
      fields.object(
        {
          metricsPort: fields.port('Port that shows metrics, if it is not the main one.').optional(),
          metricsPath: defaulted(
            withMeta(z.string().regex(/^(none|\/.*)$/), {
              description: 'Path that shows metrics in the Prometheus format; `none` if there are none.',
              examples: ['/metrics', 'none'],
            }),
          ),
          dialect: fields
            .text(
              'How the program names its metrics, such as `micrometer`. The language profile knows the usual.',
            )
            .optional(),
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
  };
}

type TelemetryContext = PartContext<SpecOf<ReturnType<typeof schema>>>;

/** Metrics and traces of workloads that run for ever. */
export const telemetryPart = definePart({
  name: 'telemetry',
  docs: {
    summary: 'What the program tells about itself: metrics and traces.',
    details: 'Metrics are collected from the main port at `/metrics` unless it says otherwise.',
  },
  schema,
  vary: ['telemetry.traces'],
  lower: (context) => {
    const { metricsPath, metricsPort, dialect, traces } = context.spec.telemetry;
    const path = metricsPath === 'none' ? null : metricsPath;
    if (path === null && metricsPort !== undefined) reportUnused(context, metricsPort);
    const port = metricsPort ?? (specAt(context, 'runtime', 'port') as number);
    return [
      setValue('telemetry', {
        ...(path === null ? {} : { port }),
        path,
        ...(dialect === undefined ? {} : { dialect }),
        traces,
      }),
    ];
  },
});

function reportUnused(context: TelemetryContext, port: number): void {
  context.report(
    {
      code: 'FWY3233',
      message: `telemetry.metricsPort ${port} has no effect: metricsPath is none`,
      fix: 'write the path that shows the metrics, or remove metricsPort',
    },
    ['telemetry', 'metricsPort'],
  );
}
