import { emitDocument } from '@fairway/kubernetes';
import { planter, written, type Planted, type Planter } from './planted-secrets.ts';

type Fields = Readonly<Record<string, unknown>>;
type Files = Readonly<Record<string, string>>;

const image = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

function service(name: string, spec: Fields, more: Fields = {}, metadata: Fields = {}): string {
  const runtime = { language: 'other', image, ...(spec['runtime'] as Fields | undefined) };
  return emitDocument({
    apiVersion: 'platform.example.com/v1beta1',
    kind: 'WebService',
    metadata: { name, ...metadata },
    spec: { owner: 'team-a', ...spec, runtime },
    ...more,
  });
}

function definition(kind: string, name: string, spec: Fields, metadata: Fields = {}): string {
  return emitDocument({ apiVersion: 'fairway.dev/v1alpha1', kind, metadata: { name, ...metadata }, spec });
}

/** An organization in which nothing is wrong. */
export const cleanOrganization: Files = {
  'fairway.yaml': definition('Organization', 'example', {
    api: { group: 'platform.example.com' },
    imageRegistries: ['registry.example.com'],
  }),
  'platform/team.yaml': definition('Team', 'team-a', {}),
  'services/good.yaml': service('good', { runtime: { env: { LOG_LEVEL: 'info' } } }),
};

/** Secrets in everything that a program gets. */
function runtimes({ plant }: Planter): Files {
  return {
    'services/variables.yaml': service(
      'variables',
      {
        runtime: {
          env: {
            DB_PASSWORD: plant('variable password', 'named'),
            CLIENT_SECRET: plant('variable secret', 'words'),
            API_TOKEN: plant('variable token', 'named'),
            SIGNING_KEY: plant('variable key', 'words'),
            DATABASE_URL: written.url(plant('variable URL', 'named')),
            MAPS: plant('variable google', 'google'),
            STORAGE: written.storage(plant('variable storage', 'storage')),
            HEADER: written.bearer(plant('variable bearer', 'storage')),
            CERTIFICATE: written.key(plant('variable private key', 'key')),
            [plant('name of a variable', 'github')]: 'true',
          },
        },
      },
      { environments: { prod: { runtime: { env: { SMTP_PASS: plant('variable of prod', 'named') } } } } },
    ),
    'services/files.yaml': service('files', {
      runtime: {
        config: {
          'application.yaml': `datasource:\n  password: ${plant('file yaml', 'named')}\n`,
          'server.properties': `level=info\ndb.password=${plant('file properties', 'words')}\n`,
          'settings.json': `{"user":"orders","apiKey":"${plant('file json', 'named')}"}`,
          'settings.xml': `<server><password>${plant('file xml', 'named')}</password></server>`,
          'tls.pem': written.key(plant('file private key', 'key')),
          'note.txt': `ask ${plant('file slack', 'slack')}`,
          [plant('name of a file', 'npm')]: 'nothing',
        },
      },
    }),
    'services/arguments.yaml': service('arguments', {
      runtime: {
        command: ['run', written.url(plant('command URL', 'words'))],
        args: [
          '--db-password',
          plant('argument after an option', 'named'),
          `--token=${plant('argument with an option', 'words')}`,
          plant('argument alone', 'stripe'),
        ],
      },
      health: { type: 'exec', command: ['probe', '--api-key', plant('argument of a probe', 'named')] },
    }),
  };
}

/** Secrets where nobody expects them. */
function elsewhere({ plant }: Planter): Files {
  const token = plant('name of the file of a service', 'gitlab');
  return {
    'services/places.yaml': service(
      'places',
      {
        description: `call it with ${plant('description', 'github')}`,
        owner: plant('owner', 'gitlab'),
        runtime: { language: plant('language', 'aws'), user: plant('unknown field', 'vault') },
        exposure: { class: plant('exposure class', 'npm'), host: plant('host', 'sendgrid') },
        secrets: [
          {
            name: 'database',
            path: `team-a/${plant('path of a secret', 'github')}`,
            as: 'env',
            keys: { DB_USER: plant('value of keys', 'slack') },
          },
        ],
        dependencies: [{ service: plant('dependency', 'stripe'), env: { A: plant('output', 'ocean') } }],
        resources: [{ kind: 'Bucket', name: 'a', spec: { adminPassword: plant('resource', 'words') } }],
        scaling: { minReplicas: plant('number', 'jwt') },
      },
      { [plant('field of a document', 'google')]: 1, environments: { [plant('environment', 'aws')]: {} } },
      {
        labels: { team: plant('label', 'gitlab') },
        annotations: {
          note: `PASSWORD=${plant('annotation text', 'words')}`,
          'example.com/db-password': plant('annotation name', 'named'),
        },
      },
    ),
    'services/name.yaml': service(plant('name of a service', 'vault'), {}),
    [`services/${token}.yaml`]: service('file', {}),
  };
}

/** Secrets in what the platform team and governance write. */
function definitions({ plant }: Planter): Files {
  const target = { service: 'good', object: 'workload/good' };
  const container = 'spec.template.spec.containers[name=good]';
  const governance = { owner: 'team-a', requestedBy: 'ada', created: '2026-05-01', expires: '2026-12-01' };
  return {
    'platform/teams.yaml': [
      definition('Team', 'team-b', {
        description: `sign in with password=${plant('description of a team', 'words')}`,
        email: `${plant('email of a team', 'sendgrid')}@example.com`,
      }),
      definition('LanguageProfile', 'other', {
        env: { PROXY_PASSWORD: plant('variable of a language', 'named') },
      }),
      definition('KindDefault', 'web', {
        kind: 'WebService',
        defaults: { runtime: { env: { A_TOKEN: plant('default variable', 'named') } } },
      }),
      definition('EnvironmentClass', 'prod', {
        defaults: { runtime: { args: ['--pass', plant('class', 'named')] } },
      }),
    ].join('---\n'),
    [`platform/${plant('name of the file of a definition', 'npm')}.yaml`]: definition('Team', 'team-c', {}),
    'platform/unknown.yaml': definition('Teem', 'team-d', { note: plant('unknown kind', 'github') }),
    'governance/patch.yaml': definition('Patch', 'patch', {
      ...governance,
      reason: `the key ${plant('reason of a patch', 'stripe')}`,
      target,
      operations: [
        { op: 'set', path: `${container}.env[name=DB_PASSWORD].value`, value: plant('patch path', 'named') },
        {
          op: 'add',
          path: `${container}.env`,
          value: { name: 'API_TOKEN', value: plant('patch pair', 'words') },
        },
        { op: 'set', path: `${container}.args`, value: ['--password', plant('patch argument', 'named')] },
        {
          op: 'set',
          path: 'metadata.annotations',
          value: { 'db-password': plant('patch annotation', 'named') },
        },
        { op: 'set', path: `${container}.${plant('path of a patch', 'ocean')}`, value: 1 },
      ],
    }),
    'releases/dev.yaml': definition('ReleaseSet', 'dev', {
      environment: 'dev',
      services: { good: { image: `registry.example.com/good:${plant('image of a release', 'github')}` } },
    }),
  };
}

/** Files that are no YAML, or not the YAML that Fairway reads. */
export function brokenFiles({ hide }: Planter): Files {
  const start = 'apiVersion: platform.example.com/v1beta1\nkind: WebService\nmetadata:\n  name: broken\n';
  return {
    'services/broken/bracket.yaml': `${start}spec:\n  env: [\n  DB_PASSWORD: ${hide('broken bracket', 'named')}\n`,
    'services/broken/quote.yaml': `${start}spec:\n  password: "${hide('broken quote', 'named')}\n  token: ${hide('below a broken quote', 'slack')}\n`,
    'services/broken/tab.yaml': `${start}spec:\n\ttoken: ${hide('broken tab', 'github')}\n`,
    'services/broken/key.yaml': `${start}spec:\n  password: ${hide('first of two keys', 'named')}\n  password: ${hide('second of two keys', 'words')}\n`,
    'services/broken/merge.yaml': `${start}spec: *${hide('unknown anchor', 'npm')}\n`,
    'services/broken/tag.yaml': `${start}spec: !!${hide('unknown tag', 'github')} a\n`,
    'services/broken/list.yaml': `- password: ${hide('list for a document', 'named')}\n`,
    'services/broken/text.yaml': `${hide('text for a document', 'gitlab')}\n`,
    'services/broken/url.yaml': `${start}spec: {url: ${written.url(hide('broken URL', 'named'))}\n`,
    'platform/broken.yaml': `kind: Team\nspec: {password: ${hide('broken definition', 'words')}, [}\n`,
    'services/broken/pem.yaml': `${start}spec: {key: "${written.key(hide('broken private key', 'key'))}\n`,
  };
}

/** The clean organization with secrets in services only, so that the healthy one may be compiled. */
export function plantedServices(): { readonly files: Files; readonly planted: readonly Planted[] } {
  const seeds = planter();
  return { files: { ...cleanOrganization, ...runtimes(seeds) }, planted: seeds.planted };
}

/** The clean organization with secrets at every kind of place; each document can be read. */
export function plantedOrganization(): { readonly files: Files; readonly planted: readonly Planted[] } {
  const seeds = planter();
  const files = { ...cleanOrganization, ...runtimes(seeds), ...elsewhere(seeds), ...definitions(seeds) };
  return { files, planted: seeds.planted };
}
