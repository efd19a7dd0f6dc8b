import type { DiagnosticEntry } from '@fairway/model';
import { documents } from './example.ts';

type Document = readonly [kind: string, name: string, spec: string];

/** A pin of SizeProfile roomy; `version` may say more. */
function pin(name: string, service: string, version: string): Document {
  const target = `target: { services: [${service}] }, document: { kind: SizeProfile, name: roomy }`;
  return [
    'Pin',
    name,
    `{ owner: team-orders, reason: trial, expires: 2027-06-30, ${target}, version: ${version} }`,
  ];
}

/** A profile with a proposed version, and pins of it. */
function withPins(...pins: readonly Document[]): DiagnosticEntry['bad'] {
  const size = 'cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi';
  return {
    'platform/example.yaml': documents(
      ['SizeProfile', 'roomy', `{ ${size} }`],
      ['SizeProfile', 'roomy', `{ version: 2.0.0, lifecycle: proposed, ${size} }`],
    ),
    'governance/example.yaml': documents(...pins),
  };
}

/** Problems of governance records and of the lock. */
export const governanceDiagnostics: readonly DiagnosticEntry[] = [
  {
    code: 'FWY3110',
    title: 'A pin to a version that does not exist',
    severity: 'error',
    explanation: 'A Pin selects a version that somebody wrote.',
    fix: 'Name one of the versions.',
    bad: withPins(pin('trial', 'orders-api', '3.0.0')),
    good: withPins(pin('trial', 'orders-api', '2.0.0, trial: true')),
  },
  {
    code: 'FWY3111',
    title: 'A pin to a proposed version that is no trial',
    severity: 'error',
    explanation: 'A proposed version may change without notice. Who takes it says so.',
    fix: 'Add trial: true, or pin another version.',
    bad: withPins(pin('trial', 'orders-api', '2.0.0')),
    good: withPins(pin('trial', 'orders-api', '2.0.0, trial: true')),
  },
  {
    code: 'FWY3112',
    title: 'Two pins that contradict each other',
    severity: 'error',
    explanation: 'Both select a version of one document for one service, and not the same one.',
    fix: 'Keep one of them.',
    bad: withPins(pin('one', 'orders-api', '2.0.0, trial: true'), pin('two', 'orders-api', '1.0.0')),
    good: withPins(pin('one', 'orders-api', '2.0.0, trial: true'), pin('two', 'refunds-api', '1.0.0')),
  },
  {
    code: 'FWY3120',
    title: 'A published document has changed',
    severity: 'error',
    explanation:
      'Who uses a version relies on it. The lock holds the hash of each published version; changed content needs a version of its own.',
    fix: 'Give the change a new version, or undo it; then run fairway platform lock.',
    bad: {
      'platform/example.yaml': documents([
        'SizeProfile',
        'roomy',
        '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
      ]),
      'platform/definition.lock':
        '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{"SizeProfile/roomy@1.0.0":"sha256:0"}}',
    },
    good: {
      'platform/example.yaml': documents([
        'SizeProfile',
        'roomy',
        '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
      ]),
      'platform/definition.lock': '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{}}',
    },
  },
  {
    code: 'FWY3130',
    title: 'A governance record has expired',
    severity: 'error',
    explanation: 'Patches, exceptions and pins hold until a day. After it nobody has agreed to them any more.',
    fix: 'Remove the record, or have it approved again with a later date.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2020-01-31, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }] }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }] }',
      ]),
    },
  },
  {
    code: 'FWY3131',
    title: 'A requester nobody knows',
    severity: 'error',
    explanation: 'People stand in Team.spec.members, so that it is known who asked.',
    fix: 'Correct the id, or add the member to a team.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], requestedBy: adda }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], requestedBy: ada }',
      ]),
    },
  },
  {
    code: 'FWY3132',
    title: 'An approver nobody knows',
    severity: 'error',
    explanation: 'People stand in Team.spec.members, so that it is known who agreed.',
    fix: 'Correct the id, or add the member to a team.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], approvals: [{ by: grase, role: lead, at: 2026-01-02 }] }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], approvals: [{ by: grace, role: lead, at: 2026-01-02 }] }',
      ]),
    },
  },
  {
    code: 'FWY3133',
    title: 'Approved by the requester',
    severity: 'error',
    explanation: 'Four eyes see more than two: who asks cannot agree.',
    fix: 'Somebody else must approve it.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], requestedBy: grace, approvals: [{ by: grace, role: lead, at: 2026-01-02 }] }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], requestedBy: ada, approvals: [{ by: grace, role: lead, at: 2026-01-02 }] }',
      ]),
    },
  },
  {
    code: 'FWY3134',
    title: 'Approved without the role',
    severity: 'error',
    explanation: 'The approver agreed in a role that they do not hold.',
    fix: 'Somebody with the role must approve it.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], approvals: [{ by: ada, role: lead, at: 2026-01-02 }] }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], approvals: [{ by: grace, role: lead, at: 2026-01-02 }] }',
      ]),
    },
  },
  {
    code: 'FWY3135',
    title: 'Expired before it was created',
    severity: 'error',
    explanation: 'One of the two dates is wrong.',
    fix: 'Correct it.',
    bad: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], created: 2028-01-01 }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'Patch',
        'pause',
        '{ owner: team-orders, reason: a test, expires: 2027-06-30, target: { service: orders-api, object: workload/orders-api }, operations: [{ op: delete, path: spec.paused }], created: 2026-01-01 }',
      ]),
    },
  },
  {
    code: 'FWY3136',
    title: 'A freeze that ends before it begins',
    severity: 'error',
    explanation: 'One of the two moments is wrong.',
    fix: 'Correct it.',
    bad: {
      'governance/example.yaml': documents([
        'FreezeWindow',
        'holidays',
        '{ owner: team-orders, reason: holidays, from: 2026-12-27, to: 2026-12-23 }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'FreezeWindow',
        'holidays',
        '{ owner: team-orders, reason: holidays, from: 2026-12-23, to: 2026-12-27 }',
      ]),
    },
  },
  {
    code: 'FWY3137',
    title: 'Break-glass for too long',
    severity: 'error',
    explanation: 'Rights beyond the usual last at most four hours.',
    fix: 'Shorten it; a second record can follow.',
    bad: {
      'governance/example.yaml': documents([
        'BreakGlass',
        'outage',
        '{ owner: team-orders, reason: outage, expires: 2027-01-31, subject: ada, environment: prod, system: team-orders, role: operator, duration: 8h }',
      ]),
    },
    good: {
      'governance/example.yaml': documents([
        'BreakGlass',
        'outage',
        '{ owner: team-orders, reason: outage, expires: 2027-01-31, subject: ada, environment: prod, system: team-orders, role: operator, duration: 2h }',
      ]),
    },
  },
  {
    code: 'FWY3151',
    title: 'The lock cannot be read',
    severity: 'error',
    explanation: 'platform/definition.lock is written by fairway platform lock and by nothing else.',
    fix: 'Restore it from Git, or remove it and write it anew.',
    bad: {
      'platform/definition.lock': 'not a lock',
    },
    good: {
      'platform/definition.lock': '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{}}',
    },
  },
  {
    code: 'FWY3152',
    title: 'A published document is gone',
    severity: 'warning',
    explanation: 'Who uses the version finds it no more.',
    fix: 'Deprecate a version before you remove it; then run fairway platform lock.',
    bad: {
      'platform/definition.lock':
        '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{"SizeProfile/roomy@1.0.0":"sha256:0"}}',
    },
    good: {
      'platform/example.yaml': documents([
        'SizeProfile',
        'roomy',
        '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
      ]),
      'platform/definition.lock':
        '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{"SizeProfile/roomy@1.0.0":"sha256:0"}}',
    },
  },
  {
    code: 'FWY3153',
    title: 'A published document is not locked',
    severity: 'warning',
    explanation: 'Only what is in the lock is protected against silent change.',
    fix: 'Run fairway platform lock.',
    bad: {
      'platform/example.yaml': documents([
        'SizeProfile',
        'roomy',
        '{ cpuRequest: 300m, memoryRequest: 512Mi, memoryLimit: 1Gi }',
      ]),
      'platform/definition.lock': '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{}}',
    },
    good: {
      'platform/definition.lock': '{"apiVersion":"fairway.dev/definition-lock/v1","documents":{}}',
    },
  },
];
