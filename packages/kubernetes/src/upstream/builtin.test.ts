import { compareText } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { builtinSources, builtinUpstream } from './builtin.ts';
import { definitionsOf } from './definitions-of.ts';
import { readDefinitions } from './read-definitions.ts';
import { minors, type Schema, type SourceKind, type UpstreamKind } from './schema.ts';
import { expanded, walk } from './testing.ts';
import { createUpstream } from './upstream.ts';
import { uncheckedKinds } from './unchecked.ts';

const upstream = builtinUpstream();

function kindOf(apiVersion: string, kind: string, minor = minors[2]): UpstreamKind {
  const found = upstream.kindOf(apiVersion, kind, minor);
  if (found === undefined) throw new Error(`no ${kind} of ${apiVersion}`);
  return found;
}

/** The schema at a path of property names; `[]` steps into items. */
function at({ resolve, schema }: UpstreamKind, ...path: readonly string[]): Schema {
  let here: Schema = schema;
  for (const step of path) {
    const next = step === '[]' ? here.items : here.properties?.[step];
    if (next === undefined) throw new Error(`nothing at ${path.join('.')}`);
    here = next.ref === undefined ? next : { ...resolve(next.ref), ...next };
  }
  return here;
}

describe.each(builtinSources.map((source) => [source.name, source] as const))('%s', (_, source) => {
  it('says where it comes from', () => {
    expect(source.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(source.license).toMatch(/^(Apache-2\.0|MIT|MPL-2\.0)$/);
    expect(source.repository).toMatch(/^github\.com\/[\w-]+\/[\w-]+$/);
    expect(`${source.version}${source.commit ?? ''}`).not.toBe('');
    expect(source.kinds.length).toBeGreaterThan(0);
  });

  it('holds a schema for each kind, in which every reference leads somewhere', () => {
    const seen = new Set<string>();
    const follow = (name: string, resolve: UpstreamKind['resolve']): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const schema = resolve(name);
      expect(Object.keys(schema)).not.toEqual(['ref']);
      walk(schema, ({ ref }, _property, inBranch) => {
        expect(ref !== undefined && inBranch).toBe(false);
        if (ref !== undefined) follow(ref, resolve);
      });
    };
    for (const { apiVersion, definition, kind } of source.kinds) {
      const found = kindOf(apiVersion, kind, source.minor);
      expect(found.source).toBe(source);
      expect(found.schema.type).toBe('object');
      expect(found.schema.properties).toMatchObject({
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
      });
      follow(definition, found.resolve);
    }
    const own = Object.keys(source.definitions);
    expect(own.filter((name) => !seen.has(name))).toEqual([]);
  });

  it('holds no prose', () => {
    for (const text of Object.values(source.definitions)) {
      walk(JSON.parse(text) as Schema, (schema) => {
        expect(schema).not.toHaveProperty('description');
        expect(schema).not.toHaveProperty('title');
        expect(schema).not.toHaveProperty('example');
      });
    }
  });

  it('gives the same schemas when its definitions are rebuilt and read again', () => {
    const definitions = definitionsOf(source);
    const { problems, source: again } = readDefinitions(definitions, { name: 'again' });
    expect(problems).toEqual([]);
    if (source.minor !== undefined) return;
    const sorted = (kinds: readonly SourceKind[]): readonly SourceKind[] =>
      [...kinds].sort((a, b) => compareText(a.definition, b.definition));
    expect(sorted(again.kinds)).toEqual(sorted(source.kinds));
    const rebuilt = createUpstream([again]);
    for (const { apiVersion, kind } of source.kinds) {
      const before = kindOf(apiVersion, kind);
      expect(rebuilt.kindOf(apiVersion, kind)?.schema).toEqual(expanded(before.schema, before.resolve));
    }
  });
});

describe('Kubernetes', () => {
  it('serves kinds from the minor that made them stable on', () => {
    // Dynamic resource allocation: stable since 1.34; MutatingAdmissionPolicy: since 1.36.
    expect(upstream.servedBy('resource.k8s.io/v1', 'ResourceClaim')).toEqual(['1.34', '1.35', '1.36']);
    expect(upstream.servedBy('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy')).toEqual(['1.36']);
    expect(upstream.servedBy('batch/v1', 'CronJob')).toEqual(minors);
    expect(upstream.servedBy('batch/v1beta1', 'CronJob')).toEqual([]);
    expect(upstream.versionsOf('autoscaling', 'HorizontalPodAutoscaler', '1.35')).toEqual(['v1', 'v2']);
  });

  it('knows scopes and plural names', () => {
    expect(kindOf('v1', 'Namespace').scope).toBe('Cluster');
    expect(kindOf('networking.k8s.io/v1', 'NetworkPolicy')).toMatchObject({
      plural: 'networkpolicies',
      scope: 'Namespaced',
    });
    expect(kindOf('v1', 'Endpoints').plural).toBe('endpoints');
  });

  it('knows how the items of lists are told apart', () => {
    const containers = ['spec', 'template', 'spec', 'containers'];
    const deployment = kindOf('apps/v1', 'Deployment');
    expect(at(deployment, ...containers)).toMatchObject({ listType: 'map', listMapKeys: ['name'] });
    expect(at(deployment, ...containers, '[]', 'ports')).toMatchObject({
      listType: 'map',
      listMapKeys: ['containerPort', 'protocol'],
    });
    expect(at(deployment, ...containers, '[]', 'ports', '[]', 'protocol').default).toBe('TCP');
    expect(at(deployment, ...containers, '[]', 'command').listType).toBe('atomic');
  });

  it('knows what cannot change', () => {
    expect(at(kindOf('apps/v1', 'Deployment'), 'spec', 'selector').immutable).toBe(true);
    expect(at(kindOf('apps/v1', 'Deployment'), 'spec', 'template').immutable).toBeUndefined();
    expect(at(kindOf('batch/v1', 'Job'), 'spec', 'template').immutable).toBe(true);
    expect(at(kindOf('rbac.authorization.k8s.io/v1', 'RoleBinding'), 'roleRef').immutable).toBe(true);
    expect(at(kindOf('v1', 'ConfigMap'), 'data').frozenBy).toBe('immutable');
  });

  it('spells quantities, times, numbers or texts, and free-form values', () => {
    const container = ['spec', 'containers', '[]'];
    const pod = kindOf('v1', 'Pod');
    const { additionalProperties } = at(pod, ...container, 'resources', 'limits');
    expect(additionalProperties).toEqual({ format: 'quantity' });
    expect(at(pod, 'metadata', 'creationTimestamp')).toEqual({ type: 'string', format: 'date-time' });
    expect(at(kindOf('v1', 'Service'), 'spec', 'ports', '[]', 'targetPort')).toEqual({ intOrString: true });
    expect(at(kindOf('apps/v1', 'ControllerRevision'), 'data')).toEqual({
      immutable: true,
      preserveUnknownFields: true,
      type: 'object',
    });
  });

  it('knows the metadata of every object', () => {
    for (const minor of minors)
      expect(upstream.objectMeta(minor)?.schema.properties).toHaveProperty('annotations');
  });
});

describe('custom resources', () => {
  it('keep the rules of their definitions', () => {
    const rollout = kindOf('argoproj.io/v1alpha1', 'Rollout');
    expect(at(rollout, 'spec', 'replicas')).toMatchObject({ type: 'integer', format: 'int32' });
    expect(at(rollout, 'spec', 'strategy', 'canary', 'maxSurge')).toEqual({ intOrString: true });
    const route = kindOf('gateway.networking.k8s.io/v1', 'HTTPRoute');
    expect(at(route, 'spec', 'rules').maxItems).toBe(16);
    expect(at(route, 'spec', 'rules', '[]', 'timeouts').rules).toHaveLength(1);
    const bucket = kindOf('s3.aws.m.upbound.io/v1beta1', 'Bucket');
    expect(at(bucket, 'spec', 'forProvider').required).toEqual(['region']);
  });

  it('are served in every version that Fairway may emit', () => {
    expect(upstream.versionsOf('gateway.k8s.aws', 'TargetGroupConfiguration', '1.35')).toEqual([
      'v1',
      'v1beta1',
    ]);
    expect(upstream.versionsOf('networking.istio.io', 'DestinationRule', '1.35')).toEqual(['v1']);
  });
});

it('lists as unchecked only what no source knows', () => {
  for (const { apiVersion, kind } of uncheckedKinds) expect(upstream.servedBy(apiVersion, kind)).toEqual([]);
});
