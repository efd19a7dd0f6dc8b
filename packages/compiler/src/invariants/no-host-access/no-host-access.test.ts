import { describe, expect, test } from 'vitest';
import { app, check, mutate, places, pod, service } from '../testing.ts';
import { noHostAccessInvariant } from './no-host-access.ts';

describe('no-host-access', () => {
  test('a unit as it should be', () => {
    expect(check(noHostAccessInvariant, service)).toEqual([]);
  });

  test.each([
    [
      'host network',
      mutate(service, 'Deployment', [...pod, 'hostNetwork'], true),
      ['Deployment spec.template.spec.hostNetwork'],
    ],
    [
      'host processes',
      mutate(service, 'Deployment', [...pod, 'hostPID'], true),
      ['Deployment spec.template.spec.hostPID'],
    ],
    [
      'host IPC',
      mutate(service, 'Deployment', [...pod, 'hostIPC'], true),
      ['Deployment spec.template.spec.hostIPC'],
    ],
    [
      'host folder',
      mutate(service, 'Deployment', [...pod, 'volumes', 0], { name: 'tmp', hostPath: { path: '/' } }),
      ['Deployment spec.template.spec.volumes[name=tmp].hostPath'],
    ],
    [
      'host port',
      mutate(service, 'Deployment', [...app, 'ports', 0, 'hostPort'], 80),
      ['Deployment spec.template.spec.containers[name=app].ports[containerPort=8080].hostPort'],
    ],
    [
      'kernel settings',
      mutate(
        service,
        'Deployment',
        [...pod, 'securityContext', 'sysctls'],
        [{ name: 'kernel.msgmax', value: '1' }],
      ),
      ['Deployment spec.template.spec.securityContext.sysctls'],
    ],
    [
      'unmasked /proc',
      mutate(service, 'Deployment', [...app, 'securityContext', 'procMount'], 'Unmasked'),
      ['Deployment spec.template.spec.containers[name=app].securityContext.procMount'],
    ],
    [
      'a probe of another host',
      mutate(service, 'Deployment', [...app, 'livenessProbe', 'httpGet', 'host'], '169.254.169.254'),
      ['Deployment spec.template.spec.containers[name=app].livenessProbe.httpGet.host'],
    ],
    [
      'a hook that calls another host',
      mutate(service, 'Deployment', [...app, 'lifecycle', 'preStop'], {
        httpGet: { host: 'example.com', port: 80 },
      }),
      ['Deployment spec.template.spec.containers[name=app].lifecycle.preStop.httpGet.host'],
    ],
    [
      'a process of the node',
      mutate(service, 'Deployment', [...pod, 'securityContext', 'windowsOptions'], { hostProcess: true }),
      ['Deployment spec.template.spec.securityContext.windowsOptions.hostProcess'],
    ],
  ] as const)('%s', (_, objects, expected) => {
    expect(places(check(noHostAccessInvariant, objects))).toEqual(expected);
  });
});
