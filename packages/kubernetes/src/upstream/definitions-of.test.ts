import { describe, expect, it } from 'vitest';
import { definitionsOf } from './definitions-of.ts';
import type { SourceKind, UpstreamSource } from './schema.ts';

function source(kinds: readonly Partial<SourceKind>[], parts: Partial<UpstreamSource> = {}): UpstreamSource {
  const common = { kind: 'Widget', plural: 'widgets', scope: 'Namespaced', definition: 'Widget' } as const;
  return {
    name: 'widgets',
    product: '',
    version: '',
    repository: '',
    digest: '',
    license: '',
    kinds: kinds.map((kind) => ({ ...common, apiVersion: 'example.com/v1', ...kind })),
    definitions: {
      Widget:
        '{"type":"object","properties":{"a":{"ref":"shared"},"b":{"items":{"ref":"shared"},"type":"array"}}}',
      shared: '{"intOrString":true,"rules":[{"rule":"true"}]}',
    },
    ...parts,
  };
}

function versionsOf(kinds: readonly Partial<SourceKind>[]): readonly Readonly<Record<string, unknown>>[] {
  const [first] = definitionsOf(source(kinds));
  return first?.spec['versions'] as readonly Readonly<Record<string, unknown>>[];
}

describe('definitions rebuilt from a source', () => {
  it('spell schemas as the API server reads them, without references', () => {
    const shared = { 'x-kubernetes-int-or-string': true, 'x-kubernetes-validations': [{ rule: 'true' }] };
    expect(definitionsOf(source([{ status: true, selectable: ['.a'] }]))).toEqual([
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: {
          group: 'example.com',
          names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' },
          scope: 'Namespaced',
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: { a: shared, b: { items: shared, type: 'array' } },
                },
              },
              subresources: { status: {} },
              selectableFields: [{ jsonPath: '.a' }],
            },
          ],
        },
      },
    ]);
  });

  it('say for protected groups that nobody approved them', () => {
    const annotated = ['gateway.networking.k8s.io', 'x.kubernetes.io', 'k8s.io', 'gateway.k8s.aws'].map(
      (group) => {
        const [first] = definitionsOf(source([{ apiVersion: `${group}/v1` }]));
        return first?.metadata.annotations?.['api-approved.kubernetes.io']?.startsWith('unapproved') ?? false;
      },
    );
    expect(annotated).toEqual([true, true, true, false]);
  });

  it('store one version: the one that says so, or else the newest', () => {
    const names = ['v1beta1', 'v2alpha1', 'v1', 'v1alpha1'].map((name) => ({
      apiVersion: `example.com/${name}`,
    }));
    expect(versionsOf(names).map(({ storage }) => storage)).toEqual([false, false, true, false]);
    const [first, ...rest] = names;
    const chosen = [{ ...first, storage: true as const }, ...rest];
    expect(versionsOf(chosen).map(({ storage }) => storage)).toEqual([true, false, false, false]);
  });

  it('do not exist for kinds of Kubernetes itself', () => {
    expect(definitionsOf(source([{}], { minor: '1.35' }))).toEqual([]);
  });
});
