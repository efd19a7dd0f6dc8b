import { describe, expect, it } from 'vitest';
import { lowerTouching, problemOf } from '../../touch/testing.ts';
import { ownershipPart } from './ownership.ts';

describe('the part ownership', () => {
  it('takes cost center and on-call from the team where the workload says nothing', () => {
    expect(lowerTouching(ownershipPart, {}).values).toEqual({
      costCenter: 'cc-1',
      'onCall.page': 'page-a',
      'onCall.ticket': 'ticket-a',
    });
  });

  it("prefers the workload's own words, field by field", () => {
    const { values } = lowerTouching(ownershipPart, {
      costCenter: 'cc-9',
      onCall: { page: 'page-own' },
      description: 'Takes orders.',
    });
    expect(values).toEqual({
      costCenter: 'cc-9',
      description: 'Takes orders.',
      'onCall.page': 'page-own',
      'onCall.ticket': 'ticket-a',
    });
  });

  it('lets the team pay where it has no cost center', () => {
    const { values } = lowerTouching(ownershipPart, {}, { documents: { Team: { 'team-a': {} } } });
    expect(values).toEqual({ costCenter: 'team-a' });
  });

  it('refuses an environment that the tier of the system does not allow', () => {
    const withClasses = (...environmentClasses: string[]) => ({
      documents: { TenantTier: { 'shared-standard': { environmentClasses } } },
    });
    const problem = problemOf(lowerTouching(ownershipPart, {}, withClasses('dev', 'staging')));
    expect(problem).toMatchObject({ code: 'FWY3298', at: 'system' });
    expect(problem.fix).toContain('dev, staging');
    expect(lowerTouching(ownershipPart, {}, withClasses('staging', 'prod')).problems).toEqual([]);
  });
});
