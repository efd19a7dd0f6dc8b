import type { Section } from './section.ts';

const preface = `# What is proved on real clusters

This page is written by the run of \`npm run test:cluster\`, which starts real control planes, real pods, and a real
Argo CD, and asserts everything said here. \`npm run cluster:report\` writes it, and with \`-- --check\` compares.
`;

/** The page of what the last run proved, as Markdown. */
export function pageOf(sections: readonly Section[]): string {
  return [preface, ...sections.map(sectionText)].join('\n');
}

/** Titles of the sections of a page that a run did not prove, and of those that are not as it proved them. */
export function differencesOf(
  page: string,
  sections: readonly Section[],
): { readonly missing: readonly string[]; readonly changed: readonly string[] } {
  const [first = '', ...texts] = page.split(/^(?=## )/m);
  const found = new Map(texts.map((text) => [/^## (.*)$/m.exec(text)?.[1] ?? '', text.trimEnd()]));
  const proved = new Map(sections.map((section) => [section.title, sectionText(section).trimEnd()]));
  const changed = [...proved].filter(([title, text]) => found.get(title) !== text).map(([title]) => title);
  const missing = [...found.keys()].filter((title) => !proved.has(title));
  return { missing, changed: first.trimEnd() === preface.trimEnd() ? changed : ['the beginning', ...changed] };
}

function sectionText({ title, text, table }: Section): string {
  const lines = [`## ${title}`, '', ...text.flatMap((paragraph) => [paragraph, ''])];
  if (table !== undefined) {
    lines.push(rowText(table.head), rowText(table.head.map(() => '---')), ...table.rows.map(rowText), '');
  }
  return lines.join('\n');
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
