import { readDocuments } from '@fairway/kubernetes';
import { acmeFolder, loadOrganization, type LoadedOrganization } from './organization.ts';
import { unitsOf, type ProducedOrganization } from './produced-units.ts';

type Fields = Readonly<Record<string, unknown>>;
type Change = (spec: Fields) => Fields;

const inner = (spec: Fields, name: string): Fields => (spec[name] ?? {}) as Fields;

/** Every gateway of a cluster by another product. */
const gatewaysOf =
  (product: string): Change =>
  (spec) => ({
    ...spec,
    gateways: Object.fromEntries(
      Object.entries(inner(spec, 'gateways')).map(([name, gateway]) => [
        name,
        { ...(gateway as Fields), product },
      ]),
    ),
    capabilities: {
      ...inner(spec, 'capabilities'),
      gatewayAPI: { version: '1.6.1', channel: 'standard' },
      ...(product === 'awsLoadBalancerController' ? { awsLoadBalancerController: { version: '3.5.0' } } : {}),
    },
  });

const withField =
  (field: string, value: unknown): Change =>
  (spec) => ({ ...spec, [field]: value });

const everything: Fields = {
  argoRollouts: { version: '1.9.1', router: 'gatewayAPI' },
  awsLoadBalancerController: { version: '3.5.0' },
  certManager: { version: '1.21.1' },
  externalDNS: { version: '0.22.0' },
  externalSecrets: { version: '2.9.0' },
  gatewayAPI: { version: '1.6.1', channel: 'standard' },
  keda: { version: '2.20.2' },
  openTelemetryOperator: { version: '0.158.0' },
  prometheusOperator: { version: '0.93.0' },
  reloader: { version: '1.4.19' },
};

const nodeLocal: Change = (spec) => ({
  ...spec,
  network: { ...inner(spec, 'network'), dns: { mode: 'nodeLocal', nodeLocalAddress: '169.254.20.10' } },
});

/** What is different of every cluster of acme, by what it is called. */
const changes: readonly (readonly [string, Change])[] = [
  ...[
    'applicationGatewayForContainers',
    'awsLoadBalancerController',
    'cilium',
    'envoyGateway',
    'ingressNginx',
    'istio',
    'nginxGatewayFabric',
  ].map((product) => [`gateways of ${product}`, gatewaysOf(product)] as const),
  ...['1.33', '1.34', '1.35', '1.36'].map(
    (minor) => [`Kubernetes ${minor}`, withField('kubernetesVersion', minor)] as const,
  ),
  ...['vpc-cni', 'azure', 'cilium', 'calico'].map(
    (cni) => [`network of ${cni}`, withField('cni', cni)] as const,
  ),
  ...['awsSecretsManager', 'awsParameterStore', 'azureKeyVault', 'vault', 'kubernetes'].map(
    (type) =>
      [
        `secrets in ${type}`,
        withField('secretStore', { type, key: type === 'azureKeyVault' ? 'dashed' : 'path' }),
      ] as const,
  ),
  ['every capability', (spec) => ({ ...spec, capabilities: everything })],
  [
    'canaries by replicas',
    (spec) => ({
      ...spec,
      capabilities: { ...everything, argoRollouts: { version: '1.8.4', router: 'none' } },
    }),
  ],
  ['no capability', withField('capabilities', {})],
  ['a DNS cache on each node', nodeLocal],
  [
    'roles for service accounts',
    withField('identity', { mode: 'irsa', oidcIssuer: 'https://oidc.example.com/1' }),
  ],
];

/** acme with something else about each of its clusters. Some of its services cannot run there; those units say so. */
export async function acmeVariations(): Promise<readonly ProducedOrganization[]> {
  return Promise.all(
    changes.map(async ([what, change]) => {
      const acme = await loadOrganization(acmeFolder, undefined, (path, text) =>
        path.startsWith('platform/clusters/') ? changed(path, text, change) : text,
      );
      return produced(`acme with ${what}`, acme);
    }),
  );
}

function changed(path: string, text: Uint8Array, change: Change): string {
  return readDocuments(text, path)
    .documents.map(({ value }) => {
      const document = value as { readonly spec: Fields };
      return JSON.stringify({ ...document, spec: change(document.spec) });
    })
    .join('\n---\n');
}

function produced(name: string, { compile, definition }: LoadedOrganization): ProducedOrganization {
  return {
    name,
    from: 'acme',
    environments: definition.environments.map((environment) => environment.name),
    units: (environment) => unitsOf(compile(environment).units),
  };
}
