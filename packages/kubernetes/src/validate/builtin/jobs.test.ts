import { describe, expect, it } from 'vitest';
import { app, labels, verdict } from './testing.ts';
import type { Case, Fields, KindCases } from './testing.ts';

const ends = { restartPolicy: 'Never', containers: [app] };

function job(spec: Fields, name = 'a', pod: Fields = ends, podLabels: Fields = {}): Fields {
  return { metadata: { name }, spec: { template: { metadata: { labels: podLabels }, spec: pod }, ...spec } };
}

function indexed(spec: Fields, name = 'a'): Fields {
  return job({ completionMode: 'Indexed', completions: 5, ...spec }, name);
}

function failing(rule: Fields, spec: Fields = {}): Fields {
  return job({
    podFailurePolicy: { rules: [{ onExitCodes: { operator: 'In', values: [1] }, ...rule }] },
    ...spec,
  });
}

function succeeding(rule: Fields): Fields {
  return indexed({ successPolicy: { rules: [rule] } });
}

function cronJob(spec: Fields, job: Fields = {}): Fields {
  return { spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: ends }, ...job } }, ...spec } };
}

const jobs: readonly Case[] = [
  ['an index behind the name', indexed({ completions: 100 }, 'a'.repeat(60)), []],
  ['a long name with an index behind', indexed({ completions: 100 }, 'a'.repeat(61)), ['name metadata.name']],
  [
    'one index by default behind the name',
    job({ completionMode: 'Indexed' }, 'a'.repeat(62)),
    ['name metadata.name'],
  ],
  ['a name with dots and an index', indexed({}, 'a.b'), ['name metadata.name']],
  ['a name with dots', job({}, 'a.b'), []],
  ['a name that is no label value', job({}, 'a'.repeat(64)), ['name metadata.name']],
  ['no index at all', indexed({ completions: 0 }, 'a.b'), []],
  ['more pods at once than indexes can be', indexed({ parallelism: 100_001 }), ['range spec.parallelism']],
  ['many indexes', indexed({ completions: 200_000, parallelism: 20_000 }), []],
  [
    'many indexes with limits, and no sum of them',
    indexed({ completions: 200_000, backoffLimitPerIndex: 1 }),
    ['required spec.maxFailedIndexes'],
  ],
  [
    'many indexes with a large sum of limits',
    indexed({ completions: 200_000, backoffLimitPerIndex: 1, maxFailedIndexes: 10_001 }),
    ['range spec.maxFailedIndexes'],
  ],
  [
    'many indexes with limits and many pods at once',
    indexed({ completions: 200_000, backoffLimitPerIndex: 1, maxFailedIndexes: 1, parallelism: 10_001 }),
    ['range spec.parallelism'],
  ],
  [
    'a sum of limits beyond all',
    indexed({ completions: undefined, backoffLimitPerIndex: 1, maxFailedIndexes: 100_001 }),
    ['range spec.maxFailedIndexes'],
  ],
  [
    'limits of indexes without any',
    job({ backoffLimitPerIndex: 1 }),
    ['combination spec.backoffLimitPerIndex'],
  ],
  ['a label that names it', job({}, 'a', ends, { 'job-name': 'a' }), []],
  [
    'a label that names another',
    job({}, 'a', ends, { 'batch.kubernetes.io/job-name': 'b' }),
    ['combination spec.template.metadata.labels["batch.kubernetes.io/job-name"]'],
  ],
  [
    'a label with a uid',
    job({}, 'a', ends, { 'controller-uid': 'b' }),
    ['combination spec.template.metadata.labels.controller-uid'],
  ],
  [
    'labels and selector by hand',
    job({ manualSelector: true, selector: { matchLabels: labels } }, 'a', ends, {
      ...labels,
      'controller-uid': 'b',
    }),
    [],
  ],
  ['a selector of all by hand', job({ manualSelector: true, selector: {} }), []],
  ['no selector by hand', job({ manualSelector: true }), ['required spec.selector']],
  [
    'a selector of others by hand',
    job({ manualSelector: true, selector: { matchLabels: labels } }),
    ['combination spec.template.metadata.labels'],
  ],
  ['pods that fail', failing({ action: 'Count' }), []],
  [
    'an index that fails without limits per index',
    failing({ action: 'FailIndex' }),
    ['combination spec.podFailurePolicy.rules[0].action'],
  ],
  [
    'an index that fails',
    failing({ action: 'FailIndex' }, { completionMode: 'Indexed', completions: 5, backoffLimitPerIndex: 1 }),
    [],
  ],
  [
    'replacements of pods that end',
    failing({ action: 'Count' }, { podReplacementPolicy: 'TerminatingOrFailed' }),
    ['enum spec.podReplacementPolicy'],
  ],
  ['indexes that succeed', succeeding({ succeededIndexes: '0,2-4', succeededCount: 4 }), []],
  ['indexes that fall', succeeding({ succeededIndexes: '3,1' }), ['range spec.successPolicy.rules[0]']],
  ['indexes that overlap', succeeding({ succeededIndexes: '0-2,1' }), ['range spec.successPolicy.rules[0]']],
  ['an index twice', succeeding({ succeededIndexes: '1-1' }), ['range spec.successPolicy.rules[0]']],
  ['an index too high', succeeding({ succeededIndexes: '0-5' }), ['range spec.successPolicy.rules[0]']],
];

const refused = ['format spec.schedule'];

const schedules: readonly (readonly [schedule: string, expected: readonly string[]])[] = [
  ['@every 1h', []],
  ['@every +1h30m.5s', []],
  ['@every -1h', []],
  ['@every x', refused],
  ['@reboot', refused],
  ['+5 * * * *', []],
  ['05 * * * *', []],
  ['0x5 * * * *', refused],
  ['*-5 * * * *', []],
  ['?/2 * * * *', []],
  ['*/0 * * * *', refused],
  ['1,,2 * * * *', []],
  ['0 0 * JAN-mar MON,fri', []],
  ['0 0 * * fri-mon', refused],
  ['0 0 * * 7', refused],
  ['0 0 * 0 *', refused],
  ['TZ=UTC 0 0 * * *', refused],
  ['0 * * * * *', refused],
];

const zones: readonly (readonly [zone: string, found: boolean])[] = [
  ['Europe/Berlin', true],
  ['America/Argentina/Buenos_Aires', true],
  ['US/Pacific', true],
  ['Etc/GMT+1', true],
  ['UTC', true],
  ['EST5EDT', true],
  ['Factory', true],
  ['posix/UTC', true],
  ['utc', false],
  ['america/new_york', false],
  ['Europe/BERLIN', false],
  ['IST', false],
  ['PST', false],
  ['+01:00', false],
  ['Local', false],
];

const cronJobs: readonly Case[] = [
  ...zones.map(([timeZone, found]): Case => [
    timeZone,
    cronJob({ timeZone }),
    found ? [] : ['format spec.timeZone'],
  ]),

  ...schedules.map(([schedule, expected]): Case => [schedule, cronJob({ schedule }), expected]),
  ['a selector by hand', cronJob({}, { manualSelector: true }), ['required spec.jobTemplate.spec.selector']],
  ['a selector', cronJob({}, { selector: {} }), ['forbidden spec.jobTemplate.spec.selector']],
];

describe.each<KindCases>([
  ['batch/v1', 'Job', jobs],
  ['batch/v1', 'CronJob', cronJobs],
])('%s %s', (apiVersion, kind, cases) => {
  it.each(cases)('%s', (_, fields, expected) => {
    expect(verdict(apiVersion, kind, fields)).toEqual(expected);
  });
});
