import { describe, expect, it } from 'vitest';
import { parseRequest, type Request } from './arguments.ts';

function accepted(...args: readonly string[]): Request {
  const parsed = parseRequest(args);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.request;
}

function refused(...args: readonly string[]): string {
  const parsed = parseRequest(args);
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.request)}`);
  return parsed.message;
}

describe('arguments of the cluster command', () => {
  it('build all products or those that are named', () => {
    expect(accepted('build')).toEqual({
      command: 'build',
      products: [
        'etcd',
        'kubernetes-1.35',
        'kubernetes-1.33',
        'kubernetes-1.36',
        'kwok',
        'argo-rollouts',
        'argo-cd',
      ],
    });
    expect(accepted('build', 'kwok', 'etcd')).toEqual({ command: 'build', products: ['kwok', 'etcd'] });
  });

  it('start the api layer with the complete minor unless told otherwise', () => {
    expect(accepted('up')).toEqual({ command: 'up', layer: 'api', kubernetes: '1.35' });
    expect(accepted('up', '--kubernetes', '1.33')).toEqual({ command: 'up', layer: 'api', kubernetes: '1.33' });
    expect(accepted('up', '--layer=real')).toEqual({ command: 'up', layer: 'real', kubernetes: '1.35' });
  });

  it.each(['down', 'reset', 'kubeconfig'] as const)('know %s', (command) => {
    expect(accepted(command)).toEqual({ command });
  });

  it.each([
    [[], 'no command; use: build'],
    [['dwon'], 'there is no command dwon; use: build'],
    [['build', 'helm', 'etcd'], 'there is no product helm; there are: etcd, kubernetes-1.35'],
    [['up', '--layer', 'fake'], 'there is no layer fake; there are: api, simulated, real'],
    [['up', '--kubernetes', '1.34'], 'Kubernetes 1.34 is not built; built are: 1.33, 1.35, 1.36'],
    [
      ['up', '--layer', 'real', '--kubernetes', '1.36'],
      'layer real needs programs that are built for Kubernetes 1.35',
    ],
    [['up', 'now'], '`up` takes no now; use: build'],
    [['down', '--layer', 'api'], '--layer and --kubernetes belong to `up`'],
    [['up', '--fast'], "Unknown option '--fast'; use: build"],
    [['up', '--layer'], "Option '--layer <value>' argument missing; use: build"],
  ])('refuse %j in one line', (args, message) => {
    expect(refused(...args)).toContain(message);
    expect(refused(...args)).not.toContain('\n');
  });
});
