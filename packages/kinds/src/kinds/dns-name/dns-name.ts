import { defineKind } from '@fairway/model';
import { recordFields } from '../../touch/record-fields.ts';

/** A host name that no service exposes: who answers for it and where it points. */
export const dnsNameKind = defineKind({
  layer: 'record',
  kind: 'DNSName',
  plural: 'dnsnames',
  description: 'A host name that no service exposes: who answers for it and where it points.',
  schema: (tools) => {
    const { fields, withMeta } = tools;
    return {
      ...recordFields(tools),
      host: fields.host('The name, in full.'),
      target: withMeta(fields.text('Where it points: a host or an address.'), {
        placeholders: true,
      }).optional(),
      type: fields
        .choice(['A', 'AAAA', 'CNAME', 'TXT', 'MX', 'NS'], 'Type of the record; `CNAME` if absent.')
        .optional(),
      provider: fields.text('Where the zone is kept, where it is not with the platform.').optional(),
    };
  },
  vary: [],
});
