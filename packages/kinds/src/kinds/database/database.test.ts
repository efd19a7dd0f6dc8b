import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { databaseKind } from './database.ts';

const schema = schemaTools.z.strictObject(databaseKind.schema(schemaTools));
const spec = {
  type: 'postgresql',
  version: '17',
  size: 'small',
  storage: '20Gi',
  highAvailability: true,
  extensions: ['pg_trgm'],
  backup: { enabled: true, retention: '30d' },
};
const existing = { address: 'data.example.com:5432', credentials: 'shop/{environment}/data' };

describe('the kind database', () => {
  it('takes its fields and those of all data', () => {
    expect(schema.safeParse(spec).success).toBe(true);
    const common = { owner: 'team-a', system: 'shop', data: { class: 'pii' }, existing, onDelete: 'snapshot' };
    expect(schema.safeParse({ ...spec, ...common }).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(schema.safeParse({ type: 'oracle' }).success).toBe(false);
    expect(schema.safeParse({ ...spec, replicas: 3 }).success).toBe(false);
  });

  it('varies only fields that it has, and says that it is not compiled yet', () => {
    const fields = Object.keys(schema.shape);
    for (const path of databaseKind.vary) expect(fields).toContain(path);
    expect(databaseKind.vary).toEqual(expect.arrayContaining(['existing', 'onDelete']));
    expect(databaseKind.upcoming).toMatch(/come/);
  });
});
