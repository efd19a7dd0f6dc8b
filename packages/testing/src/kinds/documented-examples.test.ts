import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { baseOrganization } from './base-organization.ts';
import { compileFiles } from './compile-files.ts';

const source = fileURLToPath(new URL('../../../kinds/src/', import.meta.url));

/** Whole documents of a Markdown file: blocks of YAML that begin with an API version. */
function examples(text: string): string[] {
  return Array.from(
    text.matchAll(/```yaml\n(apiVersion: platform\.example\.com[^]*?)```/g),
    ([, block]) => block ?? '',
  );
}

const documented = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .sort()
  .flatMap((file) => examples(readFileSync(source + file, 'utf8')).map((text) => [file, text] as const));

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
