import type { DiagnosticEntry } from '@fairway/model';
import { entry, services } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (spec: Fields): Record<string, string> => services(['WebService', 'web', spec]);
const worker = (spec: Fields): Record<string, string> => services(['Worker', 'mailer', spec]);
const external = { host: 'data.example.net', port: 5432, protocol: 'tls' };

/** A page about a field that has its place in the language but is not compiled by this release. */
function upcoming(
  code: string,
  what: string,
  fix: string,
  bad: Readonly<Record<string, string>>,
  good: Readonly<Record<string, string>>,
): DiagnosticEntry {
  const explanation = `${what} have their place in the language, so that editors and reviewers know them, but this release does not compile them. Leaving them out quietly would be worse than saying so.`;
  return entry(code, `${what} are not compiled yet`, { explanation, fix }, bad, good);
}

const sandbox: Readonly<Record<string, string>> = {
  'platform/playground.yaml':
    'apiVersion: fairway.dev/v1alpha1\nkind: System\nmetadata:\n  name: playground\nspec:\n  owner: team-a\n  tenantTier: sandbox\n',
};
const delivery = (environment: string): Record<string, string> => ({
  'services/delivery.yaml': `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata:\n  name: web\nspec:\n  environments:\n    - ${environment}\n`,
});

function application(cpu: string): Record<string, string> {
  return {
    'services/hello.yaml': `apiVersion: platform.example.com/v1beta1
kind: Application
metadata:
  name: hello
spec:
  team: team-a
  runtime: node-18
  replicas: 2
  resources:
    cpu: "${cpu}"
    memory: 512Mi
  image: registry.example.com/shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
`,
  };
}

/** Codes of ownership, data classes, `Application`, and fields that are not compiled yet. */
export const ownershipDiagnostics: readonly DiagnosticEntry[] = [
  upcoming(
    'FWY3290',
    'Resources inside a workload',
    'Reach data that exists through `dependencies` (`external`) and `secrets`.',
    web({ resources: [{ kind: 'Cache', name: 'sessions', spec: { type: 'valkey' } }] }),
    web({ dependencies: [{ external }] }),
  ),
  upcoming(
    'FWY3291',
    'Queues and topics in consumes',
    'Give the worker the address of the queue with `runtime.env` or a secret.',
    worker({ consumes: [{ queue: 'mails' }] }),
    worker({ dependencies: [{ external }] }),
  ),
  upcoming(
    'FWY3292',
    'Migrations',
    'Run the migration as a document of kind `Job` with `trigger: release`.',
    web({ migration: { command: ['migrate', 'up'] } }),
    web({}),
  ),
  upcoming(
    'FWY3293',
    'Grants',
    'Keep a service and its consumers in one system where the tier asks for grants.',
    web({ grants: [{ system: 'shop' }] }),
    web({}),
  ),
  upcoming(
    'FWY3294',
    'Dependencies on data',
    'Declare the host as `external`, and the credentials as a secret.',
    web({ dependencies: [{ database: 'orders' }] }),
    web({ dependencies: [{ external }] }),
  ),
  entry(
    'FWY3295',
    'Data class that the tier does not allow',
    {
      explanation:
        'The tier of a system says which classes of data it may handle, because nodes, keys, and access differ between tiers.',
      fix: 'Let the owner move the system to a tier that allows the class, or move the service to such a system.',
    },
    web({ data: { class: 'pii' } }),
    web({ data: { class: 'internal' } }),
  ),
  entry(
    'FWY3298',
    'Tier that the environment does not take',
    {
      explanation:
        'Some tiers are for some classes of environments only: a sandbox has no place in production.',
      fix: 'Name the environments of the service with a Delivery document, or move it to a system of another tier.',
    },
    { ...sandbox, ...web({ system: 'playground', data: { class: 'public' } }), ...delivery('prod') },
    { ...sandbox, ...web({ system: 'playground', data: { class: 'public' } }), ...delivery('dev') },
  ),
  entry(
    'FWY3299',
    'No size is large enough',
    {
      explanation:
        'An Application gets the smallest size that has the CPU and the memory it names, and none has as much.',
      fix: 'Ask for less, or ask the platform team for a review: larger sizes are reviewed and named by them.',
    },
    application('64'),
    application('1'),
  ),
];
