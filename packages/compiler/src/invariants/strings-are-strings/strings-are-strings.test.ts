import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, service } from '../testing.ts';
import { stringsAreStringsInvariant } from './strings-are-strings.ts';

describe('strings-are-strings', () => {
  test('a unit as it should be', () => {
    expect(check(stringsAreStringsInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'a label that is a boolean',
      mutate(service, 'Service', ['metadata', 'labels'], { canary: true }),
      ['Service metadata.labels["canary"]'],
    ],
    [
      'an annotation that is a number',
      mutate(service, 'Deployment', ['spec', 'template', 'metadata', 'annotations'], { version: 1.1 }),
      ['Deployment spec.template.metadata.annotations["version"]'],
    ],
    [
      'a variable that is a number',
      mutate(service, 'Deployment', [...app, 'env', 0, 'value'], 8080),
      ['Deployment spec.template.spec.containers[name=app].env[name=PLATFORM_ENVIRONMENT].value'],
    ],
    [
      'a file that is none',
      mutate(service, 'ConfigMap', ['data'], { 'a.yaml': null }),
      ['ConfigMap data["a.yaml"]'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(stringsAreStringsInvariant, objects))).toEqual(expected);
  });
});
