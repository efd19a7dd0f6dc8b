import { describe, expect, it } from 'vitest';
import { differsFromDefault, mainProtocol, serviceName, specAt } from './context.ts';
import { testContext, type ContextOptions } from './testing/part-context.ts';

const path = ['health', 'readiness'];
const contextWith = (options: Partial<ContextOptions<unknown>>) =>
  testContext({ spec: { health: { readiness: '/ready' } }, ...options }).context;
const defaults = { health: { readiness: '/ready' } };

describe('what somebody wrote', () => {
  it('is what no default gives', () => {
    expect(differsFromDefault(contextWith({}), path)).toBe(true);
    expect(differsFromDefault(contextWith({ spec: {} }), path)).toBe(false);
  });

  it.each([
    ['the default of the kind', { documents: { KindDefault: { any: { kind: 'WebService', defaults } } } }],
    ['the environment class', { environment: { class: { defaults } } }],
    [
      'the definition of an own kind',
      { kind: 'Site', documents: { KindDefinition: { site: { kind: 'Site', defaults } } } },
    ],
    [
      'the kind that an own kind extends',
      {
        kind: 'Site',
        documents: {
          KindDefinition: { site: { kind: 'Site', extends: 'WebService' } },
          KindDefault: { 'web-service': { kind: 'WebService', defaults } },
        },
      },
    ],
  ])('is not what %s gives', (_, options) => {
    expect(differsFromDefault(contextWith(options), path)).toBe(false);
  });

  it('is not compared with the default of another kind', () => {
    const documents = { KindDefault: { worker: { kind: 'Worker', defaults } } };
    expect(differsFromDefault(contextWith({ documents }), path)).toBe(true);
  });
});

it('looks at other parts of the spec', () => {
  const context = contextWith({ spec: { exposure: { protocol: 'grpc' } } });
  expect(specAt(context, 'exposure', 'protocol')).toBe('grpc');
  expect(mainProtocol(context)).toBe('grpc');
  expect(mainProtocol(contextWith({}))).toBe('http');
  expect(serviceName(context)).toBe('shop/web');
});
