import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { dataPart } from './data.ts';

describe('the part data', () => {
  it.each(['public', 'internal'])('allows %s in a system of the standard tier', (name) => {
    const lowered = lowerTouching(dataPart, { data: { class: name } });
    expect(lowered.problems).toEqual([]);
    expect(lowered.values).toEqual({ dataClass: name });
  });

  it('refuses a class that the tier does not allow and says which tier does', () => {
    const problem = problemOf(lowerTouching(dataPart, { data: { class: 'pii' } }));
    expect(problem).toMatchObject({ code: 'FWY3295', at: 'data.class' });
    expect(problem.fix).toContain('shared-sensitive');
    expect(problemOf(lowerTouching(dataPart, { data: { class: 'pci' } })).fix).toContain('no tier');
  });

  it('treats a system that no document describes as standard', () => {
    const { codes } = lowerTouching(dataPart, { data: { class: 'pii' } }, { documents: { System: {} } });
    expect(codes).toEqual(['FWY3295']);
  });

  it('takes the class alone', () => {
    const schema = schemaTools.z.strictObject(dataPart.schema(schemaTools));
    expect(schema.safeParse({ data: { class: 'internal' } }).success).toBe(true);
    expect(schema.safeParse({ data: { sensitivity: 'internal' } }).success).toBe(false);
  });
});
