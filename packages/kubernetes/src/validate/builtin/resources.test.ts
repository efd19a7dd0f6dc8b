import { describe, expect, it } from 'vitest';
import { app, CONTAINER_OF_POD, pod, verdict } from './testing.ts';
import type { Case, Fields } from './testing.ts';

const at = `${CONTAINER_OF_POD}.resources`;

function asks(requests: Fields, limits: Fields = {}): Fields {
  return pod({ resources: { requests, limits } });
}

function claims(...used: readonly Fields[]): Fields {
  const resourceClaims = [{ name: 'gpu', resourceClaimTemplateName: 'gpu' }];
  return pod({ resources: { claims: used } }, { resourceClaims });
}

const other = { name: 'other', image: 'a:1' };
const cpu = (amount: string): Fields => ({ requests: { cpu: amount } });
const limit = (amount: string): Fields => ({ limits: { cpu: amount } });

const containers: readonly Case[] = [
  ['blanks around a quantity', asks({ cpu: ' 1 ' }), []],
  ['blanks within a quantity', asks({ cpu: '1 Gi' }), [`format ${at}.requests.cpu`]],
  ['as much with blanks', asks({ cpu: ' 1' }, { cpu: '1' }), []],
  ['huge pages', asks({}, { 'hugepages-2Mi': '4Mi', cpu: '1' }), []],
  ['huge pages alone', asks({}, { 'hugepages-2Mi': '2Mi' }), [`combination ${at}`]],
  ['half a huge page', asks({}, { 'hugepages-2Mi': '3Mi', cpu: '1' }), [`range ${at}.limits.hugepages-2Mi`]],
  ['pages of no size', asks({}, { 'hugepages-foo': '3Mi', cpu: '1' }), [`range ${at}.limits.hugepages-foo`]],
  ['a resource of an operator', asks({}, { 'nvidia.com/gpu': '1' }), []],
  ['half a device', asks({}, { 'nvidia.com/gpu': '500m' }), [`type ${at}.limits["nvidia.com/gpu"]`]],
  [
    'a resource of a quota',
    asks({}, { 'requests.nvidia.com/gpu': '1' }),
    [`name ${at}.limits["requests.nvidia.com/gpu"]`],
  ],
  ['half of a resource of Kubernetes', asks({ 'kubernetes.io/foo': '500m' }), []],
  ['a resource without a domain', asks({ gpu: '1' }), [`name ${at}.requests.gpu`]],
  ['a claim', claims({ name: 'gpu' }), []],
  ['a claim twice', claims({ name: 'gpu' }, { name: 'gpu' }), [`duplicate ${at}.claims[1]`]],
  [
    'a claim and a request of it',
    claims({ name: 'gpu' }, { name: 'gpu', request: 'b' }),
    [`duplicate ${at}.claims[1]`],
  ],
  ['a wrong request', claims({ name: 'gpu', request: 'A B' }), [`format ${at}.claims[name=gpu].request`]],
];

const whole: readonly Case[] = [
  ['less for containers', pod({ resources: cpu('1') }, { resources: cpu('2') }), []],
  [
    'more for a container',
    pod({ resources: cpu('2') }, { resources: cpu('1') }),
    ['range spec.resources.requests.cpu'],
  ],
  [
    'more for all containers',
    pod(
      {},
      { containers: [app, other].map((one) => ({ ...one, resources: cpu('600m') })), resources: cpu('1') },
    ),
    ['range spec.resources.requests.cpu'],
  ],
  [
    'init containers that run one by one',
    pod(
      {},
      {
        initContainers: [other, { ...other, name: 'b' }].map((one) => ({ ...one, resources: cpu('1') })),
        resources: cpu('1'),
      },
    ),
    [],
  ],
  [
    'sidecars that stay',
    pod(
      { resources: cpu('600m') },
      { initContainers: [{ ...other, restartPolicy: 'Always', resources: cpu('600m') }], resources: cpu('1') },
    ),
    ['range spec.resources.requests.cpu'],
  ],
  [
    'a limit above that of the pod',
    pod({ resources: limit('8') }, { resources: limit('4') }),
    [`range ${CONTAINER_OF_POD}.resources.limits.cpu`],
  ],
  [
    'a resource of containers',
    pod({}, { resources: { limits: { 'nvidia.com/gpu': '1' } } }),
    ['name spec.resources.limits["nvidia.com/gpu"]'],
  ],
  [
    'a disk',
    pod({}, { resources: { limits: { 'ephemeral-storage': '1Gi' } } }),
    ['name spec.resources.limits.ephemeral-storage'],
  ],
];

const resize = (resourceName: string, restartPolicy: string): Fields => ({ resourceName, restartPolicy });

const resizes: readonly Case[] = [
  [
    'one without a restart',
    pod({ resizePolicy: [resize('cpu', 'NotRequired')] }, { restartPolicy: 'Never' }),
    [],
  ],
  [
    'one resource twice',
    pod({ resizePolicy: [resize('cpu', 'NotRequired'), resize('cpu', 'RestartContainer')] }),
    [`duplicate ${CONTAINER_OF_POD}.resizePolicy[1]`],
  ],
  [
    'a restart in a pod that never does',
    pod({ resizePolicy: [resize('cpu', 'RestartContainer')] }, { restartPolicy: 'Never' }),
    [`combination ${CONTAINER_OF_POD}.resizePolicy[0].restartPolicy`],
  ],
];

describe.each<readonly [string, readonly Case[]]>([
  ['resources of containers', containers],
  ['resources of pods', whole],
  ['changes of resources', resizes],
])('%s', (_what, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict('v1', 'Pod', fields)).toEqual(expected);
  });
});

it('pods have resources of their own from 1.34 on', () => {
  const fields = pod({ resources: cpu('2') }, { resources: cpu('1') });
  expect(verdict('v1', 'Pod', fields, '1.33')).toEqual([]);
  expect(verdict('v1', 'Pod', fields, '1.34')).toEqual(['range spec.resources.requests.cpu']);
});

it('claims are dropped before 1.34', () => {
  const fields = pod({ resources: { claims: [{ request: 'A B' }] } }, { resourceClaims: [{}] });
  expect(verdict('v1', 'Pod', fields, '1.33')).toEqual([]);
  expect(verdict('v1', 'Pod', fields, '1.34')).not.toEqual([]);
});
