import { readDocuments, sha256Hex } from '@fairway/kubernetes';
import { describe, expect, it } from 'vitest';
import { loadDefinition } from './load-definition.ts';

function chained(chain: string): readonly string[] {
  const text = `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata: { name: example }
spec: { api: { group: platform.example.com }, environmentChain: ${chain} }
---
apiVersion: fairway.dev/v1alpha1
kind: Team
metadata: { name: team-a }
spec: {}
---
apiVersion: fairway.dev/v1alpha1
kind: Environment
metadata: { name: prod }
spec: { class: prod, order: 30, aliases: [production], clusters: [local] }
`;
  const { documents } = readDocuments(text, 'fairway.yaml');
  const { diagnostics } = loadDefinition(documents, { now: '2026-06-01', sha256: sha256Hex });
  return diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
}

describe('environmentChain', () => {
  it.each([
    ['[prod]', []],
    ['[production]', []],
    ['[]', ['FWY3155 4:65']],
    ['[prod, prod]', ['FWY3155 4:72']],
    ['[prod, production]', ['FWY3155 4:72']],
  ])('%s: %j', (chain, expected) => {
    expect(chained(chain)).toEqual(expected);
  });
});
