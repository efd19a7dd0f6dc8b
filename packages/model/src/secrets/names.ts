/** Words that mean a secret on their own, as the last word of a name. */
const secretWords: ReadonlySet<string> = new Set([
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'passcode',
  'pass',
  'pwd',
  'pw',
  'secret',
  'token',
  'bearer',
  'jwt',
  'apikey',
  'apitoken',
  'authtoken',
  'accesskey',
  'accesstoken',
  'secretkey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'clientsecret',
  'credential',
  'credentials',
  'creds',
]);

/** Ends of words written in one: `DBPASSWORD`. */
const secretEndings = ['password', 'passwd', 'passphrase', 'secret', 'token', 'apikey', 'accesskey'] as const;

/** Words that make a key a secret: `API_KEY`, `signing-key`. */
const secretKeys: ReadonlySet<string> = new Set([
  'api',
  'access',
  'account',
  'secret',
  'private',
  'signing',
  'signature',
  'encryption',
  'master',
  'shared',
  'storage',
  'license',
  'hmac',
  'aes',
  'cookie',
  'session',
  'webhook',
]);

/** Words that may stand behind a secret word without changing what the value is: `PASSWORD_OLD`, `TOKEN_1`. */
const transparent: ReadonlySet<string> = new Set([
  'value',
  'plain',
  'text',
  'plaintext',
  'raw',
  'base64',
  'b64',
  'default',
  'old',
  'new',
  'current',
  'previous',
  'primary',
  'secondary',
  'dev',
  'test',
  'staging',
  'prod',
  'production',
]);

/** Words that say a value is about a secret, not the secret: `TOKEN_TTL`, `PASSWORD_MIN_LENGTH`, `secretName`. */
const aboutWords: ReadonlySet<string> = new Set(
  (
    'ttl min max minimum maximum length size count limit number num name names path paths file files dir directory folder ' +
    'url uri endpoint host hostname port server issuer audience type kind ref reference id ids header headers prefix suffix ' +
    'field fields param parameter policy enabled disabled enable disable required optional expiry expiration expires expire ' +
    'lifetime timeout duration interval age seconds minutes hours days rotation rotate refresh algorithm alg format version ' +
    'provider store backend manager mount namespace class hint label rounds cost iterations bucket encoder encoding hash ' +
    'hasher hashing strategy mode mechanism generator source location service client scope scopes grant exchange validation ' +
    'validator check checker cache column table attribute property template pattern regex rule rules charset strength ' +
    'complexity history attempts retries budget usage reset change claim claims leeway skew introspection projection symbol ' +
    'standard address contract separator delimiter'
  ).split(' '),
);

/** What a name says about its value. */
export type NameVerdict = 'secret' | 'maybe' | 'none';

const keywords = /pass|pwd|secret|token|key|cred|auth|bearer|jwt|sig|salt|private|cert/i;

/**
 * Whether a variable, option, or field name says that its value is a secret.
 * `maybe`: it speaks of one, and only the value can tell.
 */
export function nameVerdict(name: string): NameVerdict {
  if (!keywords.test(name)) return 'none';
  const words = wordsOf(name);
  let last = words.length - 1;
  while (last > 0 && (transparent.has(words[last] as string) || /^[0-9]+$/.test(words[last] as string)))
    last -= 1;
  const camelKey = /[a-z]Key$/.test(name) && !/[_.-]/.test(name);
  if (isSecretAt(words, last))
    return camelKey && words[last] === 'key' && words[last - 1] === 'secret' ? 'maybe' : 'secret';
  return words.some((word) => aboutWords.has(word)) ? 'none' : 'maybe';
}

/** Whether a text names a key rather than holds a value: `password`, `db-password`, `clientSecret`. */
export function namesAKey(text: string): boolean {
  if (text.length > 60 || !/^[A-Za-z][A-Za-z0-9_.-]*$/.test(text)) return false;
  const words = wordsOf(text);
  return isSecretAt(words, words.length - 1);
}

/** Whether {@link nameVerdict} has something to say about any name in a text. */
export function mayHoldSecretName(text: string): boolean {
  return keywords.test(text);
}

/** Whether a field of this name may hold the name of an object that holds the secret: `tls-secret: orders`. */
export function mayNameAnObject(name: string): boolean {
  return /(?:secrets?|credentials?|creds)[^A-Za-z]*$/i.test(name);
}

function isSecretAt(words: readonly string[], index: number): boolean {
  const word = words[index];
  if (word === undefined) return false;
  if (secretWords.has(word)) return true;
  if (word === 'key') return secretKeys.has(words[index - 1] ?? '');
  return secretEndings.some((ending) => word.endsWith(ending));
}

/** Words of a name in lower case: `dbPassword`, `DB_PASSWORD`, and `db-password` are `db`, `password`. */
function wordsOf(name: string): string[] {
  return name
    .slice(-120)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
