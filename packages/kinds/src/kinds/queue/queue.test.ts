import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { queueKind } from './queue.ts';

const schema = schemaTools.z.strictObject(queueKind.schema(schemaTools));
const spec = { ordered: true, lockDuration: '1m', maxDeliveries: 5, retention: '7d' };
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind queue', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ maxDeliveries: 0 }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of queueKind.vary) expect(fields).toContain(path);
    expect(queueKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(queueKind.upcoming).toMatch(/come/);
  });
});
