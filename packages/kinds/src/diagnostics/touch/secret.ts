import type { DiagnosticEntry } from '@fairway/model';
import { entry, services } from '../example.ts';

type Fields = Readonly<Record<string, unknown>>;

const web = (spec: Fields): Record<string, string> => services(['WebService', 'web', spec]);
const secret = (fields: Fields): Record<string, string> => web({ secrets: [{ name: 'database', ...fields }] });
const good = secret({ path: 'shop/{environment}/database', as: 'env', keys: { DB_PASSWORD: 'password' } });

/** Codes of `secrets`. */
export const secretDiagnostics: readonly DiagnosticEntry[] = [
  entry(
    'FWY3250',
    'Secret in plain text',
    {
      explanation:
        'Something in a document looks like a password, a token, or a key: in `runtime.env`, `runtime.config`, or `runtime.args`, but also in a description, an annotation, a patch, or a name. These files are read by many people and kept in Git for ever, so a secret there is a secret no more. The name of a value counts where you chose it, as that of a variable or an option; known forms of tokens, private keys, and URLs with a password count everywhere.',
      fix: 'Replace the leaked value where it is valid, put the new one into the secret store, and name its path in `secrets`.',
    },
    web({ runtime: { env: { DB_PASSWORD: 'hunter2' } } }),
    good,
  ),
  entry(
    'FWY3251',
    "Somebody else's secret",
    {
      explanation:
        'The first segment of a secret path says whose it is: the team, the system, or the service. Others are out of reach, also in the store.',
      fix: 'Begin the path with the name or an alias of the team, the system, or the service, and ask the owner of the other secret for one of your own.',
    },
    secret({ path: 'billing/{environment}/database' }),
    secret({ path: 'shop/{environment}/database' }),
  ),
  {
    ...entry(
      'FWY3252',
      'Secret of another environment',
      {
        explanation:
          'The path names an environment, and it is not the one that is compiled: one environment would read the secret of the other.',
        fix: 'Write `{environment}` in its place; `fairway check --fix` does.',
      },
      secret({ path: 'shop/dev/database' }),
      secret({ path: 'shop/{environment}/database' }),
    ),
    severity: 'warning',
  },
  entry(
    'FWY3253',
    'No secret path',
    {
      explanation:
        'A path is made of segments of lowercase letters, digits, and hyphens, joined by `/`. It is written the same for every store, and never climbs out of its folder.',
      fix: 'Write the path in full, without `..`, without `/` at its ends, and with known placeholders only.',
    },
    secret({ path: 'shop/../billing/database' }),
    secret({ path: 'shop/{environment}/database' }),
  ),
  entry(
    'FWY3254',
    'Key that cannot become a variable',
    {
      explanation:
        'A secret that is given as variables names each of them, and a variable has letters, digits, and underscores only.',
      fix: 'Write `keys: {VARIABLE: key}`, or give the secret as files.',
    },
    secret({ path: 'shop/{environment}/database', as: 'env', keys: ['db-password'] }),
    good,
  ),
  entry(
    'FWY3255',
    'Variable that is set twice',
    {
      explanation:
        'Two places claim one environment variable: `runtime.env`, a secret, an output of a dependency, or the platform itself. Which one wins would depend on their order.',
      fix: 'Rename one of them: secrets with `keys`, outputs of a dependency with its `env`.',
    },
    web({
      runtime: { env: { DB_USER: 'web' } },
      secrets: [
        { name: 'database', path: 'shop/{environment}/database', as: 'env', keys: { DB_USER: 'user' } },
      ],
    }),
    good,
  ),
  entry(
    'FWY3256',
    'Key that cannot become a file',
    {
      explanation:
        'Each key becomes a file in the folder of its secret. Its name has no `/` and does not begin with `..`, so it cannot land anywhere else.',
      fix: 'Give the file a plain name: `keys: {ca.crt: ca}`.',
    },
    secret({ path: 'shop/{environment}/tls', keys: { '../ca.crt': 'ca' } }),
    secret({ path: 'shop/{environment}/tls', keys: { 'ca.crt': 'ca' } }),
  ),
];
