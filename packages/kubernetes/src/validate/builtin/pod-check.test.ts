import { describe, expect, it } from 'vitest';
import { app, CONTAINER_OF_POD as at, POD, pod, verdict, workload } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const second = { name: 'b', image: 'b:1' };
const claim = { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } };
const empty = { name: 'tmp', emptyDir: {} };

function sysctl(name: string, spec: Fields): Fields {
  return pod({}, { ...spec, securityContext: { sysctls: [{ name, value: '1' }] } });
}

const host: readonly Case[] = [
  ['users of its own', pod({}, { hostUsers: false }), []],
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((name): Case => [
    `users of its own beside ${name}`,
    pod({}, { hostUsers: false, [name]: true }),
    [`forbidden spec.${name}`],
  ]),
  [
    'users of its own and a device',
    pod({ volumeDevices: [{ name: 'disk', devicePath: '/d' }] }, { hostUsers: false, volumes: [claim] }),
    [`forbidden ${at}.volumeDevices`],
  ],
  [
    'all of /proc',
    pod({ securityContext: { procMount: 'Unmasked' } }),
    [`combination ${at}.securityContext.procMount`],
  ],
  [
    'all of /proc for its own users',
    pod({ securityContext: { procMount: 'Unmasked' } }, { hostUsers: false }),
    [],
  ],
  ['a host name', pod({}, { hostnameOverride: 'a.b' }), []],
  ['a host name in upper case', pod({}, { hostnameOverride: 'A' }), ['format spec.hostnameOverride']],
  ['a long host name', pod({}, { hostnameOverride: `${'a'.repeat(63)}.b` }), ['length spec.hostnameOverride']],
  [
    'two host names',
    pod({}, { hostnameOverride: 'a', setHostnameAsFQDN: true }),
    ['forbidden spec.hostnameOverride'],
  ],
  [
    'a host name on a host',
    pod({}, { hostnameOverride: 'a', hostNetwork: true }),
    ['forbidden spec.hostnameOverride'],
  ],
  ['a parameter of its network', sysctl('net.core.somaxconn', {}), []],
  [
    'a parameter of the network of the host',
    sysctl('net/core/somaxconn', { hostNetwork: true }),
    ['combination spec.securityContext.sysctls[name=net/core/somaxconn].name'],
  ],
  [
    'a parameter of the memory of the host',
    sysctl('kernel.shmmax', { hostIPC: true }),
    ['combination spec.securityContext.sysctls[name=kernel.shmmax].name'],
  ],
  ['a parameter of something else of the host', sysctl('kernel.shmmax', { hostNetwork: true }), []],
  [
    'a port of the host twice',
    pod(
      { ports: [{ containerPort: 80, hostPort: 81 }] },
      {
        containers: [app, second].map((one, index) => ({
          ...one,
          ports: [{ containerPort: 80 + index, hostPort: 81 }],
        })),
      },
    ),
    ['duplicate spec.containers[name=b].ports[containerPort=81].hostPort'],
  ],
  [
    'a port of the host for two protocols and addresses',
    pod({
      ports: [
        { containerPort: 80, hostPort: 81 },
        { containerPort: 80, hostPort: 81, protocol: 'UDP' },
        { containerPort: 82, hostPort: 81, hostIP: '10.0.0.1' },
      ],
    }),
    [],
  ],
  [
    'a port of the host for one container after the other',
    pod(
      { ports: [{ containerPort: 80, hostPort: 81 }] },
      {
        initContainers: [
          { ...second, ports: [{ containerPort: 80, hostPort: 81 }] },
          { ...second, name: 'c', ports: [{ containerPort: 80, hostPort: 81 }] },
        ],
      },
    ),
    [],
  ],
  [
    'a port of an init container twice',
    pod(
      {},
      {
        initContainers: [
          { ...second, ports: [80, 82].map((containerPort) => ({ containerPort, hostPort: 81 })) },
        ],
      },
    ),
    ['duplicate spec.initContainers[name=b].ports[containerPort=82].hostPort'],
  ],
];

const mountsAndFiles: readonly Case[] = [
  [
    'a mount that is read only to its end',
    pod(
      { volumeMounts: [{ name: 'tmp', mountPath: '/t', readOnly: true, recursiveReadOnly: 'Enabled' }] },
      { volumes: [empty] },
    ),
    [],
  ],
  [
    'the same with other mounts inside',
    pod(
      {
        volumeMounts: [
          {
            name: 'tmp',
            mountPath: '/t',
            readOnly: true,
            recursiveReadOnly: 'Enabled',
            mountPropagation: 'HostToContainer',
          },
        ],
      },
      { volumes: [empty] },
    ),
    [`combination ${at}.volumeMounts[mountPath=/t].recursiveReadOnly`],
  ],
  [
    'a device twice',
    pod(
      { volumeDevices: ['/a', '/b'].map((devicePath) => ({ name: 'disk', devicePath })) },
      { volumes: [claim] },
    ),
    [`combination ${at}.volumeDevices[devicePath=/b].name`],
  ],
  [
    'a device where something is mounted',
    pod(
      { volumeDevices: [{ name: 'disk', devicePath: '/t' }], volumeMounts: [{ name: 'tmp', mountPath: '/t' }] },
      { volumes: [claim, empty] },
    ),
    [`combination ${at}.volumeDevices[devicePath=/t].devicePath`],
  ],
  [
    'a device upwards',
    pod({ volumeDevices: [{ name: 'disk', devicePath: '/../d' }] }, { volumes: [claim] }),
    [`combination ${at}.volumeDevices[devicePath=/../d].devicePath`],
  ],
  ...(
    [
      ['of the pod', [empty], []],
      ['of nothing', [], [`combination ${at}.env[name=A].valueFrom.fileKeyRef.volumeName`]],
      [
        'of a claim',
        [{ ...claim, name: 'tmp' }],
        [`combination ${at}.env[name=A].valueFrom.fileKeyRef.volumeName`],
      ],
    ] as const
  ).map(([what, volumes, expected]): Case => [
    `a file ${what}`,
    pod(
      { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'tmp', path: 'a', key: 'A' } } }] },
      { volumes },
    ),
    expected,
  ]),
];

const mounted = (fields: Fields): Fields =>
  pod({ volumeMounts: [{ name: 'tmp', mountPath: '/t', ...fields }] }, { volumes: [empty] });

const emptyText: readonly Case[] = [
  ['a mount', mounted({ mountPropagation: '' }), [`length ${at}.volumeMounts[mountPath=/t].mountPropagation`]],
  [
    'a mount to its end',
    mounted({ recursiveReadOnly: '' }),
    [`length ${at}.volumeMounts[mountPath=/t].recursiveReadOnly`],
  ],
  ['/proc', pod({ securityContext: { procMount: '' } }), [`length ${at}.securityContext.procMount`]],
  [
    'a claim',
    pod({}, { resourceClaims: [{ name: 'a', resourceClaimName: '' }] }),
    ['length spec.resourceClaims[name=a].resourceClaimName'],
  ],
];

const rule = { action: 'Restart', exitCodes: { operator: 'In', values: [1] } };
const restarting = (...restartPolicyRules: readonly Fields[]): Fields =>
  pod({ restartPolicy: 'Never', restartPolicyRules });
const all = restarting({ ...rule, action: 'RestartAllContainers' });

const restarts: readonly Case[] = [
  ['a rule', restarting(rule), []],
  [
    'too many rules',
    restarting(...Array.from({ length: 21 }, () => rule)),
    [`length ${at}.restartPolicyRules`],
  ],
  ['rules without a policy', pod({ restartPolicyRules: [rule] }), [`required ${at}.restartPolicy`]],
  ['a rule for all', all, [`enum ${at}.restartPolicyRules[0].action`]],
  [
    'a node for one that waits',
    pod({}, { nodeName: 'n', schedulingGates: [{ name: 'a' }] }),
    ['forbidden spec.nodeName'],
  ],
  ['no class', pod({}, { runtimeClassName: '' }), ['length spec.runtimeClassName']],
  [
    'many search domains',
    pod({}, { dnsConfig: { searches: Array.from({ length: 32 }, () => `${'a'.repeat(62)}.b`) } }),
    ['length spec.dnsConfig.searches'],
  ],
];

const annotated = (key: string, value: string): Case[1] => pod({}, {}, { [key]: value });
const wrong = (key: string): readonly string[] => [`format metadata.annotations["${key}"]`];
const COST = 'controller.kubernetes.io/pod-deletion-cost';
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io';
const SECCOMP = 'seccomp.security.alpha.kubernetes.io/pod';

const annotations: readonly Case[] = [
  ...['-5', '0', '100', '-05'].map((value): Case => [`cost ${value}`, annotated(COST, value), []]),
  ...['', 'abc', '+5', '05', '2147483648'].map((value): Case => [
    `cost ${value}`,
    annotated(COST, value),
    wrong(COST),
  ]),
  ['AppArmor', annotated(`${APP_ARMOR}/app`, 'localhost/a'), []],
  ['AppArmor for nobody', annotated(`${APP_ARMOR}/b`, 'unconfined'), wrong(`${APP_ARMOR}/b`)],
  ['no AppArmor', annotated(`${APP_ARMOR}/app`, 'a'), wrong(`${APP_ARMOR}/app`)],
  ['seccomp', annotated(SECCOMP, 'localhost/a/b.json'), []],
  ['no seccomp', annotated(SECCOMP, 'localhost/../b'), wrong(SECCOMP)],
  ['a mirror', annotated('kubernetes.io/config.mirror', 'a'), wrong('kubernetes.io/config.mirror')],
  ['any other', annotated('example.org/a', 'b'), []],
];

describe.each<readonly [string, readonly Case[]]>([
  ['hosts of pods', host],
  ['mounts, devices, and files of pods', mountsAndFiles],
  ['starts of containers', restarts],
  ['empty text is no default of', emptyText],
  ['annotations of pods', annotations],
])('%s', (_what, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict('v1', 'Pod', fields)).toEqual(expected);
  });
});

describe('templates', () => {
  it('have annotations of pods', () => {
    const template = {
      metadata: { labels: { app: 'a' }, annotations: { [COST]: 'x' } },
      spec: { containers: [app] },
    };
    expect(verdict('apps/v1', 'Deployment', workload({}, {}, { template }))).toEqual([
      `format spec.template.metadata.annotations["${COST}"]`,
    ]);
  });

  it('have owners that nobody looks at', () => {
    const template = { metadata: { labels: { app: 'a' }, ownerReferences: [{}] }, spec: { containers: [app] } };
    expect(verdict('apps/v1', 'Deployment', workload({}, {}, { template }))).toEqual([]);
  });

  it('name a node for pods that wait', () => {
    expect(
      verdict('apps/v1', 'Deployment', workload({}, { nodeName: 'n', schedulingGates: [{ name: 'a' }] })),
    ).toEqual([]);
  });

  it('have ports of the host once', () => {
    const ports = [1, 2].map((containerPort) => ({ containerPort, hostPort: 81 }));
    expect(verdict('apps/v1', 'Deployment', workload({ ports }))).toEqual([
      `duplicate ${POD}.containers[name=app].ports[containerPort=2].hostPort`,
    ]);
  });
});

describe('minors differ', () => {
  it('a container starts all again from 1.36 on', () => {
    expect(verdict('v1', 'Pod', all, '1.36')).toEqual([]);
  });

  it('names of hosts are dropped before 1.35', () => {
    const fields = pod({}, { hostnameOverride: 'A', hostNetwork: true });
    expect(verdict('v1', 'Pod', fields, '1.34')).toEqual([]);
  });

  it('pods with users of their own have devices before 1.34', () => {
    const devices = [{ name: 'disk', devicePath: '/d' }];
    const fields = pod({ volumeDevices: devices }, { hostUsers: false, volumes: [claim] });
    expect(verdict('v1', 'Pod', fields, '1.33')).toEqual([]);
  });

  it('keys to spread by stand in no selector before 1.34', () => {
    const constraint = {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      matchLabelKeys: ['app'],
      labelSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    };
    const fields = pod({}, { topologySpreadConstraints: [constraint] });
    expect(verdict('v1', 'Pod', fields, '1.33')).toEqual([
      'combination spec.topologySpreadConstraints[topologyKey=zone].matchLabelKeys[0]',
    ]);
    expect(verdict('v1', 'Pod', fields, '1.34')).toEqual([]);
  });
});
