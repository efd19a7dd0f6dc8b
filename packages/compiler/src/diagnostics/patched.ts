import { definition, web } from './example.ts';

const approved = `  owner: team-a
  requestedBy: ada
  approvals:
    - { by: grace, role: lead, at: '2026-05-01' }
  reason: The cache is filled at start.
  expires: '2036-01-01'
  target:
    service: web
    object: workload/web
  operations:
`;

const people = definition(
  'Team',
  'people',
  '  members:\n    - { id: ada, roles: [developer] }\n    - { id: grace, roles: [lead] }\n',
);

/** A service with an approved patch of one operation. */
export function patched(operation: string): Record<string, string> {
  return {
    'platform/people.yaml': people,
    'governance/patch.yaml': definition('Patch', 'web-patch', `${approved}${operation}`),
    'services/web.yaml': web('  scaling:\n    minReplicas: 1\n    maxReplicas: 1\n'),
  };
}
