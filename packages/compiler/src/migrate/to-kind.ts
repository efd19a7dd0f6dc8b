import { emitDocument } from '@fairway/kubernetes';
import { hubVersion, isObject, type Path } from '@fairway/model';
import { leavesOf, loadIntents } from '../load/load-intents.ts';
import type { Intent } from '../load/intent.ts';
import type { MigrateRequest } from './request.ts';
import { replaceScalar } from './pairs.ts';
import {
  contentEnd,
  isFlow,
  lineEnd,
  lineStart,
  mustRange,
  newlineOf,
  replaced,
  standsAlone,
  Unwritable,
  type Page,
} from './text.ts';

/**
 * The text with a document of an alias kind (`Application`) written as the kind it stands for. `spec` and `environments`
 * are written anew in block style; comments stay with the values they stood at, others go to the top of their block.
 */
export function rewriteKind(page: Page, { platform, definition, today }: MigrateRequest): string {
  const [loaded] = loadIntents(platform, definition, [page.document], today);
  const intent = loaded?.intent;
  const problem = loaded?.diagnostics.find(({ severity }) => severity === 'error');
  if (intent === undefined || problem !== undefined)
    throw new Unwritable(problem?.message ?? 'it cannot be read');
  const blocks: Block[] = [{ path: ['spec'], value: intent.spec, place: (path) => intent.place(path) }];
  const overrides = [...intent.overrides].map(([name, { key, spec }]) => ({ name, key, spec }));
  if (overrides.length > 0) {
    const value = Object.fromEntries(overrides.map(({ key, spec }) => [key, spec]));
    blocks.push({ path: ['environments'], value, place: (path) => placeInEnvironment(intent, path) });
  }
  const edits = blocks.map((block) => blockEdit(page, block));
  const { group, versions } = definition.organization.api;
  const hub = versions.find(({ schema, served }) => served && schema === hubVersion);
  let text = page.text;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start))
    text = replaced(text, { start, end }, newText);
  // Kind and apiVersion keep their places: they are edited only where they stand before what was rewritten.
  const heads: (readonly [Path, string])[] = [[['kind'], intent.schema.kind.kind]];
  if (intent.schemaVersion !== hubVersion && hub !== undefined)
    heads.push([['apiVersion'], `${group}/${hub.name}`]);
  return withHeads(page, text, edits, heads);
}

interface Block {
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
  /** Where a path below the block stood in the document. */
  readonly place: (path: Path) => Path;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

function placeInEnvironment(intent: Intent, path: Path): Path {
  const [key, ...rest] = path;
  const found = [...intent.overrides].find(([, override]) => override.key === key);
  return found === undefined ? ['environments'] : intent.place(rest, found[0]);
}

/** Applies the edits of single scalars to a text whose blocks have been replaced. */
function withHeads(
  page: Page,
  text: string,
  edits: readonly Edit[],
  heads: readonly (readonly [Path, string])[],
): string {
  const shifted = heads.map(([path, value]) => {
    const { start } = mustRange(page, path);
    const shift = edits.reduce(
      (sum, edit) => (edit.end <= start ? sum + edit.newText.length - (edit.end - edit.start) : sum),
      0,
    );
    const one = replaceScalar(page, path, value);
    const length = one.length - page.text.length + (mustRange(page, path).end - start);
    return {
      start: start + shift,
      end: mustRange(page, path).end + shift,
      newText: one.slice(start, start + length),
    };
  });
  return shifted
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, { start, end, newText }) => replaced(whole, { start, end }, newText), text);
}

function blockEdit(page: Page, block: Block): Edit {
  const { text } = page;
  const pair = mustRange(page, block.path, 'pair');
  const key = mustRange(page, block.path, 'key');
  if (!standsAlone(text, pair.start) || isFlow(page, []))
    throw new Unwritable('the document is written within { }');
  const newline = newlineOf(text);
  const start = key.end;
  const end = lineEnd(text, contentEnd(page, pair));
  const comments = commentsOf(page, block, start, end);
  const lines = emitDocument(block.value).trimEnd().split('\n');
  const body = withComments(lines, block, comments);
  const newText = `:${newline}${body
    .map((line) => (line === '' ? '' : `  ${line}`))
    .map((line) => line + newline)
    .join('')}`;
  return { start, end, newText };
}

interface Remark {
  readonly text: string;
  /** Behind a value, or on a line of its own above it. */
  readonly behind: boolean;
  /** The line in the new block that it belongs to; 0 where its value is gone. */
  readonly path: Path | undefined;
}

/** Every comment of a block with the path of the new block that it belongs to. */
function commentsOf(page: Page, block: Block, start: number, end: number): Remark[] {
  const places = leavesOf(page.document.value).filter((path) => path[0] === block.path[0]);
  const lines = places
    .map((path) => ({
      path,
      line: lineStart(page.text, mustRange(page, path).start),
      range: mustRange(page, path),
    }))
    .toSorted((a, b) => a.line - b.line);
  const targets = leavesOf(block.value).map((path) => ({ path, from: block.place(path).join('.') }));
  const remarks: Remark[] = [];
  for (let at = start; at < end; at = lineEnd(page.text, at)) {
    const line = page.text.slice(at, lineEnd(page.text, at)).replace(/\r?\n$/, '');
    const own = lines.find((one) => one.line === lineStart(page.text, at));
    const from = own === undefined ? 0 : Math.max(own.range.end - at, 0);
    const found = own === undefined ? /(?:^|\s)(#.*)$/.exec(line) : /^\s*,?\s*(#.*)$/.exec(line.slice(from));
    if (found === null) continue;
    const next = own ?? lines.find((one) => one.line > lineStart(page.text, at));
    const origin = next?.path.join('.');
    const target =
      targets.find((one) => one.from === origin) ??
      targets.find((one) => origin?.startsWith(`${one.from}.`) === true && one.from.includes('.'));
    remarks.push({ text: (found[1] as string).trimEnd(), behind: own !== undefined, path: target?.path });
  }
  return remarks;
}

function withComments(lines: readonly string[], block: Block, remarks: readonly Remark[]): string[] {
  const above = new Map<number, string[]>();
  const behind = new Map<number, string>();
  const top: string[] = [];
  const numbers = lineNumbers(lines, block.value);
  for (const { text, behind: isBehind, path } of remarks) {
    const number = path === undefined ? undefined : numbers.get(path.join('.'));
    if (number === undefined) top.push(text);
    else if (isBehind && !behind.has(number)) behind.set(number, text);
    else above.set(number, [...(above.get(number) ?? []), text]);
  }
  return [
    ...top,
    ...lines.flatMap((line, number) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      const tail = behind.get(number);
      return [
        ...(above.get(number) ?? []).map((text) => indent + text),
        tail === undefined ? line : `${line} ${tail}`,
      ];
    }),
  ];
}

/** The line of each key of a block-style text, by dotted path; values within lists count as their list. */
function lineNumbers(lines: readonly string[], value: unknown): Map<string, number> {
  const numbers = new Map<string, number>();
  const stack: string[] = [];
  for (const [number, line] of lines.entries()) {
    const match = /^( *)([A-Za-z_][\w-]*):(?: |$)/.exec(line);
    if (match === null) continue;
    stack.length = (match[1] as string).length / 2;
    stack.push(match[2] as string);
    numbers.set(stack.join('.'), number);
  }
  return isObject(value) ? numbers : new Map();
}
