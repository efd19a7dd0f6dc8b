import {
  checkLock,
  compile,
  compilerPlugin,
  diagnosticCatalog,
  exampleOrganization,
  kindsOfDefinition,
  loadDefinition,
  lockFile,
} from '@fairway/compiler';
import { kindsPlugin, parts, runDiagnostics, touchDiagnostics } from '@fairway/kinds';
import { readDocuments, sha256Hex } from '@fairway/kubernetes';
import { compareText, createPlatform, type Diagnostic, type DiagnosticEntry } from '@fairway/model';
import { baseOrganization } from '@fairway/testing';
import type { Generator } from '../generator.ts';

const folder = 'docs/reference/diagnostics/';
const now = '2026-06-01T00:00:00Z';
const catalog = [...diagnosticCatalog, ...runDiagnostics, ...touchDiagnostics].sort((a, b) =>
  compareText(a.code, b.code),
);

/** A page for every code: what it means, an example that triggers it with its message, one that does not. */
export const generator: Generator = {
  name: 'diagnostic-pages',
  owns: [folder],
  generate: () => {
    const files = new Map<string, string>([[`${folder}README.md`, index()]]);
    for (const entry of catalog) files.set(`${folder}${entry.code}.md`, page(entry));
    return Promise.resolve(files);
  },
};

const families: readonly (readonly [prefix: string, title: string])[] = [
  ['FWY1', 'Reading'],
  ['FWY2', 'Schema'],
  ['FWY3', 'Meaning'],
  ['FWY4', 'Compiling and writing'],
];

function index(): string {
  const sections = families.map(([prefix, title]) => {
    const rows = catalog
      .filter(({ code }) => code.startsWith(prefix))
      .map(({ code, severity, title: what }) => `| [${code}](${code}.md) | ${severity} | ${what} |`);
    return `## ${title}\n\n| Code | | What |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Diagnostics\n\nEvery problem has a code, a place, and a way out. Errors stop; warnings and notes do not (\`--strict\` makes warnings stop too).\n\n${sections.join('\n')}`;
}

function page(entry: DiagnosticEntry): string {
  const { code, example, explanation, fix, good, severity, title } = entry;
  const head = `# ${code}: ${title}\n\nSeverity: ${severity}.\n\n## What it means\n\n${explanation}\n`;
  const way = `\n## What to do\n\n${fix}\n`;
  if (example !== undefined)
    return `${head}\n## How it comes about\n\n${example}\n${way}\n[All diagnostics](README.md)\n`;
  return `${head}\n## An example\n\n${blocks(entry.bad)}\n${messageOf(entry)}${way}\n${blocks(good)}\n[All diagnostics](README.md)\n`;
}

function blocks(files: DiagnosticEntry['bad']): string {
  return Object.entries(files)
    .map(([path, text]) => {
      const language = path.endsWith('.yaml') ? 'yaml' : 'json';
      const shown = visible(text.endsWith('\n') ? text : `${text}\n`);
      return `\`${path}\`\n\n\`\`\`${language}\n${shown}\`\`\`\n`;
    })
    .join('\n');
}

/** Control characters are shown, because a page cannot hold them. */
function visible(text: string): string {
  return Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 32 && letter !== '\n' && letter !== '\t'
      ? `<0x${code.toString(16).padStart(2, '0')}>`
      : letter;
  }).join('');
}

function messageOf(entry: DiagnosticEntry): string {
  const all = problemsOf(entry).filter(({ code }) => code === entry.code);
  const found = all.find(({ file }) => Object.hasOwn(entry.bad, file)) ?? all[0];
  if (found === undefined) throw new Error(`the example of ${entry.code} does not bring it up`);
  const { column, file, fix, line, message, severity } = found;
  const lines = [`${severity} ${entry.code} ${message}`, `  --> ${file}:${line}:${column}`];
  if (fix !== null) lines.push(`  fix: ${fix.summary}`);
  return `\`\`\`text\n${visible(lines.join('\n'))}\n\`\`\`\n`;
}

/** What the example brings up, in any environment. */
function problemsOf(entry: DiagnosticEntry): readonly Diagnostic[] {
  const base = entry.code.startsWith('FWY31') ? exampleOrganization : baseOrganization;
  const read = Object.entries({ ...base, ...entry.bad })
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, text]) => readDocuments(text, path));
  const documents = read.flatMap((one) => one.documents);
  const definitions = documents.filter(({ file }) => !file.startsWith('services/'));
  const intents = documents.filter(({ file }) => file.startsWith('services/'));
  const defined = kindsOfDefinition(definitions, { kinds: kindsPlugin.kinds ?? [], parts });
  const platform = createPlatform({ plugins: [kindsPlugin, compilerPlugin], sha256: sha256Hex });
  const { definition, diagnostics } = loadDefinition(definitions, { now, sha256: sha256Hex, platform });
  const found = [...read.flatMap((one) => one.diagnostics), ...defined.diagnostics, ...diagnostics];
  const lock = entry.bad[lockFile];
  if (lock !== undefined) found.push(...checkLock(definition, lock, sha256Hex));
  for (const { name } of definition.environments) {
    const compilation = compile(platform, { definition, environment: name, documents: intents, now });
    found.push(...compilation.diagnostics, ...[...compilation.units].flatMap((unit) => unit.diagnostics));
  }
  return found;
}
