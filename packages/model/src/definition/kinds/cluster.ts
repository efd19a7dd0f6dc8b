import type { z } from 'zod';
import { defaulted, fields } from '../../schema/fields.ts';
import { defineDefinitionKind } from '../kind.ts';

const account = fields
  .object(
    {
      id: fields.formatted('labelValue', 'Number of the AWS account.', /^[0-9]{12}$/).optional(),
      subscription: fields.text('Azure subscription.').optional(),
      resourceGroup: fields.text('Azure resource group of new resources.').optional(),
      kmsKey: fields.text('Key that data is encrypted with.').optional(),
      subnetGroup: fields.text('Subnet group of databases and caches.').optional(),
    },
    'Cloud account of the cluster.',
  )
  .optional();

const gateways = fields
  .map(
    fields.text('Name that exposure classes use.'),
    fields.object(
      {
        name: fields.text('Name of the Gateway.'),
        namespace: fields.text('Its namespace.'),
        className: fields.text(
          'Its GatewayClass, or the IngressClass where the product is an ingress controller.',
        ),
        product: fields.text('Product behind it; decides which edge limits can be enforced.'),
        kind: fields.choice(
          ['inCluster', 'externalLB'],
          'Whether traffic comes from pods or from load balancer addresses.',
        ),
        listeners: fields.keyedList(
          fields.object(
            {
              name: fields.text('Name of the listener.'),
              hostname: fields.text('Hosts it covers, such as `*.example.com`; all if absent.').optional(),
              protocol: fields.choice(['http', 'https', 'tls', 'tcp'], 'Protocol.'),
              tls: fields.flag('Whether connections are encrypted up to the gateway.').optional(),
            },
            'One listener.',
          ),
          'name',
          'Listeners.',
        ),
      },
      'A gateway.',
    ),
    'Gateways by the name that exposure classes use.',
  )
  .optional();

const network = fields
  .object(
    {
      podCidrs: fields.list(fields.cidr('A range.'), 'Addresses of pods.').optional(),
      serviceCidr: fields.cidr('Addresses of services.').optional(),
      apiServerCidrs: fields.list(fields.cidr('A range.'), 'Addresses of the API server.').optional(),
      loadBalancerSubnets: fields.list(fields.cidr('A range.'), 'Addresses of load balancers.').optional(),
      dataSubnets: fields
        .list(fields.cidr('A range.'), 'Addresses of managed databases and caches.')
        .optional(),
      privateEndpointSubnets: fields
        .list(fields.cidr('A range.'), 'Addresses of private endpoints.')
        .optional(),
      dns: defaulted(
        fields.object(
          {
            mode: fields.choice(
              ['cluster', 'nodeLocal'],
              'Whether pods ask the cluster DNS or a cache on their node.',
            ),
            nodeLocalAddress: fields.text('Address of the cache on the node.').optional(),
          },
          'How names are resolved.',
        ),
      ),
    },
    'Networks.',
  )
  .optional();

/** A Kubernetes cluster: where it runs, what is installed, how traffic enters. */
export const cluster = defineDefinitionKind({
  kind: 'Cluster',
  layer: 'definition',
  description: 'A Kubernetes cluster: where it runs, what is installed, how traffic enters.',
  spec: ({ fields }) => ({
    cloud: fields.choice(['aws', 'azure', 'none'], 'Who runs it.'),
    region: fields.text('Region of the cloud, or a name of your own.').optional(),
    account,
    kubernetesVersion: fields.formatted('labelValue', 'Minor version, such as `1.35`.', /^1\.[0-9]{1,3}$/),
    cni: fields.choice(['vpc-cni', 'azure', 'cilium', 'calico'], 'Network plugin.'),
    gateways,
    network,
    identity: fields
      .object(
        {
          mode: fields.choice(['podIdentity', 'irsa', 'workloadIdentity'], 'How pods become cloud identities.'),
          oidcIssuer: fields.text('Issuer of service account tokens.').optional(),
          tenantId: fields.text('Azure tenant.').optional(),
          permissionsBoundary: fields.text('Boundary that every AWS role gets.').optional(),
        },
        'Cloud identity of pods.',
      )
      .optional(),
    secretStore: fields
      .object(
        {
          type: fields.choice(
            ['awsSecretsManager', 'awsParameterStore', 'azureKeyVault', 'vault', 'kubernetes'],
            'Product that holds the secrets.',
          ),
          key: fields.choice(['path', 'dashed'], 'How a path is written there: `team/name` or `team-name`.'),
        },
        'Where secrets come from.',
      )
      .optional(),
    storage: fields
      .object(
        {
          shared: fields.text('Storage class of volumes that many pods mount.').optional(),
          single: fields.text('Storage class of volumes that one pod mounts.').optional(),
        },
        'Storage classes.',
      )
      .optional(),
    provisioner: fields
      .choice(
        ['crossplane', 'native', 'terraform', 'operators'],
        'What creates databases, caches, queues and the like.',
      )
      .optional(),
    capabilities: fields
      .map(
        fields.text('Name of the capability.'),
        fields.object(
          {
            version: fields.formatted(
              'semver',
              'Installed version.',
              /^v?[0-9]+(\.[0-9]+){0,2}(-[0-9A-Za-z.-]+)?$/,
            ),
            channel: fields.text('Channel, where the product has several.').optional(),
            router: fields
              .choice(['gatewayAPI', 'none'], 'Argo Rollouts only: what splits the traffic of a canary.')
              .optional(),
          },
          'An installed product.',
        ),
        'What is installed.',
      )
      .optional(),
    trustBundle: fields.text('ConfigMap with the certificates that workloads trust.').optional(),
    egressProxy: fields
      .object(
        {
          url: fields.text('URL of the proxy.'),
          noProxy: fields.list(fields.text('A host or range.'), 'What is reached without it.').optional(),
        },
        'Proxy for traffic that leaves the cluster.',
      )
      .optional(),
  }),
  constraints: [
    {
      rule: 'requires',
      path: 'network.dns.mode',
      values: ['nodeLocal'],
      other: 'network.dns.nodeLocalAddress',
    },
  ],
});

export type ClusterSpec = z.infer<typeof cluster.spec>;
