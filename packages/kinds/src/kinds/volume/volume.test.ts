import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { volumeKind } from './volume.ts';

const schema = schemaTools.z.strictObject(volumeKind.schema(schemaTools));
const spec = { size: '10Gi', mode: 'shared', backup: { enabled: true } };
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind volume', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ mode: 'shared' }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of volumeKind.vary) expect(fields).toContain(path);
    expect(volumeKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(volumeKind.upcoming).toMatch(/come/);
  });
});
