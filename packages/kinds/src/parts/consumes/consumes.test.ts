import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { consumesPart } from './consumes.ts';

const schema = schemaTools.z.strictObject(consumesPart.schema(schemaTools));
const value = [{ queue: 'jobs' }];

describe('the part consumes', () => {
  it('reads the field', () => {
    expect(schema.safeParse({ consumes: value }).success).toBe(true);
    expect(schema.safeParse({ consumes: 1 }).success).toBe(false);
  });

  it('says that it is not compiled yet and what to do until then', () => {
    const problem = problemOf(lowerTouching(consumesPart, { consumes: value }));
    expect(problem).toMatchObject({ code: 'FWY3291', at: 'consumes' });
    expect(problem.message).toContain('not compiled yet');
    expect(problem.fix).toContain('until then');
  });

  it('says nothing where the field is absent', () => {
    const lowered = lowerTouching(consumesPart, {});
    expect(lowered.problems).toEqual([]);
    expect(lowered.contributions).toEqual([]);
  });
});
