import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { cacheKind } from './cache.ts';

const schema = schemaTools.z.strictObject(cacheKind.schema(schemaTools));
const spec = { type: 'valkey', version: '8', size: 'small', highAvailability: false };
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind cache', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ type: 'memcached' }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of cacheKind.vary) expect(fields).toContain(path);
    expect(cacheKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(cacheKind.upcoming).toMatch(/come/);
  });
});
