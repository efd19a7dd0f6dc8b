import type { SchemaTools, SpecOf } from '@fairway/model';

/** Fields of `ports`. */
export function portsSchema({ fields, defaulted }: SchemaTools) {
  return {
    ports: defaulted(
      fields.keyedList(
        fields.object(
          {
            name: fields.name('Name of the port, at most 15 characters, such as `admin`.'),
            port: fields.port('Its number.'),
            protocol: fields.choice(['http', 'grpc', 'tcp'], 'What is spoken there.'),
            exposure: fields
              .object(
                {
                  class: fields.reference('ExposureClass', 'Who can reach it, such as `internal`.'),
                  host: fields
                    .host(
                      'Host, written as in `exposure.host`. If you leave it out: `<service>-<name of the port>`.',
                    )
                    .optional(),
                  path: fields.path('Requests below this path; all if you leave it out.').optional(),
                },
                'Makes the port reachable under a host of its own.',
              )
              .optional(),
          },
          'One port.',
        ),
        'name',
        'Ports that the program listens on beside `runtime.port`.',
      ),
    ),
  };
}

export type PortSpec = SpecOf<ReturnType<typeof portsSchema>>['ports'][number];
