import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlainSecrets } from './detect.ts';
import { findPlainSecretsIn, plainSecretsIn, plainSecretsInText } from './document.ts';
import { createRedactor, redacted } from './redact.ts';

/** Built of pieces, so that no scanner takes this file for a leak. */
const join = (...pieces: string[]): string => pieces.join('');
const letters = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kL9nP2rS5uV8xY1zA4cD7fG0iH3k';
const hexadecimal = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const pem = join('-----BEGIN RSA PRIV', 'ATE KEY-----\n', letters, '\n-----END RSA PRIVATE KEY-----');

/** Fifty secrets: the name they stand under and what must not be printed. */
const samples: readonly (readonly [name: string, value: string, secret?: string])[] = [
  ['DB_PASSWORD', 'hunter2'],
  ['DATABASE_PASSWORD', 'correct horse battery'],
  ['dbPassword', 's3cr3t!pw'],
  ['db.password', 'Winter-2031'],
  ['POSTGRES_PASSWD', 'pg-admin-77'],
  ['MYSQL_PWD', 'rootroot9'],
  ['SMTP_PASS', 'mail&42'],
  ['KEYSTORE_PASSPHRASE', 'open-sesame-5'],
  ['API_TOKEN', 'abc123def456'],
  ['AUTH_TOKEN', 'tok_99x'],
  ['BEARER', 'b34r3rvalue'],
  ['CLIENT_SECRET', 'shh-99-quiet'],
  ['APP_SECRET_KEY', 'django-insecure-11'],
  ['API_KEY', 'k-778899'],
  ['SIGNING_KEY', 'sign-me-1'],
  ['ENCRYPTION_KEY', 'enc-0001'],
  ['PASSWORD_OLD', 'last-year-30'],
  ['TOKEN_1', 'first-token-7'],
  ['DBPASSWORD', 'nounderscore5'],
  ['CREDENTIALS', 'admin/adm1n'],
  ['PIN_PASSWORD', '12345678'],
  ['AWS_ACCESS_KEY_ID', join('AKIA', 'Z7Q4M2N8B5V1C3X9')],
  ['AWS_SECRET_ACCESS_KEY', letters.slice(0, 40)],
  ['GOOGLE_KEY', join('AIza', letters.slice(0, 35))],
  ['OAUTH', join('ya29', '.', letters.slice(0, 40))],
  ['GOOGLE_CLIENT', join('GOCSPX', '-', letters.slice(0, 28))],
  ['STORAGE', join('DefaultEndpointsProtocol=https;AccountName=a;AccountKey=', letters, '=='), letters],
  ['BUS', join('Endpoint=sb://x/;SharedAccessKey=', letters.slice(0, 43), '='), letters.slice(0, 43)],
  ['LINK', join('https://a.blob.example/c?sv=1&sig=', letters.slice(0, 43)), letters.slice(0, 43)],
  ['AZURE', join('aB3', '8Q~', letters.slice(0, 34))],
  ['GITHUB', join('ghp', '_', letters.slice(0, 36))],
  ['GITHUB_2', join('github', '_pat_', letters.slice(0, 40))],
  ['GITLAB', join('glpat', '-', letters.slice(0, 20))],
  ['SLACK', join('xoxb', '-', '1234567890-abcdefghij')],
  [
    'HOOK',
    join('https://hooks.slack', '.com/services/T0AAAAAAA/B0AAAAAAA/', letters.slice(0, 24)),
    letters.slice(0, 24),
  ],
  ['STRIPE', join('sk', '_live_', letters.slice(0, 24))],
  ['NPM', join('npm', '_', letters.slice(0, 36))],
  ['PYPI', join('pypi', '-', letters)],
  ['MAIL', join('SG', '.', letters.slice(0, 22), '.', letters.slice(0, 43))],
  ['MODEL', join('sk', '-', letters.slice(0, 48))],
  ['VAULT', join('hvs', '.', letters.slice(0, 24))],
  ['OCEAN', join('dop', '_v1_', hexadecimal)],
  ['BRICKS', join('dapi', hexadecimal.slice(0, 32))],
  ['JWT', join('eyJ', 'hbGciOiJIUzI1NiJ9', '.eyJ', 'zdWIiOiIxMjM0NSJ9', '.', letters.slice(0, 43))],
  ['HEADER', join('Authorization: Bearer ', letters.slice(0, 30)), letters.slice(0, 30)],
  ['BASIC', join('Basic ', 'dXNlcjpwYXNzd29yZDE='), 'dXNlcjpwYXNzd29yZDE'],
  ['DATABASE_URL', 'postgres://orders:p4ss@db.example.com/orders', 'p4ss'],
  ['AMQP', 'amqps://guest:gu3st%40x@mq.example.com:5671', 'gu3st%40x'],
  ['TLS_KEY', pem, letters],
  ['SESSION_SALT', letters.slice(0, 32)],
];

const planted = samples.map(([name, value, secret = value]) => [name, value, secret] as const);

const harmless: readonly (readonly [name: string, value: string])[] = [
  ['TOKEN_TTL', '30s'],
  ['PASSWORD_MIN_LENGTH', '12'],
  ['MAX_TOKENS', '4096'],
  ['TOKEN_URL', 'https://login.example.com/oauth2/token'],
  ['TOKEN_ISSUER', 'https://login.example.com'],
  ['PASSWORD_FILE', '/etc/orders/secrets/database/password'],
  ['PASSWORD', '/etc/orders/secrets/database/password'],
  ['DB_PASSWORD', '$(DATABASE_PASSWORD)'],
  ['DB_PASSWORD', '${DATABASE_PASSWORD}'],
  ['BASIC_AUTH', '$(USER):$(PASSWORD)'],
  ['DATABASE_URL', 'postgres://orders:$(DB_PASSWORD)@db.example.com/orders'],
  ['DATABASE_URL', 'postgres://db.example.com/orders'],
  ['CALLBACK', 'https://user@example.com/a:b'],
  ['SECRET_NAME', 'orders-database'],
  ['secretName', 'orders-database'],
  ['secretKey', 'username'],
  ['API_KEY_HEADER', 'X-API-Key'],
  ['PASSWORD_ENCODER', 'bcrypt'],
  ['automountServiceAccountToken', 'false'],
  ['CSRF_TOKEN', 'enabled'],
  ['AWS_REGION', 'eu-central-1'],
  ['KEYCLOAK_REALM', 'orders'],
  ['COMPASS_MODE', 'north-by-northwest-2'],
  ['BYPASS', 'false'],
  ['MONKEY_NAME', 'george'],
  ['IMAGE', 'registry.example.com/a@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0'],
  ['CACHE_KEY_PREFIX', 'orders-v2-2031-01'],
  ['PARTITION_KEY', 'customer-id'],
  ['CORRELATION_KEY', '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0'],
  ['JAVA_TOOL_OPTIONS', '-XX:MaxRAMPercentage=75 -Dfile.encoding=UTF-8'],
  ['application.yaml', 'server:\n  port: 8080\nsession:\n  token:\n    ttl: 30s\n'],
  ['log.properties', 'level=info\npassword=${DB_PASSWORD}\n'],
  ['TOKEN', 'xxxxxxxx'],
  ['PASSWORD', '<from the store>'],
];

describe('findPlainSecrets', () => {
  it.each(planted)('finds the value of %s', (name, value) => {
    const reason = findPlainSecrets(name, value);
    expect(reason).toMatch(/^(holds|is called|sets) /);
    expect(reason).not.toContain(value);
  });

  it.each(harmless)('leaves %s: %s alone', (name, value) => {
    expect(findPlainSecrets(name, value)).toBeUndefined();
  });

  it.each([
    ['application.properties', 'spring.datasource.url=jdbc:x\nspring.datasource.password=hunter2\n'],
    ['application.yaml', 'datasource:\n  user: orders\n  password: "hunter2"\n'],
    ['settings.json', '{"user":"orders","password":"hunter2"}'],
    ['settings.xml', '<server><password>hunter2</password></server>'],
    ['args', '--db-password=hunter2'],
    ['connection', 'Server=db;User Id=orders;Password=hunter2;'],
  ])('looks into %s', (name, value) => {
    expect(findPlainSecrets(name, value)).toContain('assword"');
  });

  it('takes linear time on hostile texts', () => {
    const hostile = [
      'a',
      'a:',
      'eyJ',
      '://',
      '-----BEGIN ',
      'a="',
      'x.',
      '--a ',
      '<a>',
      'name: a\n',
      'xoxb-',
      ' ',
    ];
    const redact = createRedactor();
    for (const piece of hostile) {
      const text = piece.repeat(20_000);
      findPlainSecrets('config', text);
      expect(redact(text).length).toBeGreaterThan(0);
    }
    // Quadratic time would need minutes for these; the limit only ends the wait.
  }, 60_000);
});
describe('createRedactor', () => {
  const github = join('ghp', '_', letters.slice(0, 36));
  const redact = createRedactor();
  const forms: readonly ((name: string, value: string) => string)[] = [
    (name, value) => `${name}: ${JSON.stringify(value)}`,
    (name, value) => `- name: ${name}\n  value: ${JSON.stringify(value)}\n`,
  ];

  it('plants fifty different values', () => {
    expect(new Set(planted.map(([, value]) => value)).size).toBe(50);
  });

  it.each(planted)('hides the value of %s under its name and keeps the name', (name, value, secret) => {
    for (const form of forms) {
      const text = redact(form(name, value));
      expect(text).toContain(redacted);
      expect(text).toContain(name);
      expect(text).not.toContain(secret);
    }
  });

  it('hides known values without a name', () => {
    const documents = { env: Object.fromEntries(planted.map(([name, value]) => [name, value])) };
    const withKnown = createRedactor(plainSecretsIn(documents));
    for (const [name, value, secret] of planted) {
      expect(withKnown(`the value (${value}) was refused`), name).not.toContain(secret);
    }
  });

  it.each(harmless)('prints %s: %s as it is', (name, value) => {
    const text = `${name}: ${value}`;
    expect(redact(text)).toBe(text);
  });

  it('prints names of keys in a store', () => {
    const text = 'secrets:\n  - name: database\n    keys: {DB_PASSWORD: password, DB_USER: username}\n';
    expect(redact(text)).toBe(text);
    expect(redact('- secretKey: DB_PASSWORD\n  remoteRef:\n    property: password')).not.toContain(redacted);
  });

  it('hides every word of an unquoted value', () => {
    expect(redact('datasource:\n  password: correct horse battery\n  user: orders\n')).toBe(
      `datasource:\n  password: ${redacted}\n  user: orders\n`,
    );
  });

  it('hides values in flow style, and tokens that are options', () => {
    expect(redact('spec: {password: Winter-2031, [}')).toBe(`spec: {password: ${redacted}, [}`);
    expect(redact(`unknown option '--${github}'`)).toBe(`unknown option '--${redacted}'`);
  });

  it('finds secrets of argument lists', () => {
    expect(plainSecretsIn({ args: ['--db-password', 'hunter2', '--port', '8080'] })).toEqual(['hunter2']);
  });

  it('hides the beginning of a known value that was cut, and every line of one with several', () => {
    const value = `${letters.slice(0, 20)}\n${letters.slice(20, 40)}`;
    const known = createRedactor(plainSecretsIn({ env: { DB_PASSWORD: value } }));
    expect(known(`the value "${letters.slice(0, 15)}…" was refused`)).toBe(
      `the value "${redacted}…" was refused`,
    );
    expect(known(`  4 | ${letters.slice(20, 40)}`)).toBe(`  4 | ${redacted}`);
  });

  it('finds secrets of texts that are no YAML', () => {
    expect(plainSecretsInText('a: [\npassword: Winter-2031\n')).toEqual(['Winter-2031']);
  });

  it('says where a document holds secrets, and leaves names of keys alone', () => {
    const document = {
      metadata: { annotations: { note: 'PASSWORD=Winter-2031', rule: 'a password: at least 12 letters' } },
      spec: { secrets: [{ name: 'database', keys: { DB_PASSWORD: 'db-main' } }] },
    };
    expect(findPlainSecretsIn(document)).toEqual([
      {
        path: ['metadata', 'annotations', 'note'],
        part: 'value',
        reason: 'sets "PASSWORD", whose value is a secret',
      },
    ]);
  });

  const spec = (value: object): object => ({ metadata: { name: 'web' }, spec: value });
  const operation = (path: string, value: unknown): object =>
    spec({ operations: [{ op: 'set', path, value }] });
  it.each([
    [spec({ description: `call it with ${github}` }), 'value spec.description'],
    [spec({ description: 'sign in with password=Winter-2031' }), 'value spec.description'],
    [spec({ runtime: { env: { DB_PASSWORD: 'hunter2' } } }), 'value spec.runtime.env.DB_PASSWORD'],
    [spec({ runtime: { env: { [github]: 'x' } } }), `key spec.runtime.env.${github}`],
    [spec({ runtime: { config: { [github]: 'x' } } }), `key spec.runtime.config.${github}`],
    [spec({ runtime: { args: ['--db-password', 'hunter2'] } }), 'value spec.runtime.args.1'],
    [spec({ health: { command: ['probe', '--token=hunter2'] } }), 'value spec.health.command.1'],
    [spec({ secrets: [{ name: 'a', keys: { A: github } }] }), 'value spec.secrets.0.keys.A'],
    [
      spec({ resources: [{ spec: { adminPassword: 'hunter2' } }] }),
      'value spec.resources.0.spec.adminPassword',
    ],
    [{ metadata: { name: github } }, 'value metadata.name'],
    [{ metadata: { annotations: { 'db-password': 'hunter2' } } }, 'value metadata.annotations.db-password'],
    [
      operation('spec.containers[name=app].env[name=DB_PASSWORD].value', 'hunter2'),
      'value spec.operations.0.value',
    ],
    [operation('spec.env', [{ name: 'A_TOKEN', value: 'h4' }]), 'value spec.operations.0.value.0.value'],
    [operation('data', { DB_PASSWORD: 'hunter2' }), 'value spec.operations.0.value.DB_PASSWORD'],
    [operation('spec', { args: ['--api-key', 'hunter2'] }), 'value spec.operations.0.value.args.1'],
    [
      { environments: { prod: { runtime: { env: { PASSWORD: 'h4' } } } } },
      'value environments.prod.runtime.env.PASSWORD',
    ],
  ])('finds the secret in %j', (document, at) => {
    expect(findPlainSecretsIn(document).map(({ part, path }) => `${part} ${path.join('.')}`)).toEqual([at]);
  });

  it.each([
    spec({ secret: 'orders-certificate', token: 'orders-tok-1', password: 'orders-db' }),
    spec({
      secrets: [{ name: 'secret', path: 'orders/prod/secret', keys: { DB_PASSWORD: 'main-password-1' } }],
    }),
    spec({ dependencies: [{ resource: 'db', env: { DB_PASSWORD: 'password', DB_SECRET: 'secret' } }] }),
    spec({ aws: { resources: ['arn:aws:secretsmanager:eu-central-1:1:secret:orders/{environment}/db'] } }),
    spec({
      description: 'The token: rotated every night. Set --password on the command line. Secrets: see below.',
    }),
    spec({ rules: [{ expression: '!has(object.spec.password) && object.spec.token == "orders"' }] }),
    spec({ pullSecrets: ['registry-credentials'], issuer: { privateKeySecret: 'acme-account' } }),
    { metadata: { annotations: { 'ingress.example.com/auth-secret': 'orders-basic-auth' } } },
    operation('spec.volumes', [{ name: 'tls', secret: { secretName: 'orders-tls' } }]),
    operation('spec.tls', { credentials: 'orders-tls', secretKeyRef: { name: 'db', key: 'password' } }),
  ])('takes no name for a secret in %j', (document) => {
    expect(findPlainSecretsIn(document)).toEqual([]);
  });

  it('hides a password of any field, but no name of an object', () => {
    const document = { spec: { secret: 'orders-certificate', adminPassword: 'Winter-2031' } };
    expect(findPlainSecretsIn(document)).toEqual([]);
    expect(plainSecretsIn(document)).toEqual(['Winter-2031']);
  });

  it('changes nothing that it has already redacted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...planted), fc.string(), ([name, value], around) => {
        const once = redact(`${around}\n${name}=${value}\n`);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });

  it('reads a long text of many addresses', () => {
    // Where every address looked through all before it, this would take minutes; the limit only ends the wait.
    const text = 'see https://example.com/page for more\n'.repeat(20_000);
    expect(redact(text)).toBe(text);
  }, 60_000);
});
