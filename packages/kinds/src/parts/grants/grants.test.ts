import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { grantsPart } from './grants.ts';

const schema = schemaTools.z.strictObject(grantsPart.schema(schemaTools));
const value = [{ system: 'vault' }];

describe('the part grants', () => {
  it('reads the field', () => {
    expect(schema.safeParse({ grants: value }).success).toBe(true);
    expect(schema.safeParse({ grants: 1 }).success).toBe(false);
  });

  it('says that it is not compiled yet and what to do until then', () => {
    const problem = problemOf(lowerTouching(grantsPart, { grants: value }));
    expect(problem).toMatchObject({ code: 'FWY3293', at: 'grants' });
    expect(problem.message).toContain('not compiled yet');
    expect(problem.fix).toContain('until then');
  });

  it('says nothing where the field is absent', () => {
    const lowered = lowerTouching(grantsPart, {});
    expect(lowered.problems).toEqual([]);
    expect(lowered.contributions).toEqual([]);
  });
});
