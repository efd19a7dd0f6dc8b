import { describe, expect, it } from 'vitest';
import { CONTAINER_OF_POD, pod, verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const os = { name: 'windows' };
const context = `${CONTAINER_OF_POD}.securityContext`;

function contained(securityContext: Fields, spec: Fields = { os }): Fields {
  return pod({ securityContext }, spec);
}

const ofContainers: readonly Fields[] = [
  { appArmorProfile: { type: 'RuntimeDefault' } },
  { seLinuxOptions: {} },
  { seccompProfile: { type: 'RuntimeDefault' } },
  { runAsUser: 1 },
  { runAsGroup: 1 },
  { capabilities: {} },
  { readOnlyRootFilesystem: false },
  { privileged: false },
  { allowPrivilegeEscalation: false },
  { procMount: 'Default' },
];

const ofPods: readonly Fields[] = [
  { fsGroup: 1 },
  { fsGroupChangePolicy: 'Always' },
  { supplementalGroups: [] },
  { supplementalGroupsPolicy: 'Merge' },
  { seLinuxChangePolicy: 'Recursive' },
  { sysctls: [{ name: 'a', value: '1' }] },
];

const forbidden: readonly Case[] = [
  ...ofContainers.map((fields): Case => [
    JSON.stringify(fields),
    contained(fields),
    [`forbidden ${context}.${Object.keys(fields)[0]}`],
  ]),
  ...ofPods.map((fields): Case => [
    JSON.stringify(fields),
    pod({}, { os, securityContext: fields }),
    [`forbidden spec.securityContext.${Object.keys(fields)[0]}`],
  ]),
  ...['hostUsers', 'shareProcessNamespace', 'hostPID', 'hostIPC'].map((name): Case => [
    name,
    pod({}, { os, [name]: true }),
    [`forbidden spec.${name}`],
  ]),
  ['resources of the pod', pod({}, { os, resources: { limits: { cpu: '1' } } }), ['forbidden spec.resources']],
];

const user = (runAsUserName: string): Fields => contained({ windowsOptions: { runAsUserName } });
const refused = [`pattern ${context}.windowsOptions.runAsUserName`];
const hostProcess = { windowsOptions: { hostProcess: true } };
const second = { name: 'b', image: 'b:1' };

const allowed: readonly Case[] = [
  ['a user', user('ContainerUser'), []],
  ['a user of a domain', user(String.raw`NT AUTHORITY\SYSTEM`), []],
  ['a user with a quote', user('a"b'), refused],
  ['a user of periods', user('. .'), refused],
  ['a user of a domain in DNS', user(String.raw`dom.example.org\u`), []],
  ['a domain with a colon', user(String.raw`d:x\u`), refused],
  ['an empty domain', user('\\u'), refused],
  ['two domains', user(String.raw`a\b\c`), refused],
  ['no user', user(''), [`length ${context}.windowsOptions.runAsUserName`]],
  [
    'no account of a group',
    contained({ windowsOptions: { gmsaCredentialSpecName: 'A B' } }),
    [`format ${context}.windowsOptions.gmsaCredentialSpecName`],
  ],
  [
    'that pods run as no root',
    pod({}, { os, hostNetwork: true, securityContext: { runAsNonRoot: true, sysctls: [] } }),
    [],
  ],
  ['namespaces of its own', pod({}, { os, hostPID: false }), []],
  ['processes of the host', contained(hostProcess, { os, hostNetwork: true }), []],
  ['processes of the host in another network', contained(hostProcess), ['required spec.hostNetwork']],
  [
    'processes of the host for some',
    contained(hostProcess, { os, hostNetwork: true, initContainers: [second] }),
    ['combination spec.containers'],
  ],
  [
    'processes of the host for all',
    pod({}, { os, hostNetwork: true, initContainers: [second], securityContext: hostProcess }),
    [],
  ],
  [
    'a pod that says otherwise',
    contained(
      { windowsOptions: { hostProcess: false } },
      { os, hostNetwork: true, securityContext: hostProcess },
    ),
    ['combination spec.securityContext.windowsOptions.hostProcess'],
  ],
];

describe.each<readonly [string, readonly Case[]]>([
  ['pods for windows lack', forbidden],
  ['pods for windows have', allowed],
])('%s', (_what, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict('v1', 'Pod', fields)).toEqual(expected);
  });
});

it('pods for linux have no options of windows', () => {
  const linux = { os: { name: 'linux' } };
  expect(verdict('v1', 'Pod', contained({ windowsOptions: {} }, linux))).toEqual([
    `forbidden ${context}.windowsOptions`,
  ]);
  expect(verdict('v1', 'Pod', pod({}, { ...linux, securityContext: { windowsOptions: {} } }))).toEqual([
    'forbidden spec.securityContext.windowsOptions',
  ]);
});
