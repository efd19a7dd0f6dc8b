import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { bucketKind } from './bucket.ts';

const schema = schemaTools.z.strictObject(bucketKind.schema(schemaTools));
const spec = {
  versioning: true,
  expireAfter: '90d',
  immutableFor: '30d',
  allowOrigins: ['https://shop.example.com'],
};
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind bucket', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ expireAfter: 'never' }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of bucketKind.vary) expect(fields).toContain(path);
    expect(bucketKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(bucketKind.upcoming).toMatch(/come/);
  });
});
