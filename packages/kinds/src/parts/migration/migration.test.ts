import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { migrationPart } from './migration.ts';

const schema = schemaTools.z.strictObject(migrationPart.schema(schemaTools));
const value = { command: ['migrate'] };

describe('the part migration', () => {
  it('reads the field', () => {
    expect(schema.safeParse({ migration: value }).success).toBe(true);
    expect(schema.safeParse({ migration: 1 }).success).toBe(false);
  });

  it('says that it is not compiled yet and what to do until then', () => {
    const problem = problemOf(lowerTouching(migrationPart, { migration: value }));
    expect(problem).toMatchObject({ code: 'FWY3292', at: 'migration' });
    expect(problem.message).toContain('not compiled yet');
    expect(problem.fix).toContain('until then');
  });

  it('says nothing where the field is absent', () => {
    const lowered = lowerTouching(migrationPart, {});
    expect(lowered.problems).toEqual([]);
    expect(lowered.contributions).toEqual([]);
  });
});
