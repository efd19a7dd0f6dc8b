import type { SourceKind, UpstreamSource } from '@fairway/kubernetes';
import { quoted } from '../gen/generator.ts';

const from = "other projects' definitions by `npm run gen:upstream`; refresh it there";

/** `kubernetes-1.35` as `kubernetes135`: the name under which a source's module exports it. */
export function exportedName(source: string): string {
  return source.replaceAll('.', '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The module of a source: one line for each kind and each definition. */
export function sourceModule(source: UpstreamSource): string {
  const { base, commit, definitions, digest, kinds, license, minor, name, product, repository, version } =
    source;
  const facts = { name, product, version, repository, commit, digest, license, minor, base };
  const lines = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : `  ${key}: ${quoted(value)},\n`,
  );
  const names = Object.keys(definitions).sort();
  return [
    `// Generated from ${from}.\n`,
    "import type { UpstreamSource } from '../schema.ts';\n\n",
    `export const ${exportedName(name)}: UpstreamSource = {\n`,
    ...lines,
    '  kinds: [\n',
    ...kinds.map((kind) => `    ${kindLine(kind)},\n`),
    '  ],\n  definitions: {\n',
    ...names.map((key) => `    ${quoted(key)}: ${quoted(definitions[key] ?? '')},\n`),
    '  },\n};\n',
  ].join('');
}

function kindLine(kind: SourceKind): string {
  const { apiVersion, definition, deprecated, plural, scale, scope, selectable, status, storage } = kind;
  const ordered = {
    apiVersion,
    kind: kind.kind,
    plural,
    scope,
    definition,
    storage,
    status,
    scale,
    selectable,
    deprecated,
  };
  const entries = Object.entries(ordered).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}: ${literal(value)}`,
  );
  return `{ ${entries.join(', ')} }`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${literal(one)}`)
      .join(', ')} }`;
  return String(value);
}

/** The module that lists all sources, in the given order. */
export function indexModule(names: readonly string[]): string {
  return [
    `// Generated from ${from}.\n`,
    "import type { UpstreamSource } from '../schema.ts';\n",
    ...names.map((name) => `import { ${exportedName(name)} } from './${name}.generated.ts';\n`),
    '\n/** Every source that comes with Fairway. */\n',
    'export const builtinSources: readonly UpstreamSource[] = [\n',
    ...names.map((name) => `  ${exportedName(name)},\n`),
    '];\n',
  ].join('');
}
