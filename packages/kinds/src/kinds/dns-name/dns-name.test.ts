import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { dnsNameKind } from './dns-name.ts';

const schema = schemaTools.z.strictObject(dnsNameKind.schema(schemaTools));

describe('the kind dns-name', () => {
  it.each([{ host: 'mail.example.com', target: 'mx.example.net', type: 'MX' }, { host: 'old.example.com' }])(
    'takes %j',
    (spec) => {
      expect(schema.safeParse({ owner: 'team-a', ...spec }).success).toBe(true);
    },
  );

  it.each([{}, { host: 'Old_Example' }, { host: 'a.example.com', type: 'SRV' }])('refuses %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(false);
  });
});
