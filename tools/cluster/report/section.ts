import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What one test file proved, for people: it becomes a section of `docs/reference/validity.md`. */
export interface Section {
  /** Places the section on the page; one of a kind. */
  readonly order: number;
  readonly title: string;
  /** Paragraphs. No times or addresses: a second run on other ports says the same. */
  readonly text: readonly string[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

const folder = fileURLToPath(new URL('../../../.cache/cluster/sections/', import.meta.url));

/** Keeps what a test file proved until the page is made. Call it where everything it says was asserted. */
export function recordSection(section: Section): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${section.order}.json`), JSON.stringify(section));
}

/** Forgets all sections: what is on the page was proved by the last run. */
export function forgetSections(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The sections of the last run, in order; none if nothing ran here. */
export function readSections(): readonly Section[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Section)
    .sort((a, b) => a.order - b.order);
}
