import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** How far a service can be reached, and under which conditions. */
export const exposureClass = defineDefinitionKind({
  kind: 'ExposureClass',
  layer: 'definition',
  description: 'How far a service can be reached, and under which conditions.',
  spec: ({ fields }) => ({
    description: fields.text('Which services choose it.').optional(),
    reach: fields.choice(['none', 'internal', 'public'], 'Who can reach it; what every rule means by public.'),
    gateway: fields.text('Gateway of the cluster, by its name there.').optional(),
    protocols: fields
      .list(fields.choice(['http', 'grpc'], 'A protocol.'), 'Protocols that are allowed.')
      .optional(),
    tls: fields
      .object(
        {
          minimumVersion: fields.choice(['1.2', '1.3'], 'Oldest version of TLS.'),
          issuer: fields.text('Who issues certificates.').optional(),
        },
        'Encryption.',
      )
      .optional(),
    waf: fields.choice(['required', 'allowed', 'detectionOnly', 'off'], 'Web application firewall.').optional(),
    clientCertificate: fields
      .choice(['required', 'optional'], 'Whether clients show a certificate.')
      .optional(),
    allowedSources: fields
      .list(fields.cidr('A range.'), 'Addresses that may connect; all if absent.')
      .optional(),
    rateLimit: fields
      .object(
        {
          requests: fields.integer(1, 1_000_000, 'Requests per period and client.'),
          period: fields.duration('The period.'),
        },
        'Limit per client.',
      )
      .optional(),
    timeout: fields
      .object(
        { default: fields.duration('Unless the service says its own.'), maximum: fields.duration('At most.') },
        'How long a request may take.',
      )
      .optional(),
    idleTimeout: fields.duration('How long a connection may be silent.').optional(),
    maxBodySize: fields.bytes('Largest request body.').optional(),
    approval: fields.text('Role that must agree before a service has the class in production.').optional(),
  }),
});

export type ExposureClassSpec = z.infer<typeof exposureClass.spec>;
