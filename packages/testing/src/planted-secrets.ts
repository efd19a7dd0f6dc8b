import { createHash } from 'node:crypto';

/** Pieces are joined at run time, so that no scanner takes these files for a leak. */
const join = (...pieces: readonly string[]): string => pieces.join('');

/** Letters and digits that look random, the same for a seed in every run. */
function letters(seed: string, length: number): string {
  const text = createHash('sha512')
    .update(seed)
    .digest('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '');
  return text.slice(0, length);
}

const hexadecimal = (seed: string, length: number): string =>
  createHash('sha256').update(seed).digest('hex').slice(0, length);

/** Forms of secrets. Those of `named` are secrets for their name alone. */
const forms = {
  named: (seed: string) => join('Wn-', letters(seed, 14)),
  words: (seed: string) => join('mossy-', hexadecimal(seed, 6), '-lantern'),
  aws: (seed: string) => join('AK', 'IA', letters(seed, 40).toUpperCase().slice(0, 16)),
  google: (seed: string) => join('AI', 'za', letters(seed, 35)),
  github: (seed: string) => join('gh', 'p_', letters(seed, 36)),
  gitlab: (seed: string) => join('gl', 'pat-', letters(seed, 22)),
  slack: (seed: string) => join('xo', 'xb-', hexadecimal(seed, 12), '-', letters(seed, 24)),
  stripe: (seed: string) => join('sk', '_live_', letters(seed, 24)),
  npm: (seed: string) => join('np', 'm_', letters(seed, 36)),
  sendgrid: (seed: string) => join('S', 'G.', letters(seed, 22), '.', letters(`${seed}2`, 43)),
  vault: (seed: string) => join('hv', 's.', letters(seed, 24)),
  ocean: (seed: string) => join('dop', '_v1_', hexadecimal(seed, 64)),
  jwt: (seed: string) =>
    join('ey', 'J', letters(seed, 20), '.ey', 'J', letters(`${seed}2`, 20), '.', letters(seed, 43)),
  storage: (seed: string) => letters(seed, 60),
  key: (seed: string) => letters(seed, 64),
} as const satisfies Readonly<Record<string, (seed: string) => string>>;

/** A secret, and where it was put. */
export interface Planted {
  readonly value: string;
  readonly place: string;
  /** Whether `check` must report FWY3250 at the line that holds it. */
  readonly reported: boolean;
}

/** Makes secrets that are all different and remembers them. */
export interface Planter {
  readonly planted: readonly Planted[];
  /** A secret that FWY3250 must find. */
  readonly plant: (place: string, form: keyof typeof forms) => string;
  /** One that only must not be printed: the file is broken, or the value stands in no document. */
  readonly hide: (place: string, form: keyof typeof forms) => string;
}

/** A planter without secrets. */
export function planter(): Planter {
  const planted: Planted[] = [];
  const put = (place: string, form: keyof typeof forms, reported: boolean): string => {
    const value = forms[form](place);
    planted.push({ value, place, reported });
    return value;
  };
  return {
    planted,
    plant: (place, form) => put(place, form, true),
    hide: (place, form) => put(place, form, false),
  };
}

/** The secret as its form is usually written: in a connection string, a URL, a block. */
export const written = {
  url: (secret: string) => `postgres://orders:${secret}@db.example.com/orders`,
  storage: (secret: string) =>
    join('DefaultEndpointsProtocol=https;AccountName=orders;Account', 'Key=', secret, '=='),
  bearer: (secret: string) => join('Authorization: Bear', 'er ', secret),
  key: (secret: string) =>
    join('-----BEGIN RSA PRIV', 'ATE KEY-----\n', secret, '\n-----END RSA PRIV', 'ATE KEY-----\n'),
} as const;
