import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { windowsFieldsInvariant } from './windows-fields.ts';

describe('windows-fields', () => {
  test('a unit as it should be', () => {
    expect(check(windowsFieldsInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a Linux unit that says Windows',
      mutate(service, 'Deployment', [...pod, 'os'], { name: 'windows' }),
      ['Deployment spec.template.spec.os.name'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(windowsFieldsInvariant, objects))).toEqual(expected);
  });

  test('a Windows unit with the fields of Linux', () => {
    const found = places(check(windowsFieldsInvariant, service, { os: 'windows' }));
    expect(found).toContain('Deployment spec.template.spec.os.name');
    expect(found).toContain('Deployment spec.template.spec.securityContext.seccompProfile');
    expect(found).toContain('Deployment spec.template.spec.containers[name=app].securityContext.capabilities');
  });

  test('a Windows unit as it should be', () => {
    const plain = mutate(
      mutate(service, 'Deployment', [...pod, 'securityContext'], { runAsNonRoot: true }),
      'Deployment',
      [...app, 'securityContext'],
      undefined,
    );
    expect(
      check(windowsFieldsInvariant, mutate(plain, 'Deployment', [...pod, 'os'], { name: 'windows' }), {
        os: 'windows',
      }),
    ).toEqual([]);
  });
});
