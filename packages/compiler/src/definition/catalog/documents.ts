import type { DiagnosticEntry } from '@fairway/model';
import { documents } from './example.ts';

/** Problems of definition documents and of how they fit together. */
export const documentDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'FWY3101',
    title: 'Two documents of one name and version',
    severity: 'error',
    explanation:
      'A definition document is known by kind, name and version. Of two with the same, nobody can say which one holds.',
    fix: 'Rename one of them, or give it another version.',
    bad: {
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
      ),
    },
    good: {
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
  },
  {
    code: 'FWY3102',
    title: 'More than one Organization',
    severity: 'error',
    explanation: 'An organization is described by one document.',
    fix: 'Keep one of them.',
    bad: {
      'platform/example.yaml': documents(['Organization', 'other', '{ api: { group: platform.example.com } }']),
    },
    good: {},
  },
  {
    code: 'FWY3103',
    title: 'Two default versions',
    severity: 'error',
    explanation: 'Intent names a document and gets its default version, so there can be only one.',
    fix: 'Give one of them another lifecycle.',
    bad: {
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
    good: {
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
  },
  {
    code: 'FWY3104',
    title: 'No default version',
    severity: 'error',
    explanation:
      'Intent names a document and gets its default version. Where several versions stand side by side, one must be it.',
    fix: 'Write lifecycle: default in one of them.',
    bad: {
      'platform/example.yaml': documents(
        [
          'SizeProfile',
          'roomy',
          '{ lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
    good: {
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
  },
  {
    code: 'FWY3105',
    title: 'A deprecated document is used',
    severity: 'warning',
    explanation: 'The document goes away on the date that it names. Until then it works.',
    fix: 'Use its replacement.',
    bad: {
      'platform/example.yaml': documents(
        [
          'TenantTier',
          'old',
          '{ lifecycle: { deprecated: { removal: 2099-12-31, replacement: shared-standard } }, isolation: sharedNodes, dataClasses: [internal], grants: open, egress: declared, cloudAccount: shared, productionAccess: view, patchBudget: 1 }',
        ],
        ['System', 'shop', '{ owner: team-orders, tenantTier: old }'],
      ),
    },
    good: {
      'platform/example.yaml': documents([
        'System',
        'shop',
        '{ owner: team-orders, tenantTier: shared-standard }',
      ]),
    },
  },
  {
    code: 'FWY3106',
    title: 'A removed document is used',
    severity: 'error',
    explanation: 'The date after which the document must not be used has passed.',
    fix: 'Use its replacement.',
    bad: {
      'platform/example.yaml': documents(
        [
          'TenantTier',
          'old',
          '{ lifecycle: { deprecated: { removal: 2020-12-31, replacement: shared-standard } }, isolation: sharedNodes, dataClasses: [internal], grants: open, egress: declared, cloudAccount: shared, productionAccess: view, patchBudget: 1 }',
        ],
        ['System', 'shop', '{ owner: team-orders, tenantTier: old }'],
      ),
    },
    good: {
      'platform/example.yaml': documents([
        'System',
        'shop',
        '{ owner: team-orders, tenantTier: shared-standard }',
      ]),
    },
  },
  {
    code: 'FWY3107',
    title: 'A defective document is used',
    severity: 'error',
    explanation: 'The platform team found that the document does harm.',
    fix: 'Use another version or another name.',
    bad: {
      'platform/example.yaml': documents(
        [
          'TenantTier',
          'old',
          '{ lifecycle: defective, isolation: sharedNodes, dataClasses: [internal], grants: open, egress: declared, cloudAccount: shared, productionAccess: view, patchBudget: 1 }',
        ],
        ['System', 'shop', '{ owner: team-orders, tenantTier: old }'],
      ),
    },
    good: {
      'platform/example.yaml': documents([
        'System',
        'shop',
        '{ owner: team-orders, tenantTier: shared-standard }',
      ]),
    },
  },
  {
    code: 'FWY3108',
    title: 'A proposed document is used',
    severity: 'error',
    explanation: 'A proposed document is not ready for everybody; only a Pin that says trial: true selects it.',
    fix: 'Use another one, or try it with a Pin.',
    bad: {
      'platform/example.yaml': documents(
        [
          'TenantTier',
          'next',
          '{ lifecycle: proposed, isolation: sharedNodes, dataClasses: [internal], grants: open, egress: declared, cloudAccount: shared, productionAccess: view, patchBudget: 1 }',
        ],
        ['System', 'shop', '{ owner: team-orders, tenantTier: next }'],
      ),
    },
    good: {
      'platform/example.yaml': documents([
        'System',
        'shop',
        '{ owner: team-orders, tenantTier: shared-standard }',
      ]),
    },
  },
  {
    code: 'FWY3109',
    title: 'Two documents hold the defaults of one kind',
    severity: 'error',
    explanation:
      'The order of two KindDefault documents for one kind would decide, and documents have no order.',
    fix: 'Put them into one document.',
    bad: {
      'platform/example.yaml': documents(
        ['KindDefault', 'one', '{ kind: Worker, defaults: { runtime: { size: medium } } }'],
        ['KindDefault', 'two', '{ kind: Worker, defaults: { runtime: { size: large } } }'],
      ),
    },
    good: {
      'platform/example.yaml': documents([
        'KindDefault',
        'one',
        '{ kind: Worker, defaults: { runtime: { size: medium } } }',
      ]),
    },
  },
  {
    code: 'FWY3113',
    title: 'An alias means two things',
    severity: 'error',
    explanation:
      'Teams, environments and systems are found by name and by alias, so each word may mean one of them only.',
    fix: 'Choose another alias.',
    bad: {
      'platform/example.yaml': documents(['Team', 'team-payments', '{ aliases: [orders] }']),
    },
    good: {
      'platform/example.yaml': documents(['Team', 'team-payments', '{ aliases: [payments] }']),
    },
  },
  {
    code: 'FWY3114',
    title: 'A document that does not exist',
    severity: 'error',
    explanation: 'The definition names another document that nobody wrote and that is not built in.',
    fix: 'Correct the name, or write the document.',
    bad: {
      'platform/example.yaml': documents(['System', 'shop', '{ owner: team-ordres }']),
    },
    good: {
      'platform/example.yaml': documents(['System', 'shop', '{ owner: team-orders }']),
    },
  },
  {
    code: 'FWY3116',
    title: 'A passing environment in the chain',
    severity: 'error',
    explanation: 'Previews and sandboxes come and go; a release is never promoted through them.',
    fix: 'Take it out of environmentChain.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com }, environmentChain: [dev, try, prod] }',
      ]),
      'platform/example.yaml': documents(
        ['Environment', 'dev', '{ class: dev, order: 1, clusters: [local] }'],
        ['Environment', 'try', '{ class: sandbox, order: 2, clusters: [local] }'],
        ['Environment', 'prod', '{ class: prod, order: 3, clusters: [local] }'],
      ),
    },
    good: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com }, environmentChain: [dev, prod] }',
      ]),
      'platform/example.yaml': documents(
        ['Environment', 'dev', '{ class: dev, order: 1, clusters: [local] }'],
        ['Environment', 'try', '{ class: sandbox, order: 2, clusters: [local] }'],
        ['Environment', 'prod', '{ class: prod, order: 3, clusters: [local] }'],
      ),
    },
  },
  {
    code: 'FWY3117',
    title: 'Two primary clusters',
    severity: 'error',
    explanation: 'What runs once runs on the primary cluster, so an environment has one.',
    fix: 'Keep primary: true on one of them.',
    bad: {
      'platform/example.yaml': documents(
        ['Cluster', 'east', "{ cloud: none, kubernetesVersion: '1.35', cni: cilium }"],
        ['Cluster', 'west', "{ cloud: none, kubernetesVersion: '1.35', cni: cilium }"],
        [
          'Environment',
          'qa',
          '{ class: staging, order: 40, clusters: [{ name: east, primary: true }, { name: west, primary: true }] }',
        ],
      ),
    },
    good: {
      'platform/example.yaml': documents(
        ['Cluster', 'east', "{ cloud: none, kubernetesVersion: '1.35', cni: cilium }"],
        ['Cluster', 'west', "{ cloud: none, kubernetesVersion: '1.35', cni: cilium }"],
        ['Environment', 'qa', '{ class: staging, order: 40, clusters: [{ name: east, primary: true }, west] }'],
      ),
    },
  },
  {
    code: 'FWY3118',
    title: 'An environment without a cluster',
    severity: 'error',
    explanation: 'Nothing can run in it. The built-in environments use your cluster if you have exactly one.',
    fix: 'List at least one cluster.',
    bad: {
      'platform/example.yaml': documents(['Environment', 'qa', '{ class: staging, order: 40, clusters: [] }']),
    },
    good: {
      'platform/example.yaml': documents([
        'Environment',
        'qa',
        '{ class: staging, order: 40, clusters: [local] }',
      ]),
    },
  },
  {
    code: 'FWY3119',
    title: 'Two environments of one order',
    severity: 'warning',
    explanation: 'The chain follows the order; where it is equal, the names decide.',
    fix: 'Give them different orders.',
    bad: {
      'platform/example.yaml': documents(
        ['Environment', 'qa', '{ class: staging, order: 40, clusters: [local] }'],
        ['Environment', 'uat', '{ class: staging, order: 40, clusters: [local] }'],
      ),
    },
    good: {
      'platform/example.yaml': documents(
        ['Environment', 'qa', '{ class: staging, order: 40, clusters: [local] }'],
        ['Environment', 'uat', '{ class: staging, order: 50, clusters: [local] }'],
      ),
    },
  },
  {
    code: 'FWY3121',
    title: 'An identity that the cloud does not know',
    severity: 'error',
    explanation: 'Pod Identity and IRSA belong to AWS, Workload Identity to Azure.',
    fix: 'Choose the mode of the cloud of the cluster.',
    bad: {
      'platform/example.yaml': documents([
        'Cluster',
        'east',
        "{ cloud: azure, kubernetesVersion: '1.35', cni: cilium, identity: { mode: irsa } }",
      ]),
    },
    good: {
      'platform/example.yaml': documents([
        'Cluster',
        'east',
        "{ cloud: azure, kubernetesVersion: '1.35', cni: cilium, identity: { mode: workloadIdentity } }",
      ]),
    },
  },
  {
    code: 'FWY3122',
    title: 'An unknown capability',
    severity: 'warning',
    explanation:
      'What a cluster has installed is found by name. A name that no Capability document knows is usually mistyped, and then nothing is emitted for it.',
    fix: 'Correct the name, or write a Capability document.',
    bad: {
      'platform/example.yaml': documents([
        'Cluster',
        'east',
        "{ cloud: none, kubernetesVersion: '1.35', cni: cilium, capabilities: { argoRolouts: { version: 1.9.1 } } }",
      ]),
    },
    good: {
      'platform/example.yaml': documents([
        'Cluster',
        'east',
        "{ cloud: none, kubernetesVersion: '1.35', cni: cilium, capabilities: { argoRollouts: { version: 1.9.1 } } }",
      ]),
    },
  },
  {
    code: 'FWY3123',
    title: 'Two systems or environments in one namespace',
    severity: 'error',
    explanation:
      'A namespace belongs to one system in one environment: quota, rights and network rules depend on it.',
    fix: 'Rename one of them, or change the pattern of namespaces.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        "{ api: { group: platform.example.com }, naming: { namespace: '{system}' } }",
      ]),
    },
    good: {},
  },
  {
    code: 'FWY3124',
    title: 'An illegal namespace',
    severity: 'error',
    explanation: 'The name of a namespace is a DNS label of at most 63 characters.',
    fix: 'Change the pattern, or shorten the names.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        "{ api: { group: platform.example.com }, naming: { namespace: '{system}_{environment}' } }",
      ]),
    },
    good: {},
  },
  {
    code: 'FWY3125',
    title: 'An unknown placeholder',
    severity: 'error',
    explanation: 'Only the listed placeholders are filled in.',
    fix: 'Use one of them.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        "{ api: { group: platform.example.com }, naming: { namespace: '{sytem}-{environment}' } }",
      ]),
    },
    good: {},
  },
  {
    code: 'FWY3140',
    title: 'No Organization',
    severity: 'error',
    explanation:
      'An organization is a directory with fairway.yaml, in which the Organization document names the API group.',
    fix: 'Write it, or run fairway init.',
    bad: {
      'fairway.yaml': documents(['Domain', 'example', '{ owner: team-orders }']),
    },
    good: {},
  },
  {
    code: 'FWY3143',
    title: 'An unknown kind',
    severity: 'error',
    explanation: 'The document speaks of a kind that does not exist here.',
    fix: 'Correct the name of the kind.',
    bad: {
      'governance/example.yaml': documents([
        'Pin',
        'trial',
        '{ owner: team-orders, reason: trial, expires: 2027-06-30, target: { services: [orders-api] }, document: { kind: SizeProfle, name: roomy }, version: 2.0.0 }',
      ]),
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
    good: {
      'governance/example.yaml': documents([
        'Pin',
        'trial',
        '{ owner: team-orders, reason: trial, expires: 2027-06-30, target: { services: [orders-api] }, document: { kind: SizeProfile, name: roomy }, version: 2.0.0, trial: true }',
      ]),
      'platform/example.yaml': documents(
        ['SizeProfile', 'roomy', '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }'],
        [
          'SizeProfile',
          'roomy',
          '{ version: 2.0.0, lifecycle: proposed, cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
        ],
      ),
    },
  },
  {
    code: 'FWY3145',
    title: 'A replacement that is not served',
    severity: 'error',
    explanation: 'A deprecated API version tells people what to write instead; it must be readable.',
    fix: 'Name another served version.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: true, deprecated: { since: 2026-01-01, removal: 2027-01-01, owner: team-orders, replacement: v2 } }] } }',
      ]),
    },
    good: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: true, deprecated: { since: 2026-01-01, removal: 2027-01-01, owner: team-orders, replacement: v2 } }, { name: v2, schema: v1beta1, served: true }] } }',
      ]),
    },
  },
  {
    code: 'FWY3146',
    title: 'No API version is served',
    severity: 'error',
    explanation: 'Without a served version no intent can be read.',
    fix: 'Serve one of them.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: false }] } }',
      ]),
    },
    good: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: true }] } }',
      ]),
    },
  },
  {
    code: 'FWY3147',
    title: 'Removed before deprecated',
    severity: 'error',
    explanation: 'The warnings must begin before the version goes.',
    fix: 'Correct one of the dates.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: true, deprecated: { since: 2027-01-01, removal: 2026-01-01, owner: team-orders, replacement: v2 } }, { name: v2, schema: v1beta1, served: true }] } }',
      ]),
    },
    good: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com, versions: [{ name: v1, schema: v1beta1, served: true, deprecated: { since: 2026-01-01, removal: 2027-01-01, owner: team-orders, replacement: v2 } }, { name: v2, schema: v1beta1, served: true }] } }',
      ]),
    },
  },
  {
    code: 'FWY3149',
    title: 'A role without rights',
    severity: 'warning',
    explanation:
      'Groups of a team stand under roles; a role that no environment class knows gives them nothing.',
    fix: 'Use a role of the environment classes.',
    bad: {
      'platform/example.yaml': documents(['Team', 'team-payments', '{ groups: { developper: [payments] } }']),
    },
    good: {
      'platform/example.yaml': documents(['Team', 'team-payments', '{ groups: { developer: [payments] } }']),
    },
  },
  {
    code: 'FWY3155',
    title: 'A chain without environments, or with one twice',
    severity: 'error',
    explanation:
      'Services compile for the environments of the chain. With none of them the whole record would be removed; twice the same one would be written twice.',
    fix: 'List each environment once, or leave `environmentChain` out.',
    bad: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com }, environmentChain: [] }',
      ]),
    },
    good: {
      'fairway.yaml': documents([
        'Organization',
        'example',
        '{ api: { group: platform.example.com }, environmentChain: [dev, prod] }',
      ]),
    },
  },
];
