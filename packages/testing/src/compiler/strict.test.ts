import type { Emitter, KubernetesObject, Plugin } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  service,
  testPlatform,
  type Files,
  type TestCompilation,
} from '../harness.ts';

function patch(operation: string): Files {
  const spec = [
    'owner: team-a',
    'reason: a test',
    "expires: '2036-01-01'",
    'target: { service: web, environments: [prod], object: workload/web }',
    `operations: [${operation}]`,
  ];
  return { 'governance/patch.yaml': definitionOf('Patch', 'tune', spec.join('\n')) };
}

/** A cluster of a Kubernetes version, and production on it. */
function onKubernetes(version: string): Files {
  return {
    'platform/cluster.yaml': definitionOf(
      'Cluster',
      'main',
      `cloud: none\nkubernetesVersion: '${version}'\ncni: cilium`,
    ),
    'platform/prod.yaml': definitionOf('Environment', 'prod', 'class: prod\norder: 30\nclusters: [main]'),
  };
}

/** A plugin that makes an object of every workload, with what it brings to check it. */
function making(
  emits: { readonly apiVersion: string; readonly kind: string },
  spec: (properties: Readonly<Record<string, unknown>>) => unknown,
  upstream: readonly KubernetesObject[] = [],
): Plugin {
  const emitter: Emitter = {
    name: 'backup',
    nodes: ['workload'],
    emits: [{ ...emits, reasons: {} }],
    *emit(node, { labels, namespace }) {
      yield { ...emits, metadata: { name: node.name, namespace, labels }, spec: spec(node.properties) };
    },
  };
  return { apiVersion: 1, name: 'backups', emitters: [emitter], upstream };
}

const backup = { apiVersion: 'backup.example.com/v1', kind: 'Backup' } as const;
const backupDefinition: KubernetesObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.backup.example.com' },
  spec: {
    group: 'backup.example.com',
    names: { kind: 'Backup', plural: 'backups' },
    scope: 'Namespaced',
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: { type: 'object', properties: { copies: { type: 'integer', maximum: 3 } } },
            },
          },
        },
      },
    ],
  },
};

function compiled(files: Files, plugin?: Plugin): TestCompilation {
  const all = { ...baseOrganization, ...files };
  const options = plugin === undefined ? {} : { platform: testPlatform([plugin]) };
  return compileFiles(all, 'prod', { ...options, meantToFail: true });
}

describe('every object is held to what its cluster serves (C9)', () => {
  it('a patch that sets an unknown field is named, at its own line', () => {
    const { errors } = compiled({
      ...service('web'),
      ...patch('{ op: set, path: spec.progresDeadlineSeconds, value: 900 }'),
    });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'FWY4041', file: 'governance/patch.yaml' });
    expect(errors[0]?.message).toContain('the patch tune breaks the object');
    expect(errors[0]?.message).toContain('Deployment/web at spec.progresDeadlineSeconds');
  });

  it('a value that only some versions take is judged by the version of the cluster', () => {
    // Kubernetes 1.34 added `hostnameOverride` to the spec of pods.
    const files = {
      ...service('web', '', { kind: 'Worker' }),
      ...patch('{ op: set, path: spec.template.spec.hostnameOverride, value: web.example.com }'),
    };
    expect(compiled({ ...files, ...onKubernetes('1.35') }).errors).toEqual([]);
    const { errors } = compiled({ ...files, ...onKubernetes('1.33') });
    expect(errors.map(({ code, file }) => `${code} ${file}`)).toEqual(['FWY4041 governance/patch.yaml']);
    expect(errors[0]?.message).toContain('Kubernetes 1.33 refuses');
  });

  it('a value of an intent that a plugin makes invalid is found where it is written', () => {
    const { errors } = compiled(
      service('web', 'scaling:\n  minReplicas: 5\n  maxReplicas: 8\n'),
      making(backup, ({ scaling }) => ({ copies: (scaling as { readonly min: number }).min }), [
        backupDefinition,
      ]),
    );
    expect(errors).toHaveLength(1);
    const [error] = errors;
    expect(error).toMatchObject({ code: 'FWY4041', file: 'services/web.yaml' });
    expect(error?.message).toContain('Backup/web at spec.copies');
    expect(error?.message).toContain(
      'spec.scaling.minReplicas of WebService web (part scaling, emitter backup)',
    );
    expect(error?.line).toBe(11);
  });

  it('a constant of an emitter is a mistake of the platform', () => {
    const { errors } = compiled(
      service('web'),
      making(backup, () => ({ copies: 9 }), [backupDefinition]),
    );
    expect(errors.map(({ code, file }) => `${code} ${file}`)).toEqual(['FWY4041 services/web.yaml']);
    expect(errors[0]?.fix?.summary).toContain('a mistake of the platform');
    expect(errors[0]?.fix?.summary).toContain('emitter backup');
  });

  it('of several emitters that make a kind all are named', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount' };
    const { errors } = compiled(
      service('web'),
      making(account, () => ({})),
    );
    const [error] = errors.filter(({ code }) => code === 'FWY4041');
    expect(error?.fix?.summary).toMatch(/emitter service-account or .*backup/);
  });

  it('a kind that nobody defines is an error, never a pass', () => {
    const { errors } = compiled(
      service('web'),
      making(backup, () => ({ copies: 1 })),
    );
    expect(errors.map(({ code }) => code)).toEqual(['FWY4042']);
    expect(errors[0]?.message).toContain('backup.example.com/v1 Backup');
  });

  it('what a plugin defines is accepted', () => {
    expect(
      compiled(
        service('web'),
        making(backup, () => ({ copies: 3 }), [backupDefinition]),
      ).errors,
    ).toEqual([]);
  });

  it('a broken definition is a mistake of the plugin that brings it', () => {
    const broken = { ...backupDefinition, spec: { group: 'backup.example.com' } };
    expect(() =>
      compiled(
        service('web'),
        making(backup, () => ({ copies: 1 }), [broken]),
      ),
    ).toThrow(
      'the definition backups.backup.example.com that the plugin backups brings is broken: spec.names.kind',
    );
  });

  const object = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'b' } };
  const circle: Record<string, unknown> = { ...object };
  circle['self'] = circle;
  it.each<readonly [string, unknown]>([
    ['it is no mapping', undefined],
    ['it is no mapping', null],
    ['it is no mapping', 'text'],
    ['it has no apiVersion and kind', {}],
    ['it has no metadata.name', { apiVersion: 'v1', kind: 'ServiceAccount' }],
    ['it has no metadata.name', { ...object, metadata: { name: 5 } }],
    ['it holds a function', { ...object, secrets: [() => 1] }],
    ['it holds a bigint', { ...object, secrets: [1n] }],
    ['it holds a Date', { ...object, metadata: { ...object.metadata, creationTimestamp: new Date(0) } }],
    ['it holds the number NaN', { ...object, automountServiceAccountToken: Number.NaN }],
    ['it is deeper than 100 levels, or contains itself', circle],
  ])('an emitter whose object cannot be written: %s', (reason, yielded) => {
    const emitter: Emitter = {
      name: 'odd',
      nodes: ['workload'],
      emits: [{ apiVersion: 'v1', kind: 'ServiceAccount', reasons: {} }],
      *emit() {
        yield yielded as KubernetesObject;
      },
    };
    const { errors } = compiled(service('web'), { apiVersion: 1, name: 'odd', emitters: [emitter] });
    expect(errors.map(({ code, message }) => [code, message])).toEqual([
      ['FWY4045', `the emitter odd makes what is no Kubernetes object: ${reason}`],
    ]);
  });

  it('an emitter that throws is a mistake of its plugin', () => {
    const emitter: Emitter = {
      name: 'odd',
      nodes: ['workload'],
      emits: [],
      emit() {
        throw new Error('no such table');
      },
    };
    const { errors } = compiled(service('web'), { apiVersion: 1, name: 'odd', emitters: [emitter] });
    expect(errors.map(({ message }) => message)).toEqual(['the emitter odd fails: no such table']);
  });

  it('an unknown Kubernetes version blocks the units on that cluster', () => {
    const { errors, units } = compiled({ ...service('web', '', { kind: 'Worker' }), ...onKubernetes('1.29') });
    expect(errors.map(({ code, file }) => `${code} ${file}`)).toEqual(['FWY4044 platform/cluster.yaml']);
    expect(units.size).toBe(0);
  });
});
