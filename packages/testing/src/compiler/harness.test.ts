import { expect, it } from 'vitest';
import { baseOrganization, compileFiles, definitionOf, image, service } from '../harness.ts';

const everyKind = {
  ...baseOrganization,
  ...service('web'),
  ...service('mailer', '', { kind: 'Worker' }),
  ...service('report', 'schedule: 0 3 * * *', { kind: 'ScheduledJob' }),
  ...service('import', '', { kind: 'Job' }),
};

it.each(['dev', 'staging', 'prod'])(
  'one of each kind compiles in %s, and its objects keep every check',
  (environment) => {
    const { codes, units, field } = compileFiles(everyKind, environment);
    expect(codes).toEqual([]);
    expect([...units.keys()]).toEqual(
      ['_namespace', 'import', 'mailer', 'report', 'web'].map(
        (name) => `${environment}/local/shop-${environment}/${name}`,
      ),
    );
    expect(field('Deployment/web', 'spec.template.spec.containers[name=app].image')).toBe(image);
  },
);

it('throws where an object breaks a check', () => {
  const patch = definitionOf(
    'Patch',
    'bad',
    [
      'owner: team-a',
      'reason: A test.',
      'expires: 2026-12-31',
      'target: {service: web, object: Deployment/web}',
      'operations: [{op: set, path: "metadata.labels.team", value: "not a label"}]',
    ].join('\n'),
  );
  const files = { ...baseOrganization, ...service('web'), 'governance/patches/bad.yaml': patch };
  expect(() => compileFiles(files)).toThrow(/the label team=not a label is wrong/);
});
