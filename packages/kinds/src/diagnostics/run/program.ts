import type { DiagnosticEntry } from '@fairway/model';
import { entry, exampleImage, services } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (runtime: Fields): Record<string, string> => services(['WebService', 'web', { runtime }]);
const withoutImage = Object.values(web({}))
  .join('')
  .replace(/^ *image:.*\n/m, '');
const tagged = 'registry.example.com/shop/web:1.4.2';

const registries: Readonly<Record<string, string>> = {
  'fairway.yaml':
    'apiVersion: fairway.dev/v1alpha1\nkind: Organization\nmetadata:\n  name: example\nspec:\n' +
    '  api:\n    group: platform.example.com\n  imageRegistries:\n    - registry.example.com\n',
};

const rootException = `apiVersion: fairway.dev/v1alpha1
kind: PolicyException
metadata:
  name: web-as-root
spec:
  owner: team-a
  reason: The vendor's image starts as root; a fixed one is promised.
  expires: "2099-12-31"
  rules:
    - non-root
  target:
    services:
      - web
`;

/** Codes of `runtime` and `ports`. */
export const programDiagnostics: readonly DiagnosticEntry[] = [
  entry(
    'FWY3200',
    'No image reference',
    {
      explanation: 'The image is not written as registries understand it, so nothing could be pulled.',
      fix: 'Write registry, repository, and tag or digest: `registry.example.com/team/name@sha256:…`.',
    },
    web({ image: 'registry.example.com/Shop/Web' }),
    web({ image: exampleImage }),
  ),
  entry(
    'FWY3201',
    'Image from a registry outside the list',
    {
      explanation:
        'The organization names the registries that its images come from. Others are not scanned, may vanish, and have no pull secret.',
      fix: 'Push the image to one of the registries, or ask the platform team to add the registry to `imageRegistries`.',
    },
    { ...registries, ...web({ image: exampleImage.replace('registry.example.com', 'images.example.net') }) },
    { ...registries, ...web({ image: exampleImage }) },
  ),
  entry(
    'FWY3202',
    'Image without a digest',
    {
      explanation:
        'A tag can be moved, so what was tested and what runs may differ. The class of the environment takes images by digest only.',
      fix: 'Write the digest that the registry shows behind the image: `@sha256:…`.',
    },
    web({ image: tagged }),
    web({ image: exampleImage }),
  ),
  entry(
    'FWY3203',
    'Digest of the wrong length',
    {
      explanation: 'A digest is `sha256:` and 64 hexadecimal digits; this one was cut or mistyped.',
      fix: 'Copy the whole digest that the registry shows.',
    },
    web({ image: `${tagged}@sha256:0123456789abcdef` }),
    web({ image: exampleImage }),
  ),
  entry(
    'FWY3204',
    'Two fields say which image runs',
    {
      explanation: '`runtime.image` and `runtime.imageFrom` both name an image, and only one can run.',
      fix: 'Keep one of the two.',
    },
    services(
      ['WebService', 'web', {}],
      ['Worker', 'mailer', { runtime: { imageFrom: 'web', image: exampleImage } }],
    ),
    services(['WebService', 'web', {}], ['Worker', 'mailer', { runtime: { imageFrom: 'web' } }]),
  ),
  entry(
    'FWY3205',
    'Image from a workload that does not exist',
    {
      explanation: '`runtime.imageFrom` names a workload that does not run in this environment.',
      fix: 'Name another workload of the same system, or write the image.',
    },
    services(['WebService', 'web', {}], ['Worker', 'mailer', { runtime: { imageFrom: 'wbe' } }]),
    services(['WebService', 'web', {}], ['Worker', 'mailer', { runtime: { imageFrom: 'web' } }]),
  ),
  entry(
    'FWY3206',
    'Image from a workload of another system',
    {
      explanation:
        'A system that shares its image with another one could not change it alone. Within a system an image may be shared.',
      fix: 'Write the image itself.',
    },
    { ...otherSystem(), ...services(['Worker', 'mailer', { runtime: { imageFrom: 'till' } }]) },
    { ...otherSystem(), ...services(['Worker', 'mailer', {}]) },
  ),
  entry(
    'FWY3207',
    'Images taken in a circle',
    {
      explanation: 'Workloads take their image from each other, so none of them has one.',
      fix: 'Let one of them name its image.',
    },
    services(
      ['WebService', 'web', { runtime: { imageFrom: 'mailer' } }],
      ['Worker', 'mailer', { runtime: { imageFrom: 'web' } }],
    ),
    services(['WebService', 'web', {}], ['Worker', 'mailer', { runtime: { imageFrom: 'web' } }]),
  ),
  {
    ...entry(
      'FWY3217',
      'No release yet',
      {
        explanation:
          'Nothing says which image runs in the environment: no `--image`, no override, no release, no `runtime.image`. The account, the network policy and the secrets are there; what runs the program is left out.',
        fix: 'Release the service to the environment, or pass `--image`.',
      },
      { 'services/web.yaml': withoutImage },
      web({}),
    ),
    severity: 'note',
  },
  entry(
    'FWY3208',
    'Variable of the platform',
    {
      explanation:
        'Names that begin with `PLATFORM_` are given by the platform; a value of your own would hide the true one.',
      fix: 'Choose another name.',
    },
    web({ env: { PLATFORM_REGION: 'eu' } }),
    web({ env: { APP_REGION: 'eu' } }),
  ),
  entry(
    'FWY3209',
    'Configuration file at an unsafe place',
    {
      explanation:
        'The name of a configuration file leads out of its folder, or into a folder that belongs to the system.',
      fix: 'Use a plain name such as `application.yaml`, or an absolute path of your own.',
    },
    web({ config: { '../secrets/key.pem': 'x' } }),
    web({ config: { 'application.yaml': 'cache: true' } }),
  ),
  entry(
    'FWY3210',
    'Configuration file meets something else',
    {
      explanation:
        'Two files have the same place, or a file lies in a writable folder, among the secrets, or inside another file.',
      fix: 'Move the file.',
    },
    web({ config: { '/tmp/application.yaml': 'cache: true' } }),
    web({ config: { '/opt/web/application.yaml': 'cache: true' } }),
  ),
  entry(
    'FWY3211',
    'Too much configuration',
    {
      explanation: 'All configuration files of a workload share one ConfigMap, which holds at most 1 MiB.',
      fix: 'Keep large files in the image or in a Bucket.',
    },
    manyFiles(260),
    manyFiles(2),
  ),
  entry(
    'FWY3212',
    'Unusable writable folder',
    {
      explanation:
        'The folder is the root, belongs to the system, hides what the platform mounts, or is named twice.',
      fix: 'Choose a folder of its own, such as `/var/cache/app`.',
    },
    web({ writable: [{ path: '/proc/web', size: '1Gi' }] }),
    web({ writable: [{ path: '/var/cache/web', size: '1Gi' }] }),
  ),
  entry(
    'FWY3213',
    'Absurd size of a writable folder',
    {
      explanation:
        'Writable folders hold 1Mi to 1Ti. They are emptied when a replica goes, so nothing that lasts belongs there.',
      fix: 'Correct the unit, or keep the data in a Bucket, a Volume, or a Database.',
    },
    web({ writable: [{ path: '/var/cache/web', size: '20Ti' }] }),
    web({ writable: [{ path: '/var/cache/web', size: '20Gi' }] }),
  ),
  entry(
    'FWY3214',
    'Folders in memory take all memory',
    {
      explanation:
        'What lies in a folder with `medium: memory` counts against the memory of the replica. Nothing would be left for the program.',
      fix: 'Make the folder smaller, keep it on disk, or choose a larger size.',
    },
    web({ size: 'small', writable: [{ path: '/dev/shm', size: '512Mi', medium: 'memory' }] }),
    web({ size: 'small', writable: [{ path: '/dev/shm', size: '64Mi', medium: 'memory' }] }),
  ),
  entry(
    'FWY3215',
    'Root without an exception',
    {
      explanation:
        'A program that breaks out of its container as root is root on the node, where other teams run.',
      fix: 'Let the image run as another user, or ask for a PolicyException for the rule `non-root`.',
    },
    web({ user: 0 }),
    { 'governance/web-as-root.yaml': rootException, ...web({ user: 0 }) },
  ),
  entry(
    'FWY3216',
    'Not on Windows',
    {
      explanation: 'Windows nodes know no numbered users, no folders in memory, and offer no accelerators.',
      fix: 'Leave the field out, or build the image for Linux.',
    },
    web({ platform: 'windows/amd64', user: 2_000 }),
    web({ platform: 'windows/amd64' }),
  ),
  entry(
    'FWY3218',
    'Port used twice',
    {
      explanation: 'A program can listen on a port once only.',
      fix: 'Give each port its own number.',
    },
    services(['WebService', 'web', { ports: [{ name: 'admin', port: 8080, protocol: 'http' }] }]),
    services(['WebService', 'web', { ports: [{ name: 'admin', port: 9090, protocol: 'http' }] }]),
  ),
  entry(
    'FWY3219',
    'No name of a port',
    {
      explanation:
        'Kubernetes takes names of at most 15 lowercase letters, digits, and single hyphens for ports (RFC 6335).',
      fix: 'Shorten the name.',
    },
    services([
      'WebService',
      'web',
      { ports: [{ name: 'administration-interface', port: 9090, protocol: 'http' }] },
    ]),
    services(['WebService', 'web', { ports: [{ name: 'admin', port: 9090, protocol: 'http' }] }]),
  ),
  entry(
    'FWY3220',
    'Name of a port is taken',
    {
      explanation:
        'The main port is named by its protocol, `http` or `grpc`, and a metrics port of its own `metrics`.',
      fix: 'Choose another name.',
    },
    services(['WebService', 'web', { ports: [{ name: 'http', port: 9090, protocol: 'http' }] }]),
    services(['WebService', 'web', { ports: [{ name: 'admin', port: 9090, protocol: 'http' }] }]),
  ),
  entry(
    'FWY3246',
    'A port that no gateway passes on',
    {
      explanation:
        'Gateways pass on HTTP and gRPC. A port that speaks plain TCP is reached by dependencies only.',
      fix: 'Remove the exposure of the port, or say which protocol it speaks.',
    },
    services([
      'WebService',
      'web',
      { ports: [{ name: 'admin', port: 9090, protocol: 'tcp', exposure: { class: 'internal' } }] },
    ]),
    services([
      'WebService',
      'web',
      { ports: [{ name: 'admin', port: 9090, protocol: 'http', exposure: { class: 'internal' } }] },
    ]),
  ),
];

function otherSystem(): Record<string, string> {
  const system =
    'apiVersion: fairway.dev/v1alpha1\nkind: System\nmetadata:\n  name: stores\nspec:\n  owner: team-a\n';
  return { 'platform/stores.yaml': system, ...services(['WebService', 'till', { system: 'stores' }]) };
}

/** Files that share one text of 5 KB by a YAML alias, so that the example stays short. */
function manyFiles(count: number): Record<string, string> {
  const text = 'abcdefg '.repeat(640);
  const files = Array.from({ length: count - 1 }, (_, index) => `      page-${index}: *text\n`).join('');
  const [path, start = ''] = Object.entries(web({}))[0] ?? [''];
  return { [path]: `${start}    config:\n      first: &text "${text}"\n${files}` };
}
