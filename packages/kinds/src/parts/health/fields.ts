import type { SchemaTools } from '@fairway/model';

/** Fields of `health`. */
export function healthSchema({ z, fields, defaulted }: SchemaTools) {
  return {
    health: defaulted(
      fields.object(
        {
          type: fields
            .choice(
              ['http', 'grpc', 'tcp', 'exec', 'none'],
              'How the platform asks. If nothing is said, by the protocol of the service: `http` or `grpc`. `none` is for workers only.',
            )
            .optional(),
          port: fields.port('Port that answers, if it is not the main one.').optional(),
          command: fields
            .list(z.string(), 'With `type: exec`: program that is run in the container; 0 means healthy.')
            .optional(),
          readiness: defaulted(
            fields.path('Answers 200 while the replica can take work. May look at what it depends on.'),
          ),
          liveness: defaulted(
            fields.path(
              'Answers 200 while the process is alive; a replica that fails is restarted. Looks at nothing outside.',
            ),
          ),
          startup: defaulted(
            fields.path('Answers 200 once the start is over; the other two are not asked before.'),
          ),
          startTimeout: defaulted(
            fields.duration(
              'How long a start may take before the replica is restarted. The language profile knows the usual.',
            ),
          ),
        },
        'How the platform finds out that a replica works.',
      ),
    ),
  };
}
