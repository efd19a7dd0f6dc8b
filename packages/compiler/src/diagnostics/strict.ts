import type { DiagnosticEntry } from '@fairway/model';
import { definition, page, toldPage, web } from './example.ts';
import { patched } from './patched.ts';

const cluster = (product: string, version = '1.35'): string =>
  definition(
    'Cluster',
    'main',
    `  cloud: none
  kubernetesVersion: "${version}"
  cni: cilium
  gateways:
    internal:
      name: internal
      namespace: gateways
      className: gateway
      product: ${product}
      kind: inCluster
      listeners: [{ name: https, protocol: https, tls: true }]
`,
  );
const prod = definition(
  'Environment',
  'prod',
  '  class: prod\n  order: 30\n  clusters:\n    - name: main\n      primary: true\n',
);
const exposed = web('  exposure:\n    class: internal\n    idleTimeout: 2m\n');

/** Problems of objects that a cluster would refuse: `FWY4041` to `FWY4045`. */
export const strictDiagnostics: readonly DiagnosticEntry[] = [
  page(
    'FWY4041',
    'An object that the cluster would refuse',
    {
      explanation:
        "Every object is held to the definitions that the cluster's Kubernetes version and products serve, as strictly as their API server would do it: unknown fields, types, ranges, required fields, CEL rules. What the cluster would refuse or silently drop is an error before anything is written.",
      fix: 'Correct the patch that the message names. Where it names none, it is a mistake of the platform: report it with the message.',
    },
    patched('    - op: set\n      path: spec.progresDeadlineSeconds\n      value: 900\n'),
    patched('    - op: set\n      path: spec.progressDeadlineSeconds\n      value: 900\n'),
  ),
  toldPage(
    'FWY4042',
    'A kind of object that nobody defines',
    {
      explanation:
        "A plugin's emitter makes objects of a kind that neither Fairway nor the plugin has a definition of. They could not be checked, and unknown is never a pass.",
      fix: 'Add the CustomResourceDefinition of the kind to `upstream` of the plugin.',
    },
    "A plugin's emitter makes a `Backup` of `backup.example.com/v1` and the plugin brings no `upstream`.",
  ),
  page(
    'FWY4043',
    'A kind of object that cannot be checked',
    {
      explanation:
        'The product publishes no definition that Fairway could hold its objects to. They are written all the same; that nothing checks them is said once per kind.',
      fix: 'Try the object on the cluster before production does: `kubectl apply --server-side --dry-run=server -f manifests.yaml`.',
      severity: 'note',
    },
    {
      'platform/clusters.yaml': [prod, cluster('nginxGatewayFabric')].join('---\n'),
      'services/web.yaml': exposed,
    },
    { 'platform/clusters.yaml': [prod, cluster('envoyGateway')].join('---\n'), 'services/web.yaml': exposed },
  ),
  page(
    'FWY4044',
    'A cluster whose Kubernetes version is unknown',
    {
      explanation:
        'Fairway holds every object to what the cluster serves, and has the definitions of some minor versions of Kubernetes only. What it cannot check it does not write.',
      fix: 'Upgrade the cluster or Fairway, or correct `kubernetesVersion`.',
    },
    {
      'platform/clusters.yaml': [prod, cluster('envoyGateway', '1.29')].join('---\n'),
      'services/web.yaml': web(),
    },
    { 'platform/clusters.yaml': [prod, cluster('envoyGateway')].join('---\n'), 'services/web.yaml': web() },
  ),
  toldPage(
    'FWY4045',
    'An emitter that fails',
    {
      explanation:
        "The emitter of a plugin throws, or what it yields is no Kubernetes object made of plain data: no name, a function, a date, a number that JSON does not have, an object that contains itself. The plugin is the platform team's code, so this is no mistake of the service.",
      fix: 'Repair the plugin.',
    },
    "A plugin's emitter yields an object whose annotation is a `Date`.",
  ),
];
