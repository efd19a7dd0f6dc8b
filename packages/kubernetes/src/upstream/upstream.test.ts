import { describe, expect, it } from 'vitest';
import { minors, type SourceKind, type UpstreamSource } from './schema.ts';
import { createUpstream } from './upstream.ts';

function kind(apiVersion: string, name: string, definition: string): SourceKind {
  return { apiVersion, kind: name, plural: `${name.toLowerCase()}s`, scope: 'Namespaced', definition };
}

function source(name: string, parts: Partial<UpstreamSource>): UpstreamSource {
  const facts = { product: name, version: 'v1', repository: '', digest: '', license: '' };
  return { name, ...facts, kinds: [], definitions: {}, ...parts };
}

const older = source('kubernetes-1.33', {
  minor: '1.33',
  base: 'kubernetes-1.35',
  kinds: [kind('apps/v1', 'Deployment', 'Deployment')],
  definitions: { Spec: '{"type":"object","required":["old"]}' },
});
const newer = source('kubernetes-1.35', {
  minor: '1.35',
  kinds: [
    kind('apps/v1', 'Deployment', 'Deployment'),
    kind('v1', 'Pod', 'Deployment'),
    kind('v1', 'Namespace', 'Namespace'),
  ],
  definitions: {
    Deployment: '{"type":"object","properties":{"spec":{"ref":"Spec"}}}',
    Spec: '{"type":"object"}',
    Namespace: '{"properties":{"metadata":{"ref":"Meta"}}}',
    Meta: '{"type":"object","properties":{"name":{"type":"string"}}}',
  },
});
const custom = source('rollouts', {
  kinds: [kind('argoproj.io/v1alpha1', 'Rollout', 'Rollout'), kind('argoproj.io/v1', 'Rollout', 'Alias')],
  definitions: { Rollout: '{"type":"object"}', Alias: '{"ref":"Rollout"}', broken: 'not JSON' },
});

describe('looking kinds up', () => {
  const upstream = createUpstream([newer, older, custom]);

  it('knows what each minor serves, and custom resources everywhere', () => {
    expect(upstream.kindOf('apps/v1', 'Deployment', '1.33')?.source.name).toBe('kubernetes-1.33');
    expect(upstream.kindOf('v1', 'Pod', '1.33')).toBeUndefined();
    expect(upstream.kindOf('v1', 'Pod', '1.35')).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
      plural: 'pods',
    });
    expect(upstream.kindOf('apps/v1', 'Deployment', '1.34')).toBeUndefined();
    expect(upstream.kindOf('apps/v1', 'Deployment')).toBeUndefined();
    expect(upstream.kindOf('argoproj.io/v1alpha1', 'Rollout')?.source.name).toBe('rollouts');
    expect(upstream.kindOf('argoproj.io/v1alpha1', 'Rollout', '1.34')?.source.name).toBe('rollouts');
    expect(upstream.minors).toEqual(['1.33', '1.35']);
  });

  it('says which versions of a kind are served, and by which minors', () => {
    expect(upstream.versionsOf('argoproj.io', 'Rollout', '1.35')).toEqual(['v1', 'v1alpha1']);
    expect(upstream.versionsOf('', 'Pod', '1.35')).toEqual(['v1']);
    expect(upstream.versionsOf('', 'Pod', '1.33')).toEqual([]);
    expect(upstream.versionsOf('apps', 'Pod', '1.35')).toEqual([]);
    expect(upstream.servedBy('v1', 'Pod')).toEqual(['1.35']);
    expect(upstream.servedBy('apps/v1', 'Deployment')).toEqual(['1.33', '1.35']);
    expect(upstream.servedBy('argoproj.io/v1', 'Rollout')).toEqual(minors);
    expect(upstream.servedBy('v1', 'Pods')).toEqual([]);
  });

  it('takes definitions that a minor does not hold itself from the base, and its own first', () => {
    const before = upstream.kindOf('apps/v1', 'Deployment', '1.33');
    const after = upstream.kindOf('apps/v1', 'Deployment', '1.35');
    expect(before?.schema).toEqual({ type: 'object', properties: { spec: { ref: 'Spec' } } });
    expect(before?.resolve('Spec')).toEqual({ type: 'object', required: ['old'] });
    expect(after?.resolve('Spec')).toEqual({ type: 'object' });
  });

  it('gives the same objects each time, and never a bare reference', () => {
    const once = upstream.kindOf('argoproj.io/v1', 'Rollout');
    expect(upstream.kindOf('argoproj.io/v1', 'Rollout')).toBe(once);
    expect(once?.schema).toEqual({ type: 'object' });
    expect(once?.resolve('Rollout')).toBe(once?.schema);
  });

  it('parses a definition only when it is asked for', () => {
    const resolve = upstream.kindOf('argoproj.io/v1', 'Rollout')?.resolve;
    expect(() => resolve?.('broken')).toThrow(SyntaxError);
    expect(() => resolve?.('missing')).toThrow('rollouts has no definition missing');
    expect(() => resolve?.('toString')).toThrow('rollouts has no definition toString');
  });

  it('knows the metadata of every object', () => {
    expect(upstream.objectMeta('1.35')?.schema).toEqual({
      type: 'object',
      properties: { name: { type: 'string' } },
    });
    expect(upstream.objectMeta('1.36')).toBeUndefined();
  });

  it('lets a later source go before an earlier one', () => {
    const mine = source('mine', {
      kinds: [kind('argoproj.io/v1', 'Rollout', 'Rollout')],
      definitions: { Rollout: '{"type":"string"}' },
    });
    const both = createUpstream([custom, mine]);
    expect(both.kindOf('argoproj.io/v1', 'Rollout')?.schema).toEqual({ type: 'string' });
    expect(both.kindOf('argoproj.io/v1alpha1', 'Rollout')?.schema).toEqual({ type: 'object' });
  });
});
