/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Line of its first line of content. */
  readonly line: number;
  readonly language: string;
  /** What stands behind the language: `fails=FWY2001`, `fragment`. */
  readonly info: string;
  readonly text: string;
}

/** One command of a console block and the output that the page shows. */
export interface Call {
  readonly command: string;
  readonly output: string;
}

/** Fenced blocks of a Markdown page, in order. */
export function blocksOf(page: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open:
    | { readonly line: number; readonly language: string; readonly info: string; readonly lines: string[] }
    | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\w*) ?(.*)$/.exec(line);
    if (open === undefined) {
      if (fence !== null) open = { line: index + 2, language: fence[1] ?? '', info: fence[2] ?? '', lines: [] };
    } else if (line === '```') {
      const { language, info, lines } = open;
      blocks.push({ page, line: open.line, language, info, text: lines.map((one) => `${one}\n`).join('') });
      open = undefined;
    } else open.lines.push(line);
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: the block is not closed`);
  return blocks;
}

/** The page's own comment that says in which folder its commands run, below a copy of the repository. */
export function placeOf(text: string): string {
  return /<!-- in: (\S+) -->/.exec(text)?.[1] ?? '.';
}

/** Files of a block: each begins with a line `# file: path`. */
export function filesOf({ page, line, text }: Block): Record<string, string> {
  const files: Record<string, string> = {};
  let path: string | undefined;
  for (const one of text.split('\n').slice(0, -1)) {
    const named = /^# file: (\S+)$/.exec(one)?.[1];
    if (named !== undefined) {
      path = named;
      files[path] = '';
    } else if (path === undefined) throw new Error(`${page}:${line}: begins without "# file: …"`);
    else files[path] += `${one}\n`;
  }
  return files;
}

/** Commands of a console block. */
export function callsOf({ text }: Block): Call[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((call) => {
      const end = call.indexOf('\n');
      return { command: call.slice(0, end), output: call.slice(end + 1) };
    });
}

/** Words of a command as a shell reads them: single and double quotes, nothing more. */
export function wordsOf(command: string): string[] {
  return Array.from(
    command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}

/**
 * Whether output is what a page shows. A line `…` of the page stands for any number of lines;
 * `…` inside a line for any text. White space at the ends of lines does not count.
 */
export function shows(page: string, output: string): boolean {
  const pattern = page
    .trimEnd()
    .split('\n')
    .map((line) =>
      line.trim() === '…'
        ? '(?:[^\\n]*\\n)*?'
        : `${line
            .trimEnd()
            .split('…')
            .map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
            .join('[^\\n]*')}[ ]*\\n`,
    )
    .join('');
  return new RegExp(`^${pattern}$`).test(`${output.trimEnd()}\n`);
}

/** Applies a `diff` block (lines that begin with `-` and `+`, one place) to a text. */
export function edited(text: string, block: Block): string {
  const lines = block.text.split('\n').slice(1, -1);
  const side = (drop: string): string =>
    lines
      .filter((line) => !line.startsWith(drop))
      .map((line) => `${line.slice(1)}\n`)
      .join('');
  const before = side('+');
  if (text.split(before).length !== 2)
    throw new Error(`${block.page}:${block.line}: the place is there ${text.split(before).length - 1} times`);
  return text.replace(before, () => side('-'));
}
