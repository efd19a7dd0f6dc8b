import { describe, expect, test } from 'vitest';
import { app, check, cronJob, mutate, places, service } from '../testing.ts';
import { privilegedInvariant } from './privileged.ts';

describe('privileged', () => {
  test('a unit as it should be', () => {
    expect(check(privilegedInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'privileged',
      mutate(service, 'Deployment', [...app, 'securityContext', 'privileged'], true),
      ['Deployment spec.template.spec.containers[name=app].securityContext.privileged'],
    ],
    [
      'left open',
      mutate(service, 'Deployment', [...app, 'securityContext', 'privileged'], undefined),
      ['Deployment spec.template.spec.containers[name=app].securityContext.privileged'],
    ],
    [
      'in a CronJob',
      [
        mutate(
          [cronJob],
          'CronJob',
          ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0, 'securityContext', 'privileged'],
          true,
        )[0] ?? cronJob,
      ],
      ['CronJob spec.jobTemplate.spec.template.spec.containers[name=app].securityContext.privileged'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(privilegedInvariant, objects))).toEqual(expected);
  });
});
