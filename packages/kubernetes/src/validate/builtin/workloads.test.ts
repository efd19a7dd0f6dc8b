import { describe, expect, it } from 'vitest';
import { CONTAINER, POD, app, labels, verdict, workload } from './testing.ts';
import type { Fields, KindCases } from './testing.ts';

const job = { template: { spec: { restartPolicy: 'Never', containers: [app] } } };

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };

function stateful(spec: Fields, container: Fields = {}, pod: Fields = {}): Fields {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: claim }];
  return workload(container, pod, { volumeClaimTemplates, ...spec });
}

function updated(updateStrategy: Fields): Fields {
  return workload({}, {}, { updateStrategy });
}

describe.each<KindCases>([
  [
    'apps/v1',
    'Deployment',
    [
      ['fewer than none', workload({}, {}, { replicas: -1 }), ['range spec.replicas']],
      [
        'a selector of others',
        workload({}, {}, { selector: { matchLabels: { app: 'b' } } }),
        ['combination spec.template.metadata.labels'],
      ],
      ['an empty selector', workload({}, {}, { selector: {} }), ['required spec.selector']],
      ['a policy of Jobs', workload({}, { restartPolicy: 'Never' }), [`enum ${POD}.restartPolicy`]],
      [
        'no progress possible',
        workload({}, {}, { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
        ['combination spec.strategy.rollingUpdate.maxUnavailable'],
      ],
      [
        'more than all',
        workload({}, {}, { strategy: { rollingUpdate: { maxUnavailable: '101%' } } }),
        ['format spec.strategy.rollingUpdate.maxUnavailable'],
      ],
      ['a number beyond 32 bits', workload({}, {}, { replicas: 2 ** 31 }), ['range spec.replicas']],
    ],
  ],
  [
    'apps/v1',
    'DaemonSet',
    [
      [
        'a surge alone',
        updated({ rollingUpdate: { maxSurge: 1 } }),
        ['combination spec.updateStrategy.rollingUpdate.maxSurge'],
      ],
      ['a surge in place of others', updated({ rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } }), []],
      [
        'none at once',
        updated({ rollingUpdate: { maxUnavailable: 0 } }),
        ['required spec.updateStrategy.rollingUpdate.maxUnavailable'],
      ],
      [
        'what another strategy leaves unread',
        updated({ type: 'OnDelete', rollingUpdate: { maxUnavailable: 0 } }),
        [],
      ],
    ],
  ],
  [
    'batch/v1',
    'Job',
    [
      [
        'a policy of Deployments',
        { spec: { template: { spec: { containers: [app] } } } },
        ['enum spec.template.spec.restartPolicy'],
      ],
      [
        'a negative time to live',
        { spec: { ...job, ttlSecondsAfterFinished: -1 } },
        ['range spec.ttlSecondsAfterFinished'],
      ],
      ['one index by default', { spec: { ...job, completionMode: 'Indexed' } }, []],
      [
        'no number of indexes',
        { spec: { ...job, completionMode: 'Indexed', parallelism: 2 } },
        ['required spec.completions'],
      ],
      [
        'an own selector',
        { spec: { ...job, selector: { matchLabels: labels } } },
        ['combination spec.selector'],
      ],
    ],
  ],
  [
    'batch/v1',
    'CronJob',
    [
      [
        'a wrong schedule',
        { spec: { schedule: '61 * * * *', jobTemplate: { spec: job } } },
        ['format spec.schedule'],
      ],
      [
        'a wrong time zone',
        { spec: { schedule: '@daily', timeZone: 'Mars/Olympus', jobTemplate: { spec: job } } },
        ['format spec.timeZone'],
      ],
      [
        'a long name',
        { metadata: { name: 'a'.repeat(53) }, spec: { schedule: '@daily', jobTemplate: { spec: job } } },
        ['name metadata.name'],
      ],
    ],
  ],
  [
    'apps/v1',
    'StatefulSet',
    [
      ['a mount of a claim', stateful({}, { volumeMounts: [{ name: 'data', mountPath: '/d' }] }), []],
      [
        'a mount of nothing',
        stateful({}, { volumeMounts: [{ name: 'other', mountPath: '/d' }] }),
        [`combination ${CONTAINER}.volumeMounts[mountPath=/d].name`],
      ],
      ['a device that is a claim', stateful({}, { volumeDevices: [{ name: 'data', devicePath: '/d' }] }), []],
      [
        'a claim in place of a volume',
        stateful(
          {},
          { volumeDevices: [{ name: 'data', devicePath: '/d' }] },
          { volumes: [{ name: 'data', emptyDir: {} }] },
        ),
        [],
      ],
      [
        'a claim without a name',
        stateful({ volumeClaimTemplates: [{ spec: claim }] }),
        ['name spec.volumeClaimTemplates[0].metadata.name'],
      ],
      [
        'a claim with a name that no volume has',
        stateful({ volumeClaimTemplates: [{ metadata: { name: 'Data' }, spec: claim }] }),
        ['name spec.volumeClaimTemplates[0].metadata.name'],
      ],
      [
        'an unread strategy',
        stateful({ updateStrategy: { type: 'OnDelete', rollingUpdate: {} } }),
        ['forbidden spec.updateStrategy.rollingUpdate'],
      ],
      [
        'a wrong partition',
        stateful({ updateStrategy: { rollingUpdate: { partition: -1 } } }),
        ['range spec.updateStrategy.rollingUpdate.partition'],
      ],
      ['a wrong name of its Service', stateful({ serviceName: 'A' }), ['format spec.serviceName']],
      ['a policy of Jobs', stateful({}, {}, { restartPolicy: 'Never' }), [`enum ${POD}.restartPolicy`]],
      [
        'a field behind a feature gate is dropped',
        {
          spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [app] } },
            updateStrategy: { rollingUpdate: { maxUnavailable: 0 } },
          },
        },
        [],
      ],
    ],
  ],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});
