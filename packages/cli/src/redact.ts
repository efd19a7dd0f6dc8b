import { createRedactor, isObject, plainSecretsIn } from '@fairway/model';
import { knownSecrets, type KnownSecrets } from './known-secrets.ts';

type Redactor = (text: string) => string;

const withoutKnown: Redactor = createRedactor();
const redactors = new WeakMap<KnownSecrets, { readonly version: number; readonly redact: Redactor }>();

/** The redactor that knows what this call was told and has read. */
function currentRedactor(): Redactor {
  const known = knownSecrets();
  if (known === undefined) return withoutKnown;
  const made = redactors.get(known);
  if (made?.version === known.version) return made.redact;
  const { argv, sources, version } = known;
  const values = [...sources.values()].flatMap((source) => [...source()]);
  const redact = createRedactor([...plainSecretsIn({ args: argv }), ...values]);
  redactors.set(known, { version, redact });
  return redact;
}

/** The one redactor: every text that the command line prints goes through it. */
export function redact(text: string): string {
  return currentRedactor()(text);
}

/** JSON with every text in it redacted, names too; structure and numbers stay. */
export function redactedJson(value: unknown): string {
  const redactor = currentRedactor();
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    let safe = names.get(name);
    if (safe === undefined) names.set(name, (safe = redactor(name)));
    return safe;
  };
  const replace = (key: string, one: unknown): unknown => {
    if (typeof one === 'string') return redactField(key, one);
    if (!isObject(one)) return one;
    const { name, value: named } = one;
    const safe =
      typeof name === 'string' && typeof named === 'string' ? { ...one, value: redactField(name, named) } : one;
    if (Object.keys(safe).every((field) => nameOf(field) === field)) return safe;
    return Object.fromEntries(Object.entries(safe).map(([field, inner]) => [nameOf(field), inner]));
  };
  return `${JSON.stringify(value, replace, 2)}\n`;
}

/** A value under a telling name (`password: …`) is a secret even where its text looks harmless. */
export function redactField(key: string, text: string): string {
  const direct = redact(text);
  if (direct !== text || key === '' || text.includes('\n') || text === '') return direct;
  const prefix = `${key}: `;
  const named = redact(prefix + text);
  return named === prefix + text || !named.startsWith(prefix) ? text : named.slice(prefix.length);
}
