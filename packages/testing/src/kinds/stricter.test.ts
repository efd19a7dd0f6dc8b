import { describe, expect, it } from 'vitest';
import { baseOrganization, compileFiles } from '../index.ts';

function service(general: string, staging: string): string {
  return `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: shop
spec:
  owner: team-a
  runtime: { language: go }
  exposure: { class: ${general} }
environments:
  staging:
    exposure: { class: ${staging} }
`;
}

const codes = (general: string, staging: string): string[] => {
  const files = { ...baseOrganization, 'services/shop.yaml': service(general, staging) };
  return compileFiles(files, 'staging')
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
};

// INTENT.md §3: `class`, `waf` only towards stricter.
describe('fields that an environment may only make stricter', () => {
  it('refuses a laxer exposure class', () => {
    expect(codes('internal', 'public')).toContain('FWY2018');
  });

  it.each([
    ['public', 'internal'],
    ['internal', 'none'],
    ['internal', 'internal'],
  ])('takes %s in general and %s in staging', (general, staging) => {
    expect(codes(general, staging)).not.toContain('FWY2018');
  });
});
