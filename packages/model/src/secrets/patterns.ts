/** A kind of credential that its own form gives away. */
interface TokenPattern {
  /** What it is, for the sentence "holds …". */
  readonly what: string;
  readonly pattern: string;
}

/**
 * Forms that issuers of credentials publish so that scanners find them.
 * Every pattern starts at a word boundary and runs over one class of characters at a time, so matching is linear.
 */
const tokenPatterns: readonly TokenPattern[] = [
  { what: 'an AWS access key', pattern: '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])' },
  { what: 'a Google API key', pattern: 'AIza[0-9A-Za-z_-]{35}' },
  { what: 'a Google access token', pattern: 'ya29\\.[0-9A-Za-z_-]{20,}' },
  { what: 'a Google client secret', pattern: 'GOCSPX-[0-9A-Za-z_-]{20,}' },
  { what: 'an Azure client secret', pattern: '[A-Za-z0-9_~.]{3}8Q~[A-Za-z0-9_~.-]{31,34}' },
  { what: 'a GitHub token', pattern: 'gh[pousr]_[A-Za-z0-9]{30,}' },
  { what: 'a GitHub token', pattern: 'github_pat_[A-Za-z0-9_]{22,}' },
  { what: 'a GitLab token', pattern: 'gl(?:pat|ptt|dt|rt|cbt|ft|soat|agent)-[A-Za-z0-9_-]{20,}' },
  { what: 'a Slack token', pattern: 'xox[abeoprs]-[A-Za-z0-9-]{10,}' },
  { what: 'a Slack token', pattern: 'xapp-[0-9]-[A-Za-z0-9-]{10,}' },
  { what: 'a Slack webhook', pattern: 'hooks\\.slack\\.com/services/[A-Za-z0-9/]{20,}' },
  { what: 'a Stripe key', pattern: '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}' },
  { what: 'a webhook signing secret', pattern: 'whsec_[A-Za-z0-9+/]{24,}' },
  { what: 'an npm token', pattern: 'npm_[A-Za-z0-9]{36}' },
  { what: 'a PyPI token', pattern: 'pypi-[A-Za-z0-9_-]{50,}' },
  { what: 'a Docker token', pattern: 'dckr_pat_[A-Za-z0-9_-]{20,}' },
  { what: 'a SendGrid key', pattern: 'SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}' },
  { what: 'a Twilio key', pattern: 'SK[0-9a-f]{32}(?![0-9a-z])' },
  { what: 'a Mailgun key', pattern: 'key-[0-9a-f]{32}(?![0-9a-z])' },
  { what: 'an API key of a language model', pattern: 'sk-[A-Za-z0-9_-]{24,}' },
  { what: 'a Hugging Face token', pattern: 'hf_[A-Za-z0-9]{30,}' },
  { what: 'a Vault token', pattern: 'hv[sb]\\.[A-Za-z0-9_-]{20,}' },
  { what: 'a DigitalOcean token', pattern: 'do[por]_v1_[a-f0-9]{40,}' },
  { what: 'a Shopify token', pattern: 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}' },
  { what: 'a Databricks token', pattern: 'dapi[a-f0-9]{32}' },
  { what: 'a Linear key', pattern: 'lin_api_[A-Za-z0-9]{30,}' },
  { what: 'an Atlassian token', pattern: 'ATATT3[A-Za-z0-9_=-]{20,}' },
  { what: 'a Grafana token', pattern: 'gl(?:sa|c)_[A-Za-z0-9_+/=]{20,}' },
  { what: 'a New Relic key', pattern: 'NRAK-[A-Z0-9]{20,}' },
  { what: 'a Telegram bot token', pattern: '[0-9]{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])' },
  {
    what: 'a signed token (JWT)',
    pattern: 'eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}',
  },
  { what: 'an age key', pattern: 'AGE-SECRET-KEY-1[A-Z0-9]{50,}' },
];

/** A boundary of words; a hyphen counts as a letter, but not those of an option. */
const start = '(?<![A-Za-z0-9_~]|[A-Za-z0-9_~]-)';
const combined = `${start}(?:${tokenPatterns.map(({ pattern }) => pattern).join('|')})`;
const single = tokenPatterns.map(({ what, pattern }) => ({ what, regex: new RegExp(`^(?:${pattern})`) }));

/** Any known form; global, for replacing. */
export const anyToken = (): RegExp => new RegExp(combined, 'g');

const firstToken = new RegExp(combined);

/** What credential of a known form a text holds, if any. */
export function tokenIn(text: string): string | undefined {
  if (text.length < 16) return undefined;
  const found = firstToken.exec(text);
  if (found === null) return undefined;
  return single.find(({ regex }) => regex.test(found[0]))?.what ?? 'a token';
}

/** Every credential of a known form. */
export function tokensIn(text: string): string[] {
  if (text.length < 16 || !firstToken.test(text)) return [];
  return Array.from(text.matchAll(anyToken()), ([token]) => token);
}

/** Credentials behind a fixed word: the value is the first group. */
export const labeled: readonly { readonly what: string; readonly regex: RegExp }[] = [
  {
    what: 'an Azure storage or bus key',
    regex: /(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{20,}={0,2}/g,
  },
  { what: 'a signature of a shared link', regex: /(?<=[?&]sig=)[A-Za-z0-9%+/=_-]{20,}/g },
  { what: 'a bearer token', regex: /(?<=\b[Bb]earer )[A-Za-z0-9._~+/-]{12,}=*/g },
  { what: 'a password for basic authentication', regex: /(?<=\b[Bb]asic )[A-Za-z0-9+/]{12,}={0,2}/g },
];

/** Whether a text has any of the words that {@link labeled} credentials stand behind. */
export function hasLabel(text: string): boolean {
  return /Key=|sig=|[Bb](?:earer|asic) /.test(text);
}

const hints = /pass|pwd|secret|token|key|cred|auth|bearer|jwt|sig|salt|private|cert|basic|:\/\/|-----BEGIN /i;

/** Whether a text has anything that speaks of a secret; most have not, and nothing more is asked about them. */
export function mayHoldSecret(text: string): boolean {
  return text.length >= 8 && (hints.test(text) || (text.length >= 16 && firstToken.test(text)));
}

const pemMark = '-----BEGIN ';

/** Ranges of private key blocks; one that has no end runs to the end of the text. */
export function privateKeyBlocks(text: string): { readonly start: number; readonly end: number }[] {
  const blocks: { start: number; end: number }[] = [];
  let from = text.indexOf(pemMark);
  while (from >= 0) {
    const title = text.slice(from, from + 60);
    if (!/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(title)) {
      from = text.indexOf(pemMark, from + pemMark.length);
      continue;
    }
    const close = text.indexOf('-----END ', from);
    const dashes = close < 0 ? -1 : text.indexOf('-----', close + 9);
    const end = dashes < 0 ? text.length : dashes + 5;
    blocks.push({ start: from, end });
    from = text.indexOf(pemMark, end);
  }
  return blocks;
}

/** Ranges of passwords in URLs: what stands between `user:` and `@`. References such as `$(NAME)` are none. */
export function urlPasswords(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let mark = text.indexOf('://');
  while (mark >= 0) {
    const begin = mark + 3;
    const end = endOfAuthority(text, begin);
    // Searched in the authority alone, so that a long text with many addresses costs no more than its length.
    const authority = text.slice(begin, end);
    const at = authority.lastIndexOf('@');
    const colon = at < 0 ? -1 : authority.indexOf(':');
    if (colon >= 0 && colon + 1 < at && !isReference(authority.slice(colon + 1, at))) {
      found.push({ start: begin + colon + 1, end: begin + at });
    }
    mark = text.indexOf('://', begin);
  }
  return found;
}

function endOfAuthority(text: string, begin: number): number {
  let end = begin;
  while (end < text.length && end - begin < 2_000 && !'/?#\'"`<>,; \t\r\n'.includes(text.charAt(end))) end += 1;
  return end;
}

/** Whether a value only points to where the secret is: `$(NAME)`, `${NAME}`, `{{ .value }}`, `<set later>`, `****`. */
export function isReference(value: string): boolean {
  return (
    /^(?:\$\([A-Za-z_]\w*\)|\$\{[^{}]*\}|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|\{\{[^{}]*\}\}|<[^<>]*>|\[redacted\])$/.test(
      value,
    ) || /^(.)\1*$/.test(value.replaceAll(/[xX*•.]/g, '*'))
  );
}
