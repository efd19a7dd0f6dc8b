import { posix } from 'node:path';
import { lineAt } from '../source.ts';
import type { HouseRule, RepositoryTree } from '../tree.ts';

const link =
  /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)|^\[[^\]]+\]:\s*(\S+)|<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/gm;

/** Links between the repository's own Markdown pages lead to a file, and `#…` to a heading in it. */
export const links: HouseRule = {
  name: 'links',
  check: (tree) => {
    const folders = foldersOf(tree);
    return tree.files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) => {
        const prose = withoutCode(text);
        return Array.from(prose.matchAll(link)).flatMap((match) => {
          const target = match[1] ?? match[2] ?? match[3] ?? '';
          const message = problemOf(tree, folders, path, target);
          return message === undefined ? [] : [{ file: path, line: lineAt(prose, match.index), message }];
        });
      });
  },
};

function problemOf(
  tree: RepositoryTree,
  folders: ReadonlySet<string>,
  from: string,
  target: string,
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), decodeURI(file)).replace(/\/$/, '');
  const page = tree.byPath.get(path);
  if (page === undefined) return folders.has(path) ? undefined : `${target} leads nowhere`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return headingsOf(page.text).has(anchor) ? undefined : `${path} has no heading #${anchor}`;
}

/** Anchors as code forges make them: lower case, punctuation gone, spaces as hyphens. */
function headingsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const match of withoutCode(text, false).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const anchor = (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let free = anchor;
    for (let count = 1; anchors.has(free); count++) free = `${anchor}-${count}`;
    anchors.add(free);
  }
  for (const match of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(match[1] ?? '');
  return anchors;
}

function withoutCode(text: string, inline = true): string {
  const blank = (code: string): string => code.replace(/[^\n]/g, ' ');
  const prose = text.replace(/^ *(```+|~~~+)[^\n]*\n[\s\S]*?^ *\1 *$/gm, blank);
  return inline ? prose.replace(/(`+)[^`\n]+\1/g, blank) : prose;
}

function foldersOf(tree: RepositoryTree): ReadonlySet<string> {
  const folders = new Set<string>(['.']);
  for (const { path } of tree.files) {
    for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) folders.add(folder);
  }
  return folders;
}
