import type { Section } from './section.ts';

const preface = `# What is proved on real clusters

This page is written by the run of \`npm run test:cluster\`, which starts real control planes, real pods, and a real
Argo CD, and asserts everything said here. \`npm run cluster:report\` writes it, and with \`-- --check\` compares.
`;

/** The page of what the last run proved, as Markdown. */
export function pageOf(sections: readonly Section[]): string {
  return [preface, ...sections.map(sectionText)].join('\n');
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
