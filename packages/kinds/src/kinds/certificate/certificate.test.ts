import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { certificateKind } from './certificate.ts';

const schema = schemaTools.z.strictObject(certificateKind.schema(schemaTools));

describe('the kind certificate', () => {
  it.each([
    {
      names: ['partner.example.com'],
      issuer: 'internal',
      secret: 'shop/tls',
      rotation: { renewBefore: '30d' },
    },
  ])('takes %j', (spec) => {
    expect(schema.safeParse({ owner: 'team-a', ...spec }).success).toBe(true);
  });

  it.each([{}, { names: 'partner.example.com' }])('refuses %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(false);
  });
});
