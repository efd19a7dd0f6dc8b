import { kindsPlugin } from '@fairway/kinds';
import { orderDifferences, testPart } from '@fairway/kinds/testing';
import { definePart, setValue, WorkloadProperties } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { baseOrganization } from './base-organization.ts';
import { compileFiles } from './compile-files.ts';

const image = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

function service(
  kind: string,
  name: string,
  spec: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const document = {
    apiVersion: 'platform.example.com/v1beta1',
    kind,
    metadata: { name },
    spec: { owner: 'team-a', runtime: { language: 'java', image }, ...spec },
  };
  return { [`services/${name}.yaml`]: JSON.stringify(document) };
}

const everyKind = {
  ...baseOrganization,
  ...service('WebService', 'web', {
    ports: [{ name: 'admin', port: 9000, protocol: 'http', exposure: { class: 'internal' } }],
  }),
  ...service('Worker', 'mailer'),
  ...service('ScheduledJob', 'report', { schedule: '0 3 * * *' }),
  ...service('Job', 'import'),
};

describe('one of each kind with nothing but a language and an image', () => {
  it.each(['dev', 'staging', 'prod'])('is complete in %s', (environment) => {
    const { diagnostics, graph } = compileFiles(everyKind, environment);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const nodes = graph.nodes.filter(({ type }) => type === 'workload');
    expect(nodes.map(({ name }) => name)).toEqual(['import', 'mailer', 'report', 'web']);
    for (const { name, properties } of nodes) {
      expect([name, WorkloadProperties.safeParse(properties).error?.issues ?? []]).toEqual([name, []]);
    }
  });

  it('is the same whatever the order of parts', () => {
    const compile = (plugin: typeof kindsPlugin) => compileFiles(everyKind, 'prod', [plugin]);
    expect(orderDifferences(kindsPlugin, [1, 2, 3, 4, 5], compile)).toEqual([]);
  });
});

it('runs a part of a platform team in a small organization', () => {
  const part = definePart({
    name: 'motto',
    docs: { summary: 'A motto.' },
    schema: ({ fields }) => ({ motto: fields.text('The motto.').optional() }),
    vary: [],
    lower: ({ spec }) => [setValue('extensions.subject', { motto: spec.motto })],
  });
  const result = testPart({
    part,
    spec: { motto: 'onward' },
    compile: ({ files, environment, plugin }) => compileFiles(files, environment, [kindsPlugin, plugin]),
  });
  expect(result.codes).toEqual([]);
  expect(result.node?.properties).toMatchObject({ extensions: { subject: { motto: 'onward' } } });
});
