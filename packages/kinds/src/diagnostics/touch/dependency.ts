import type { DiagnosticEntry } from '@fairway/model';
import { entry, services, yamlOf } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (spec: Fields): Record<string, string> =>
  services(['WebService', 'web', spec], ['WebService', 'payments', {}]);
const needs = (...dependencies: readonly Fields[]): Record<string, string> => web({ dependencies });
const partner = { host: 'api.example.net', port: 443, protocol: 'https' };

const identityProfile: Readonly<Record<string, string>> = {
  'platform/read-secrets.yaml': `apiVersion: fairway.dev/v1alpha1
kind: IdentityProfile
metadata:
  name: read-secrets
spec:
  aws:
    permissions:
      - secretsmanager:GetSecretValue
    resources:
      - arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop
`,
};

function definition(kind: string, name: string, spec: Fields): string {
  return `apiVersion: fairway.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${yamlOf(spec, '  ')}`;
}

/** The system `vault`, whose tier asks for grants and addresses, with a service of its own. */
const vault: Readonly<Record<string, string>> = {
  'platform/vault.yaml': definition('System', 'vault', { owner: 'team-a', tenantTier: 'guarded' }),
  'platform/guarded.yaml': definition('TenantTier', 'guarded', {
    isolation: 'sharedNodes',
    dataClasses: ['public', 'internal'],
    grants: 'required',
    egress: 'declaredCidrs',
    cloudAccount: 'shared',
    productionAccess: 'view',
    patchBudget: 5,
  }),
};

/** Codes of `identity` and `dependencies`. */
export const dependencyDiagnostics: readonly DiagnosticEntry[] = [
  entry(
    'FWY3275',
    'Permission with a wildcard',
    {
      explanation: 'A wildcard allows more than anybody can list, and more tomorrow than today.',
      fix: 'Name the actions that the program calls and the resources that it calls them on. Only what lies below a named resource may be written as `/*`.',
    },
    web({ identity: { aws: { permissions: ['s3:*'], resources: ['arn:aws:s3:::shop-files'] } } }),
    web({ identity: { aws: { permissions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop-files/*'] } } }),
  ),
  entry(
    'FWY3276',
    'Identity profile for another cloud',
    {
      explanation: 'The profile exists, but says nothing about the cloud that it is named for.',
      fix: 'Choose a profile that does, list permissions, or ask the platform team to complete the profile.',
    },
    { ...identityProfile, ...web({ identity: { azure: { profile: 'read-secrets' } } }) },
    { ...identityProfile, ...web({ identity: { aws: { profile: 'read-secrets' } } }) },
  ),
  entry(
    'FWY3280',
    'Unknown service',
    {
      explanation: 'No service of the name is delivered to this environment.',
      fix: 'Correct the name, deliver the other service here too, or declare a host outside the organization as `external`.',
    },
    needs({ service: 'payment' }),
    needs({ service: 'payments' }),
  ),
  entry(
    'FWY3281',
    'Dependency on itself',
    {
      explanation: 'A service reaches itself without asking.',
      fix: 'Remove the dependency.',
    },
    needs({ service: 'web' }),
    needs({ service: 'payments' }),
  ),
  entry(
    'FWY3282',
    'Port that nobody listens on',
    {
      explanation: 'The other workload does not listen on this port, or on none at all.',
      fix: 'Leave `port` out for the main port, or name one of its `ports`.',
    },
    needs({ service: 'payments', port: 9999 }),
    needs({ service: 'payments', port: 8080 }),
  ),
  entry(
    'FWY3284',
    'Grant that is missing',
    {
      explanation:
        'The system of the other service is of a tier that lets only those in that are named. The owner of the service decides.',
      fix: 'Ask the owner to add the line that the message shows.',
    },
    {
      ...vault,
      ...services(
        ['WebService', 'web', { dependencies: [{ service: 'cards' }] }],
        ['WebService', 'cards', { system: 'vault' }],
      ),
    },
    {
      ...vault,
      ...services(
        ['WebService', 'web', { system: 'vault', dependencies: [{ service: 'cards' }] }],
        ['WebService', 'cards', { system: 'vault' }],
      ),
    },
  ),
  entry(
    'FWY3285',
    'Unknown output',
    {
      explanation: 'Each kind of dependency gives the same few values everywhere; this is none of them.',
      fix: 'Choose one of the outputs that the message lists.',
    },
    needs({ service: 'payments', env: { PAYMENTS: 'uri' } }),
    needs({ service: 'payments', env: { PAYMENTS: 'url' } }),
  ),
  entry(
    'FWY3286',
    'Addresses of an external host',
    {
      explanation:
        'The tier of the system opens the network for named addresses only, or the addresses given are the whole internet.',
      fix: 'Add the ranges that the provider publishes as `external.cidrs`.',
    },
    needs({ external: { ...partner, cidrs: ['0.0.0.0/0'] } }),
    needs({ external: { ...partner, cidrs: ['192.0.2.0/24'] } }),
  ),
  entry(
    'FWY3287',
    'External host inside the cluster',
    {
      explanation:
        'The host is the name of a service in a cluster. Such names change with namespace and cluster, and grants and network rules would not see the dependency.',
      fix: 'Name the service: `service: payments`.',
    },
    needs({ external: { host: 'payments.shop-prod.svc.cluster.local', port: 80, protocol: 'tcp' } }),
    needs({ service: 'payments' }),
  ),
];
