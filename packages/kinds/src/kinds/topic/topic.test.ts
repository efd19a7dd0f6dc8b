import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { topicKind } from './topic.ts';

const schema = schemaTools.z.strictObject(topicKind.schema(schemaTools));
const spec = { partitions: 12, retention: '7d', grants: [{ system: 'billing', access: 'consume' }] };
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind topic', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ partitions: '12' }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of topicKind.vary) expect(fields).toContain(path);
    expect(topicKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(topicKind.upcoming).toMatch(/come/);
  });
});
