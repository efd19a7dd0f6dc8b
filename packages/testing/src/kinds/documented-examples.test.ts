import { expect, it } from 'vitest';
import { baseOrganization } from './base-organization.ts';
import { documentedExamples } from '../produced-organizations.ts';
import { compileFiles } from './compile-files.ts';

const documented = documentedExamples();

it('finds the examples', () => {
  expect(documented.length).toBeGreaterThanOrEqual(17);
});

it.each(documented)('the example of %s compiles', (_, text) => {
  const { diagnostics, graph } = compileFiles({ ...baseOrganization, 'services/example.yaml': text });
  // Data is read and checked, but comes with a later release; records stand for no workload.
  const later = diagnostics.filter(({ code }) => code === 'FWY3001');
  expect(
    diagnostics.filter(({ code }) => code !== 'FWY3001').map(({ code, message }) => `${code}: ${message}`),
  ).toEqual([]);
  const data = /^kind: (?:Database|Cache|Queue|Topic|Bucket|Volume)$/m.test(text);
  const record = /^kind: (?:SecretReference|DNSName|Certificate)$/m.test(text);
  expect(later).toHaveLength(data ? 1 : 0);
  expect(graph.nodes.some(({ type }) => type === 'workload')).toBe(!data && !record);
});
