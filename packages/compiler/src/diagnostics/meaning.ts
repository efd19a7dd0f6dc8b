import type { DiagnosticEntry } from '@fairway/model';
import { definition, page, toldPage, web } from './example.ts';

const twoClusters = (primary: boolean): string =>
  ['one', 'two']
    .map((name) =>
      definition(
        'Cluster',
        name,
        "  cloud: none\n  kubernetesVersion: '1.35'\n  cni: cilium\n  gateways:\n    internal:\n      { name: internal, namespace: gateways, className: envoy, product: envoyGateway, kind: inCluster, listeners: [{ name: https, protocol: https, tls: true }] }\n",
      ),
    )
    .concat(
      definition(
        'Environment',
        'prod',
        `  class: prod\n  order: 30\n  clusters:\n    - name: one\n${primary ? '      primary: true\n' : ''}    - name: two\n`,
      ),
    )
    .join('---\n');

const job = `apiVersion: platform.example.com/v1beta1
kind: Job
metadata:
  name: count
spec:
  owner: team-a
  runtime:
    language: go
    imageFrom: web
`;

const bank = definition('Team', 'team-b', '  costCenter: cc-2\n');
const system = (spec: string): string => `${bank}---\n${definition('System', 'bank', spec)}`;

function delivery(spec: string, name = 'web'): string {
  return `apiVersion: platform.example.com/v1beta1
kind: Delivery
metadata:
  name: ${name}
spec:
${spec}`;
}

/** Problems between documents: `FWY3000` to `FWY3099`. */
export const meaningDiagnostics: readonly DiagnosticEntry[] = [
  page(
    'FWY3000',
    'A name that nothing has',
    {
      explanation:
        'The field refers to a team, an environment, a profile, a class, or another document that does not exist.',
      fix: 'Write one of the names in the message, or add the document.',
    },
    web().replace('owner: team-a', 'owner: team-aa'),
    web(),
  ),
  page(
    'FWY3001',
    'A kind that a later release compiles',
    {
      explanation: 'Fairway knows the kind and checks its documents, but this release makes nothing of it.',
      fix: 'Remove the document for now.',
    },
    `apiVersion: platform.example.com/v1beta1
kind: Preview
metadata:
  name: web
spec:
  owner: team-a
`,
    web(),
  ),
  page(
    'FWY3002',
    'Nobody owns it',
    {
      explanation: 'A service has a team, named by itself or by its system.',
      fix: 'Add `owner` or `system`.',
    },
    web().replace('  owner: team-a\n', ''),
    web(),
  ),
  page(
    'FWY3003',
    'A team with several systems and no usual one',
    {
      explanation:
        'Where a team owns several systems, either the service names one or the team has a `defaultSystem`.',
      fix: 'Add `system`, or `defaultSystem` to the team.',
    },
    {
      'platform/bank.yaml': `${system('  owner: team-b\n')}---\n${definition('System', 'vault', '  owner: team-b\n')}`,
      'services/web.yaml': web().replace('team-a', 'team-b'),
    },
    {
      'platform/bank.yaml': `${system('  owner: team-b\n')}---\n${definition('System', 'vault', '  owner: team-b\n')}`,
      'services/web.yaml': web().replace('team-a', 'team-b\n  system: bank'),
    },
  ),
  page(
    'FWY3004',
    "A guest in somebody else's system",
    {
      explanation:
        'Services share a namespace with their system, so its owner says which other teams may come in.',
      fix: 'Ask the owner of the system to list the team in `contributors`.',
    },
    {
      'platform/bank.yaml': system('  owner: team-b\n'),
      'services/web.yaml': web('  system: bank\n'),
    },
    {
      'platform/bank.yaml': system('  owner: team-b\n  contributors: [team-a]\n'),
      'services/web.yaml': web('  system: bank\n'),
    },
  ),
  page(
    'FWY3005',
    'Two deliveries of one service',
    { explanation: 'Only one document can say where a service goes.', fix: 'Keep one of them.' },
    {
      'services/web.yaml': web(),
      'services/delivery.yaml': `${delivery('  environments: [dev]\n')}---\n${delivery('  service: web\n', 'again')}`,
    },
    {
      'services/web.yaml': web(),
      'services/delivery.yaml': delivery('  environments: [dev, staging, prod]\n'),
    },
  ),
  page(
    'FWY3006',
    'Service and delivery roll out differently',
    {
      explanation:
        '`Delivery.strategy` stands at the place of `reliability.rollout`. Both may be written if they agree.',
      fix: 'Remove one of the two.',
    },
    {
      'services/web.yaml': web('  reliability:\n    rollout: recreate\n'),
      'services/delivery.yaml': delivery('  strategy: rolling\n'),
    },
    {
      'services/web.yaml': web('  reliability:\n    rollout: rolling\n'),
      'services/delivery.yaml': delivery('  strategy: rolling\n'),
    },
  ),
  page(
    'FWY3007',
    'An environment class lowers a value',
    {
      severity: 'note',
      explanation:
        'Environment classes have caps: small environments get fewer replicas and simple rollouts, whatever `spec` says. Nothing is wrong.',
      fix: 'If the environment needs more, say so in `environments`; up to its hard limits that wins.',
    },
    web('  scaling:\n    minReplicas: 3\n    maxReplicas: 4\n'),
    web('  scaling:\n    minReplicas: 1\n    maxReplicas: 2\n'),
  ),
  page(
    'FWY3008',
    'A strategy for something that is not rolled out',
    {
      explanation: 'A job runs to its end; its next run simply uses the new version.',
      fix: 'Remove `strategy`.',
    },
    {
      'services/web.yaml': web(),
      'services/count.yaml': `${job}---\n${delivery('  strategy: recreate\n', 'count')}`,
    },
    { 'services/web.yaml': web(), 'services/count.yaml': job },
  ),
  page(
    'FWY3010',
    'Beyond a hard limit',
    {
      explanation:
        'The environment class has a limit that no service may pass: only a change of the definition lifts it.',
      fix: 'Ask for less, or ask the owner of the class.',
    },
    web('  scaling:\n    minReplicas: 2\n    maxReplicas: 500\n'),
    web('  scaling:\n    minReplicas: 1\n    maxReplicas: 2\n'),
  ),
  page(
    'FWY3011',
    'No cluster takes the system',
    {
      explanation:
        'Every cluster of the environment takes certain tiers or systems only, and this one is not among them.',
      fix: 'Let an entry of the environment take it; the message lists the entries.',
    },
    {
      'platform/prod.yaml':
        `${twoClusters(true)}`
          .replace('    - name: two\n', '')
          .replace('primary: true\n', 'systems: [other]\n') +
        `---\n${definition('System', 'other', '  owner: team-a\n')}`,
      'services/web.yaml': web(),
    },
    {
      'platform/prod.yaml': `${twoClusters(true)}`
        .replace('    - name: two\n', '')
        .replace('primary: true\n', 'systems: [shop]\n'),
      'services/web.yaml': web(),
    },
  ),
  page(
    'FWY3012',
    'No primary cluster',
    {
      explanation:
        'What runs once runs on the primary cluster of its environment, and none of several is marked so.',
      fix: 'Mark one with `primary: true`, or set `placement: each`.',
    },
    { 'platform/prod.yaml': twoClusters(false), 'services/web.yaml': web(), 'services/count.yaml': job },
    { 'platform/prod.yaml': twoClusters(true), 'services/web.yaml': web(), 'services/count.yaml': job },
  ),
  page(
    'FWY3013',
    'A host of another system',
    {
      explanation: 'A host belongs to one system; within it, services share it by path.',
      fix: 'Choose another host.',
    },
    {
      'platform/bank.yaml': system('  owner: team-b\n'),
      'services/web.yaml': web('  exposure:\n    class: internal\n    host: shop\n'),
      'services/pay.yaml': web(
        '  exposure:\n    class: internal\n    host: shop\n    path: /pay\n',
        'pay',
      ).replace('team-a', 'team-b'),
    },
    {
      'platform/bank.yaml': system('  owner: team-b\n'),
      'services/web.yaml': web('  exposure:\n    class: internal\n    host: shop\n'),
      'services/pay.yaml': web('  exposure:\n    class: internal\n    host: pay\n', 'pay').replace(
        'team-a',
        'team-b',
      ),
    },
  ),
  page(
    'FWY3014',
    'Two services at one address',
    {
      explanation: 'Host and path together belong to one service.',
      fix: 'Give one of them another host or path.',
    },
    {
      'services/web.yaml': web('  exposure:\n    class: internal\n    host: shop\n'),
      'services/pay.yaml': web('  exposure:\n    class: internal\n    host: shop\n', 'pay'),
    },
    {
      'services/web.yaml': web('  exposure:\n    class: internal\n    host: shop\n'),
      'services/pay.yaml': web('  exposure:\n    class: internal\n    host: shop\n    path: /pay\n', 'pay'),
    },
  ),
  page(
    'FWY3015',
    'Services that depend on each other',
    {
      severity: 'note',
      explanation:
        'That is allowed, because services find each other by name. But each must start, and live, while the others are away.',
      fix: 'Nothing needs to change.',
    },
    {
      'services/web.yaml': web('  dependencies:\n    - service: pay\n'),
      'services/pay.yaml': web('  dependencies:\n    - service: web\n', 'pay'),
    },
    { 'services/web.yaml': web('  dependencies:\n    - service: pay\n'), 'services/pay.yaml': web('', 'pay') },
  ),
  page(
    'FWY3016',
    'Two documents of one name',
    {
      explanation: 'Names of workloads are unique in the organization, so that a name says which one is meant.',
      fix: 'Rename one of them.',
    },
    { 'services/web.yaml': web(), 'services/other.yaml': web() },
    { 'services/web.yaml': web(), 'services/other.yaml': web('', 'other') },
  ),
  toldPage(
    'FWY3030',
    'A service that moves to another system',
    {
      explanation:
        'The record says that it runs in another system. A move would replace its namespace, its objects, and its identity at once.',
      fix: 'Keep the system, or give the moved service a new name and remove the old one later.',
    },
    '`system` of a service that is already in the record is changed.',
  ),
  page(
    'FWY3190',
    'An unknown part',
    {
      explanation: 'A KindDefinition composes parts that exist. This one does not, or its name has a slip.',
      fix: 'Use one of the parts that the message lists.',
    },
    { 'platform/feed.yaml': feed({ parts: '[ownership, runtimes]' }) },
    { 'platform/feed.yaml': feed({}) },
  ),
  page(
    'FWY3191',
    'An unknown kind to start from',
    {
      explanation: '`extends` names one of Fairway’s workload kinds: how the new kind runs is taken from it.',
      fix: 'Use one of the kinds that the message lists.',
    },
    { 'platform/feed.yaml': feed({ base: 'Wrker' }) },
    { 'platform/feed.yaml': feed({}) },
  ),
  page(
    'FWY3192',
    'A kind that exists already',
    { explanation: 'The name would mean two things.', fix: 'Choose another name.' },
    { 'platform/feed.yaml': feed({ kind: 'Worker' }) },
    { 'platform/feed.yaml': feed({}) },
  ),
];

/** A kind of the organization's own. */
function feed({
  kind = 'Feed',
  base = 'Worker',
  parts = '[ownership, runtime, health, scaling, data, reliability, telemetry]',
}): string {
  return definition(
    'KindDefinition',
    'feed',
    `  kind: ${kind}\n  description: Polls a partner.\n  extends: ${base}\n  parts: ${parts}\n`,
  );
}
