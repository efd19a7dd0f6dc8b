import type { DiagnosticEntry } from '@fairway/model';
import { page, toldPage, web } from './example.ts';

/** Problems of one document against its schema: `FWY2001` to `FWY2099`. */
export const schemaDiagnostics: readonly DiagnosticEntry[] = [
  page(
    'FWY2001',
    'A field that does not exist',
    {
      explanation:
        'Unknown fields are errors, because a misspelled one would otherwise do nothing. The message names the nearest field.',
      fix: 'Write the field as the message says; `fairway check --fix` can do it.',
    },
    web('  scalling:\n    minReplicas: 2\n'),
    web('  scaling:\n    minReplicas: 2\n'),
  ),
  page(
    'FWY2002',
    'A value of another type',
    {
      explanation: 'The field takes something else: a map instead of a text, a number instead of a list.',
      fix: 'Write what the message asks for; the reference page of the kind has an example.',
    },
    web('  scaling: three\n'),
    web('  scaling:\n    minReplicas: 3\n'),
  ),
  page(
    'FWY2003',
    'A field is missing',
    {
      explanation: 'The document makes no sense without it, and no default can know the value.',
      fix: 'Add the field.',
    },
    web('  dependencies:\n    - external:\n        host: api.example.net\n        port: 443\n'),
    web(
      '  dependencies:\n    - external:\n        host: api.example.net\n        port: 443\n        protocol: https\n',
    ),
  ),
  page(
    'FWY2004',
    'Not one of the possible values',
    { explanation: 'The field takes one of a few words.', fix: 'Choose one of those that the message lists.' },
    web('  exposure:\n    class: internal\n    protocol: htttp\n'),
    web('  exposure:\n    class: internal\n    protocol: http\n'),
  ),
  page(
    'FWY2005',
    'A text of another form',
    {
      explanation:
        'The text has a form, such as a duration (`30m`, `1h30m`), a size (`512Mi`), a name, a host, a path.',
      fix: 'Write it as the message says: `500Mi` for `500mb`, `30m` for `30 minutes`.',
    },
    web('  reliability:\n    terminationGracePeriod: 2 minutes\n'),
    web('  reliability:\n    terminationGracePeriod: 2m\n'),
  ),
  page(
    'FWY2006',
    'A number out of bounds',
    {
      explanation: 'Beyond the bounds the number has no meaning, or would do damage.',
      fix: 'Choose a number within them.',
    },
    web('  scaling:\n    maxReplicas: 100000\n'),
    web('  scaling:\n    maxReplicas: 10\n'),
  ),
  page(
    'FWY2007',
    'Empty, too short, or too long',
    {
      explanation: 'The text or the list has another length than it may have. A line without a value is empty.',
      fix: 'Give it a value of the right length, or remove the line.',
    },
    web().replace('owner: team-a', 'owner: ""'),
    web(),
  ),
  page(
    'FWY2008',
    'Nothing where a value belongs',
    {
      explanation:
        '`null`, or a key with nothing behind it. It could mean "default" or "remove"; so it means neither.',
      fix: 'Remove the line, or give it a value.',
    },
    web('  description:\n'),
    web('  description: The shop.\n'),
  ),
  page(
    'FWY2009',
    'A text that YAML reads as something else',
    {
      explanation:
        'Without quotes, `1.20` is a number (and loses its zero), `on` is a boolean, `22:30` may be a time.',
      fix: 'Put it in quotes; `fairway check --fix` can do it where the text is known.',
    },
    web().replace('    language: go\n', '    language: go\n    version: 1.20\n'),
    web().replace('    language: go\n', "    language: go\n    version: '1.20'\n"),
  ),
  page(
    'FWY2010',
    'Fields that do not fit each other',
    {
      explanation:
        'Some fields need another one, exclude it, or must not be larger than it. The reference page of the kind lists these rules.',
      fix: 'Follow the message: add, remove, or change one of the two.',
    },
    web('  scaling:\n    minReplicas: 5\n    maxReplicas: 2\n'),
    web('  scaling:\n    minReplicas: 2\n    maxReplicas: 5\n'),
  ),
  page(
    'FWY2011',
    'A field that may not vary by environment',
    {
      explanation:
        'What a service is stays the same everywhere: its owner, its port, its path. Otherwise what was tested is not what runs.',
      fix: 'Set it in `spec`.',
    },
    web('environments:\n  dev:\n    runtime:\n      port: 9000\n'),
    web('environments:\n  dev:\n    runtime:\n      size: small\n'),
  ),
  page(
    'FWY2012',
    'A document of another group, or in another folder',
    {
      explanation:
        'Documents of the organization lie below `services/`, documents that describe the platform below `platform/`, `governance/`, or `releases/`.',
      fix: 'Correct apiVersion, or move the file.',
    },
    web().replace('platform.example.com/v1beta1', 'platform.example.org/v1beta1'),
    web(),
  ),
  page(
    'FWY2013',
    'An unknown kind',
    {
      explanation: 'Neither Fairway nor the organization has a kind of this name.',
      fix: 'Write it as the message says.',
    },
    web().replace('kind: WebService', 'kind: Webservice'),
    web(),
  ),
  page(
    'FWY2014',
    'An API version that is not served',
    {
      explanation: 'The organization does not publish this version, or no longer.',
      fix: 'Use one that the message lists; `fairway migrate` rewrites files.',
    },
    web().replace('example.com/v1beta1', 'example.com/v2'),
    web(),
  ),
  page(
    'FWY2015',
    'An API version that is deprecated, or removed',
    {
      severity: 'warning',
      explanation:
        'The version is on its way out. Until the removal date it is a warning, after it an error. The message names who helps.',
      fix: 'Run `fairway migrate --to` the version that the message names. It touches only what changes.',
    },
    {
      'fairway.yaml': deprecating(),
      'services/web.yaml': web(),
    },
    {
      'fairway.yaml': deprecating(),
      'services/web.yaml': web().replace('v1beta1', 'v1'),
    },
  ),
  page(
    'FWY2017',
    'Two entries for one thing',
    {
      explanation:
        'Entries of the list are told apart by a name, and two have the same; or one environment stands twice, once by an alias.',
      fix: 'Keep one of them.',
    },
    web(
      '  ports:\n    - { name: admin, port: 9000, protocol: http }\n    - { name: admin, port: 9001, protocol: http }\n',
    ),
    web('  ports:\n    - { name: admin, port: 9000, protocol: http }\n'),
  ),
  page(
    'FWY2018',
    'Laxer in one environment',
    {
      explanation:
        'An environment may only be stricter than `spec`: a service that is internal everywhere else does not become public in one place by accident.',
      fix: 'Write the laxer value in `spec` and the stricter one in the other environments.',
    },
    web('  exposure:\n    class: internal\nenvironments:\n  dev:\n    exposure:\n      class: public\n'),
    web('  exposure:\n    class: internal\nenvironments:\n  dev:\n    exposure:\n      class: none\n'),
  ),
  toldPage(
    'FWY2020',
    'Nothing to migrate to',
    {
      explanation: '`fairway migrate --to` takes a served API version, or a kind that another one stands for.',
      fix: 'Use one of those that the message lists.',
    },
    '`fairway migrate --to v7` in an organization without `v7`.',
  ),
  toldPage(
    'FWY2021',
    'A document that cannot be rewritten without losing something',
    {
      explanation:
        'The place is written in flow style or with anchors, so that a change there would touch other things.',
      fix: 'Change it by hand, or write it in block style first.',
    },
    'A `v1alpha1` document says `data: { sensitivity: &class internal }`.',
  ),
];

/** The organization of the examples, with a version that is deprecated. */
function deprecating(): string {
  return `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata:
  name: example
spec:
  api:
    group: platform.example.com
    versions:
      - name: v1beta1
        schema: v1beta1
        served: true
        deprecated:
          since: '2026-01-01'
          removal: '2036-01-01'
          owner: team-a
          replacement: v1
      - name: v1
        schema: v1beta1
        served: true
`;
}
