import { createRedactor } from '@fairway/model';

/** The one redactor: every text that the command line prints goes through it. */
export const redact: (text: string) => string = createRedactor();

/** JSON with every text in it redacted; structure, numbers, and keys stay. */
export function redactedJson(value: unknown): string {
  return `${JSON.stringify(value, (key, one: unknown) => (typeof one === 'string' ? redactField(key, one) : one), 2)}\n`;
}

/** A value under a telling name (`password: …`) is a secret even where its text looks harmless. */
function redactField(key: string, text: string): string {
  const direct = redact(text);
  if (direct !== text || key === '' || text.includes('\n') || text === '') return direct;
  const prefix = `${key}: `;
  const named = redact(prefix + text);
  return named === prefix + text || !named.startsWith(prefix) ? text : named.slice(prefix.length);
}
