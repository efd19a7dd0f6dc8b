import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { secretReferenceKind } from './secret-reference.ts';

const schema = schemaTools.z.strictObject(secretReferenceKind.schema(schemaTools));

describe('the kind secret-reference', () => {
  it.each([
    {
      path: 'shop/{environment}/database',
      keys: ['user', 'password'],
      rotation: { every: '90d', mode: 'automatic' },
    },
  ])('takes %j', (spec) => {
    expect(schema.safeParse({ owner: 'team-a', ...spec }).success).toBe(true);
  });

  it.each([
    {},
    { path: 'shop/database', value: 'x' },
    { path: 'shop/database', rotation: { every: 'monthly' } },
  ])('refuses %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(false);
  });
});
