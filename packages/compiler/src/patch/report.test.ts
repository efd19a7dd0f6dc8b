import { readDocuments, sha256Hex } from '@fairway/kubernetes';
import { describe, expect, it } from 'vitest';
import { loadDefinition } from '../definition/index.ts';
import { checkPatchTargets, patchReport } from './report.ts';

const today = '2026-06-01';
const head = (kind: string, name: string): string =>
  `apiVersion: fairway.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec:\n`;
const base = [
  `${head('Organization', 'example')}  api: {group: platform.example.com}\n`,
  `${head('Team', 'team-a')}  defaultSystem: shop\n`,
  `${head('System', 'shop')}  owner: team-a\n  aliases: [store]\n`,
];
const patch = (name: string, service: string, more = ''): string =>
  `${head('Patch', name)}  owner: team-a\n  reason: why\n  created: 2026-05-22\n  expires: 2026-07-01\n  target: {service: ${service}, object: workload/${service}}\n  operations: [{op: set, path: spec.minReadySeconds, value: 5}]\n${more}`;
const budget = (amount: number): string =>
  `${head('Budget', 'few')}  owner: team-a\n  reason: few\n  target: {systems: [shop]}\n  measure: patches\n  amount: ${amount}\n`;
const define = (...texts: string[]) =>
  loadDefinition(readDocuments([...base, ...texts].join('---\n'), 'platform/all.yaml').documents, {
    now: today,
    sha256: sha256Hex,
  }).definition;
const services = [
  { name: 'web', system: 'shop' },
  { name: 'api', system: 'shop' },
];

describe('the report of patches', () => {
  it('says owner, age, expiry, and place', () => {
    const { patches } = patchReport(define(patch('slow', 'web')), services, today);
    expect(patches).toMatchObject([
      {
        name: 'slow',
        owner: 'team-a',
        service: 'shop/web',
        age: 10,
        daysLeft: 30,
        expires: '2026-07-01',
        environments: null,
        file: 'platform/all.yaml',
      },
    ]);
  });

  it.each([
    [4, 'over'],
    [5, 'warning'],
    [6, 'warning'],
    [7, 'fine'],
  ])('of a budget of %d five patches are %s', (amount, state) => {
    const five = Array.from({ length: 5 }, (_, index) => patch(`p${index}`, 'web'));
    const { budgets } = patchReport(define(budget(amount), ...five), services, today);
    expect(budgets).toEqual([
      { system: 'shop', tier: 'shared-standard', used: 5, amount, state, from: 'Budget few' },
    ]);
  });

  it('takes the budget of the tier where no Budget speaks', () => {
    const { budgets } = patchReport(define(patch('slow', 'web')), services, today);
    expect(budgets).toMatchObject([{ used: 1, state: 'fine', from: 'TenantTier shared-standard' }]);
  });

  it('names paths that several services patch, however they are spelled', () => {
    const definition = define(
      patch('a', 'web'),
      patch('b', 'web'),
      patch('c', 'api').replace('spec.minReadySeconds', `'spec["minReadySeconds"]'`),
    );
    expect(patchReport(definition, services, today).shared).toEqual([
      { path: 'workload spec.minReadySeconds', services: ['shop/api', 'shop/web'] },
    ]);
  });
});

describe('the service of a patch', () => {
  it('exists, by name or with its system or an alias of it', () => {
    const definition = define(patch('a', 'web'), patch('b', 'shop/web'), patch('c', 'store/api'));
    expect(checkPatchTargets(definition, services)).toEqual([]);
  });

  it.each(['wbe', 'lab/web'])('%s is told', (service) => {
    const found = checkPatchTargets(define(patch('a', service)), services);
    expect(found).toMatchObject([{ code: 'FWY4011', severity: 'error', file: 'platform/all.yaml' }]);
    expect(found[0]?.message).toContain('did you mean web?');
  });
});
