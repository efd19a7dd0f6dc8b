import type { SchemaTools, SpecOf } from '@fairway/model';

/** Fields of `exposure`. */
export function exposureFields({ fields, defaulted }: SchemaTools) {
  return {
    class: defaulted(
      fields.reference(
        'ExposureClass',
        'Who can reach it: `none`, `internal` (the organization), `public` (the internet).',
      ),
    ),
    host: fields
      .host(
        'Name under the domain of the class, or a whole host as it is in production. If you leave it out: the name of the service.',
      )
      .optional(),
    aliases: fields
      .keyedList(
        fields.object(
          {
            host: fields.host('The other host, written like `host`.'),
            redirect: fields.flag('Answers with a redirect to the main host instead of serving.').optional(),
          },
          'One more host.',
        ),
        'host',
        'More hosts of the same service.',
      )
      .optional(),
    path: defaulted(fields.path('Requests below this path belong to the service.')),
    stripPath: defaulted(fields.flag('Removes `path` before the request reaches the program.')),
    protocol: defaulted(fields.choice(['http', 'grpc'], 'What the program speaks on its main port.')),
    timeout: fields.duration('How long a request may take. The class has a default and a maximum.').optional(),
    idleTimeout: fields
      .duration('How long a connection may be silent, such as a stream or a WebSocket.')
      .optional(),
    maxBodySize: fields.bytes('Largest request body.').optional(),
    routes: fields
      .keyedList(
        fields.object(
          {
            path: fields.path('Requests below this path.'),
            timeout: fields.duration('How long a request may take.').optional(),
            idleTimeout: fields.duration('How long a connection may be silent.').optional(),
            maxBodySize: fields.bytes('Largest request body.').optional(),
            class: fields
              .reference(
                'ExposureClass',
                'Who can reach this path, where it differs: `none` or `internal` hides it from the main host, `public` opens it alone.',
              )
              .optional(),
          },
          'One path.',
        ),
        'path',
        'Paths that need other limits, or other people, than the rest.',
      )
      .optional(),
    tls: fields
      .object(
        {
          minimumVersion: fields.choice(
            ['1.2', '1.3'],
            'Oldest version of TLS; never older than the class says.',
          ),
        },
        'Encryption, where it is stricter than the class.',
      )
      .optional(),
    waf: fields
      .choice(
        ['required', 'detectionOnly', 'allowed', 'off'],
        'Web application firewall, strictest first; never less strict than the class says.',
      )
      .optional(),
    sessionAffinity: defaulted(
      fields.choice(
        ['none', 'cookie', 'clientIP'],
        'Whether a client keeps its replica. Programs that keep no state need `none`.',
      ),
    ),
  };
}

export type ExposureSpec = SpecOf<ReturnType<typeof exposureFields>>;
