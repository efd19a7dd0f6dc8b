import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { resourcesPart } from './resources.ts';

const schema = schemaTools.z.strictObject(resourcesPart.schema(schemaTools));
const value = [{ kind: 'Queue', name: 'jobs' }];

describe('the part resources', () => {
  it('reads the field', () => {
    expect(schema.safeParse({ resources: value }).success).toBe(true);
    expect(schema.safeParse({ resources: 1 }).success).toBe(false);
  });

  it('says that it is not compiled yet and what to do until then', () => {
    const problem = problemOf(lowerTouching(resourcesPart, { resources: value }));
    expect(problem).toMatchObject({ code: 'FWY3290', at: 'resources' });
    expect(problem.message).toContain('not compiled yet');
    expect(problem.fix).toContain('until then');
  });

  it('says nothing where the field is absent', () => {
    const lowered = lowerTouching(resourcesPart, {});
    expect(lowered.problems).toEqual([]);
    expect(lowered.contributions).toEqual([]);
  });
});
