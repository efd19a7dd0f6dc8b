import { organizationSchemaFile } from '@fairway/compiler';

/** Where the schemas lie, relative to the organization. */
export const schemaFolder = '.fairway/schemas';

const SCHEMA = `./${schemaFolder}/${organizationSchemaFile}`;
const FILES = [
  'fairway.yaml',
  'platform/**/*.yaml',
  'governance/**/*.yaml',
  'releases/**/*.yaml',
  'services/**/*.yaml',
];

export type Settings =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/**
 * The settings with the mapping from files to the schema of the organization (`yaml.schemas`, as the YAML extension reads it).
 * What is there stays as it is, comments included; where the mapping cannot be added without touching
 * them, the answer is what to add by hand.
 */
export function withSchemaMapping(before: string | undefined): Settings {
  const mapping = { [SCHEMA]: FILES };
  if (before === undefined || before.trim() === '') {
    return { ok: true, text: `${JSON.stringify({ 'yaml.schemas': mapping }, undefined, 2)}\n` };
  }
  if (before.includes(JSON.stringify(SCHEMA))) return { ok: true, text: before };
  const brace = /^(?:\uFEFF|\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*\{/.exec(before)?.[0];
  if (brace !== undefined && !before.includes('"yaml.schemas"'))
    return { ok: true, text: added(before, brace.length, mapping) };
  const parsed = parse(before);
  const schemas = parsed?.['yaml.schemas'];
  if (parsed === undefined || typeof schemas !== 'object' || schemas === null || Array.isArray(schemas)) {
    const line = `${JSON.stringify(SCHEMA)}: ${JSON.stringify(FILES)}`;
    return {
      ok: false,
      reason: `.vscode/settings.json has comments and yaml.schemas already; add there by hand: ${line}`,
    };
  }
  const text = `${JSON.stringify({ ...parsed, 'yaml.schemas': { ...schemas, ...mapping } }, undefined, indentOf(before))}\n`;
  return { ok: true, text };
}

/** The mapping as the first entry; the rest of the text does not change. */
function added(before: string, at: number, mapping: object): string {
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOf(before);
  const value = JSON.stringify(mapping, undefined, indent).replaceAll('\n', `${newline}${indent}`);
  const rest = before.slice(at);
  const empty = /^\s*\}\s*$/.test(rest);
  return `${before.slice(0, at)}${newline}${indent}"yaml.schemas": ${value}${empty ? newline : ','}${empty ? rest.trimStart() : rest}`;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function indentOf(text: string): string {
  return /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
}
