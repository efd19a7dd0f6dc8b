import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { deliveryKind } from './delivery.ts';

const schema = schemaTools.z.strictObject(deliveryKind.schema(schemaTools));

describe('the kind delivery', () => {
  it.each([
    { environments: ['dev', 'prod'], strategy: 'rolling' },
    { source: { github: 'example/shop', branch: 'main', path: 'web' } },
    { service: 'web', strategy: { canary: { percentage: 10, duration: '10m' } } },
    {},
  ])('takes %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(true);
  });

  it.each([
    { strategy: 'quick' },
    { strategy: { canary: { percentage: 110, duration: '10m' } } },
    { environments: 'prod' },
  ])('refuses %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(false);
  });

  it('is also read as Deployment', () => {
    expect(deliveryKind.aliases).toEqual(['Deployment']);
  });
});
