import { compilerPlugin } from '@fairway/compiler';
import { builtinSources, releaseOf, uncheckedKinds, type UpstreamSource } from '@fairway/kubernetes';
import { compareText } from '@fairway/model';
import type { Generator } from '../generator.ts';

const page = 'docs/reference/upstream.md';

/** The page of all products whose kinds are known: from where, in which versions, and what is not checked. */
export const generator: Generator = {
  name: 'upstream-page',
  owns: [page],
  generate: () => Promise.resolve(new Map([[page, upstreamPage()]])),
};

function upstreamPage(): string {
  const emitted = new Set(
    (compilerPlugin.emitters ?? []).flatMap(({ emits }) =>
      emits.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
    ),
  );
  const sections = builtinSources.map((source) => section(source, emitted));
  return `${introduction()}${sourceTable()}${emittedTable(emitted)}\n## All kinds\n\nThose that Fairway emits are bold.\n${sections.join('')}`;
}

function introduction(): string {
  const count = new Set(
    builtinSources.flatMap(({ kinds }) => kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)),
  ).size;
  return `# Schemas of upstream kinds

Fairway knows ${count} kinds of Kubernetes and other products in the versions below: their fields, types, limits, defaults,
list keys, and CEL rules. Objects of these kinds are checked offline as a cluster would check them, and the tests install
the same definitions in a real API server. [Why and how](../decisions/0009-upstream-schemas.md).

`;
}

function sourceTable(): string {
  const rows = builtinSources.map((source) => {
    const { digest, kinds, license, name, repository } = source;
    return `| ${name} | [${repository}](https://${repository}) | ${releaseOf(source)} | \`${digest.slice(0, 12)}\` | ${license} | ${kinds.length} |\n`;
  });
  return `## Where they come from

The digest is the beginning of the SHA-256 of the text that the schemas were derived from.

| Source | Repository | Version | Digest | License | Kinds |
|---|---|---|---|---|---|
${rows.join('')}`;
}

function emittedTable(emitted: ReadonlySet<string>): string {
  const why = new Map(uncheckedKinds.map((one) => [`${one.apiVersion} ${one.kind}`, one.why]));
  const rows = [...emitted].sort(compareText).map((key) => {
    const [apiVersion = '', kind = ''] = key.split(' ');
    const sources = builtinSources.filter(({ kinds }) =>
      kinds.some((one) => one.apiVersion === apiVersion && one.kind === kind),
    );
    const from =
      sources.length > 0 ? nameOf(sources) : `**not checked**: ${why.get(key) ?? 'no source has it'}`;
    return `| ${kind} | ${apiVersion} | ${from} |\n`;
  });
  return `
## What Fairway emits

| Kind | Version | Checked with the definition of |
|---|---|---|
${rows.join('')}`;
}

function nameOf(sources: readonly UpstreamSource[]): string {
  const minors = sources.flatMap(({ minor }) => minor ?? []).sort(compareText);
  if (minors.length > 0) return `Kubernetes ${minors.join(', ')}`;
  return sources.map((source) => `${source.name} ${releaseOf(source)}`).join(', ');
}

function section({ kinds, name }: UpstreamSource, emitted: ReadonlySet<string>): string {
  const versions = new Map<string, string[]>();
  for (const kind of kinds) {
    const list = versions.get(kind.apiVersion) ?? [];
    if (list.length === 0) versions.set(kind.apiVersion, list);
    const mark = emitted.has(`${kind.apiVersion} ${kind.kind}`) ? '**' : '';
    list.push(`${mark}${kind.kind}${mark}${kind.deprecated === true ? ' (deprecated)' : ''}`);
  }
  const lines = [...versions].map(
    ([apiVersion, list]) => `- \`${apiVersion}\`: ${list.sort(compareText).join(', ')}\n`,
  );
  return `\n### ${name}\n\n${lines.join('')}`;
}
