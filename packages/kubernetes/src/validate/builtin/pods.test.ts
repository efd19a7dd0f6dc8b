import { describe, expect, it } from 'vitest';
import { CONTAINER, POD, app, verdict, workload } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const mount = `${CONTAINER}.volumeMounts[mountPath=/x]`;

function mounted(fields: Fields): Fields {
  const volumes = [{ name: 'x', emptyDir: {} }];
  return workload({ volumeMounts: [{ name: 'x', mountPath: '/x', ...fields }] }, { volumes });
}

describe('containers and pods', () => {
  it.each<Case>([
    ['nothing wrong', workload({}), []],
    ['no image', workload({ image: '' }), [`required ${CONTAINER}.image`]],
    ['a wrong name', workload({ name: 'App' }), [`format ${POD}.containers[name=App].name`]],
    ['no containers', workload({}, { containers: [] }), [`length ${POD}.containers`]],
    [
      'a port out of range',
      workload({ ports: [{ containerPort: 70_000 }] }),
      [`range ${CONTAINER}.ports[containerPort=70000].containerPort`],
    ],
    [
      'a port twice',
      workload({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }),
      [`duplicate ${CONTAINER}.ports[1]`],
    ],
    [
      'a port name twice',
      workload({
        ports: [
          { name: 'a', containerPort: 80 },
          { name: 'a', containerPort: 81 },
        ],
      }),
      [`duplicate ${CONTAINER}.ports[containerPort=81]`],
    ],
    ['no such policy', workload({ imagePullPolicy: 'Sometimes' }), [`enum ${CONTAINER}.imagePullPolicy`]],
    ['an empty policy is the default', workload({ imagePullPolicy: '' }), []],
    [
      'two sources of a variable',
      workload({ env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
      [`combination ${CONTAINER}.env[name=A].valueFrom`],
    ],
    [
      'an unknown field of a pod',
      workload({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.x' } } }] }),
      [`pattern ${CONTAINER}.env[name=A].valueFrom.fieldRef.fieldPath`],
    ],
    [
      'more requested than allowed',
      workload({ resources: { requests: { cpu: '2' }, limits: { cpu: '1500m' } } }),
      [`range ${CONTAINER}.resources.requests.cpu`],
    ],
    [
      'a negative amount',
      workload({ resources: { requests: { cpu: '-1' } } }),
      [`format ${CONTAINER}.resources.requests.cpu`],
    ],
    [
      'no amount',
      workload({ resources: { requests: { cpu: 'lots' } } }),
      [`format ${CONTAINER}.resources.requests.cpu`],
    ],
    [
      'a probe with two handlers',
      workload({ livenessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } }),
      [`combination ${CONTAINER}.livenessProbe`],
    ],
    [
      'a probe without a handler',
      workload({ readinessProbe: { periodSeconds: 5 } }),
      [`combination ${CONTAINER}.readinessProbe`],
    ],
    [
      'a liveness probe that succeeds twice',
      workload({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } }),
      [`range ${CONTAINER}.livenessProbe.successThreshold`],
    ],
    [
      'a mount without a volume',
      workload({ volumeMounts: [{ name: 'x', mountPath: '/x' }] }),
      [`combination ${CONTAINER}.volumeMounts[mountPath=/x].name`],
    ],
    [
      'a volume with two sources',
      workload({}, { volumes: [{ name: 'x', emptyDir: {}, hostPath: { path: '/x' } }] }),
      [`combination ${POD}.volumes[name=x]`],
    ],
    [
      'a container name twice',
      workload({}, { initContainers: [app] }),
      [`duplicate ${POD}.initContainers[name=app].name`],
    ],
    [
      'a sleep longer than the time to end',
      workload({ lifecycle: { preStop: { sleep: { seconds: 60 } } } }),
      [`range ${CONTAINER}.lifecycle.preStop.sleep.seconds`],
    ],
    [
      'a group that is no number',
      workload({ securityContext: { runAsGroup: -1 } }),
      [`range ${CONTAINER}.securityContext.runAsGroup`],
    ],
    [
      'a capability by the name that runtimes use',
      workload({
        securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
      }),
      [],
    ],
    [
      'the capability that the server knows',
      workload({
        securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
      }),
      [`combination ${CONTAINER}.securityContext.allowPrivilegeEscalation`],
    ],
    [
      'a profile without its file',
      workload({ securityContext: { seccompProfile: { type: 'Localhost' } } }),
      [`required ${CONTAINER}.securityContext.seccompProfile.localhostProfile`],
    ],
    [
      'a toleration without a key',
      workload({}, { tolerations: [{ effect: 'NoSchedule' }] }),
      [`combination ${POD}.tolerations[0].operator`],
    ],
    [
      'a spread of 0',
      workload(
        {},
        {
          topologySpreadConstraints: [{ maxSkew: 0, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
        },
      ),
      [`range ${POD}.topologySpreadConstraints[topologyKey=zone].maxSkew`],
    ],
    [
      'an unknown field',
      workload({ imagePullPolice: 'Always' }),
      [`unknownField ${CONTAINER}.imagePullPolice`],
    ],
    [
      'a path below a volume twice',
      mounted({ subPath: 'a', subPathExpr: 'b' }),
      [`combination ${mount}.subPathExpr`],
    ],
    ['a path below a volume', mounted({ subPath: 'a', subPathExpr: '' }), []],
    ['a source of nothing', workload({}, { volumes: [{ name: 'x', projected: { sources: [{}] } }] }), []],
    [
      'a source of two kinds',
      workload(
        {},
        {
          volumes: [
            { name: 'x', projected: { sources: [{ secret: { name: 'a' }, configMap: { name: 'a' } }] } },
          ],
        },
      ),
      [`combination ${POD}.volumes[name=x].projected.sources[0]`],
    ],
    ['null is absent', workload({ livenessProbe: null }, { hostname: null }), []],
    ['null in a list is empty', workload({ envFrom: [null] }), [`combination ${CONTAINER}.envFrom[0]`]],
  ])('%s', (_, fields, expected) => {
    expect(verdict('apps/v1', 'Deployment', fields)).toEqual(expected);
  });
});

describe('minors differ', () => {
  const own = workload({ restartPolicy: 'Never' });

  it('containers have restart policies of their own from 1.35 on', () => {
    expect(verdict('apps/v1', 'Deployment', own, '1.34')).toEqual([`forbidden ${CONTAINER}.restartPolicy`]);
    expect(verdict('apps/v1', 'Deployment', own, '1.35')).toEqual([]);
  });
});
