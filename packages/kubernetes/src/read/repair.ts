import type { Event } from 'js-yaml';
import { EVENT_ID, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { withoutTabs } from './indentation.ts';
import type { ReadProblem } from './problem.ts';
import { repairedText, type RepairedText, type Replacement } from './repaired-text.ts';
import { syntaxError, type SyntaxProblem } from './syntax-error.ts';

/** A broken text, read as its author may have meant it. */
export interface Repaired {
  readonly text: RepairedText;
  readonly events: readonly Event[];
}

/** What the syntax errors of a text are, and its repaired form where all of them could be guessed away. */
export interface RepairResult {
  readonly problems: readonly ReadProblem[];
  readonly repaired?: Repaired;
}

/** Syntax errors of one document that are repaired to look behind them. */
const MAXIMUM_REPAIRS = 10;
/** What a tab of the indentation may have stood for. */
const TAB_WIDTHS = [2, 4, 8];

/** Code units that may be parsed again in search of further problems; shared by the documents of a file. */
export interface RepairBudget {
  left: number;
}

/**
 * Looks behind the syntax errors of a text: repairs one after the other and parses again. Only when the whole
 * text can be read in the end are later errors believed; else they may come from a wrong guess, and the first stands
 * alone. Problems are at offsets of the text itself.
 */
export function repair(text: string, maxDepth: number, budget: RepairBudget): RepairResult {
  const first = attempt(text, TAB_WIDTHS[0] ?? 2, maxDepth, budget);
  if (first.repaired !== undefined || first.problems[0]?.code !== 'FWY1005') return first;
  for (const width of TAB_WIDTHS.slice(1)) {
    const next = attempt(text, width, maxDepth, budget);
    if (next.repaired !== undefined) return next;
  }
  return first;
}

function attempt(text: string, tabWidth: number, maxDepth: number, budget: RepairBudget): RepairResult {
  const problems: ReadProblem[] = [];
  let current = repairedText(text);
  for (;;) {
    const parsed = parse(current.text, maxDepth);
    if (parsed.events !== undefined)
      return {
        problems: withAllTabs(problems, text, current, parsed.events),
        repaired: { text: current, events: parsed.events },
      };
    const found = syntaxError(parsed.reason, current.text, parsed.position, 0);
    problems.push(atOriginal(found, current));
    const next = problems.length > MAXIMUM_REPAIRS ? undefined : afterRepair(found, current, tabWidth);
    budget.left -= text.length;
    if (next === undefined || budget.left < 0) return { problems: problems.slice(0, 1) };
    current = next;
  }
}

type Parsed =
  | { readonly events: readonly Event[] }
  | { readonly events?: never; readonly reason: string; readonly position: number };

function parse(text: string, maxDepth: number): Parsed {
  try {
    return { events: parseEvents(text, { maxDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { reason: error.reason, position: error.mark?.position ?? 0 };
  }
}

function afterRepair(found: SyntaxProblem, current: RepairedText, tabWidth: number): RepairedText | undefined {
  const replacements: readonly Replacement[] =
    found.code === 'FWY1005' ? withoutTabs(current.text, tabWidth) : (found.repair ?? []);
  if (replacements.length === 0) return undefined;
  return current.replaced(replacements);
}

function atOriginal(found: SyntaxProblem, { originalOffset }: RepairedText): ReadProblem {
  const { code, message, fix } = found;
  const start = originalOffset(found.start);
  const end = Math.max(start + 1, originalOffset(found.end));
  return { code, message, start, end, ...(fix === undefined ? {} : { fix }) };
}

const BLOCKS: ReadonlySet<number> = new Set([SCALAR_STYLE.LITERAL_BLOCK, SCALAR_STYLE.FOLDED_BLOCK]);

/** The parser names the first tab only; the others of the indentation are as wrong, apart from those in texts. */
function withAllTabs(
  problems: readonly ReadProblem[],
  text: string,
  { originalOffset }: RepairedText,
  events: readonly Event[],
): readonly ReadProblem[] {
  const first = problems.find(({ code }) => code === 'FWY1005');
  if (first === undefined) return problems;
  const texts = events.flatMap((event) => {
    if (event.type !== EVENT_ID.SCALAR) return [];
    const start = originalOffset(event.valueStart);
    // The indentation of the first line of a block is none of its text.
    const from = BLOCKS.has(event.style) ? text.lastIndexOf('\n', start - 1) : start;
    return [{ start: from, end: originalOffset(event.valueEnd) }];
  });
  const all = [...problems];
  let next = 0;
  for (const { start, end } of withoutTabs(text, 1)) {
    while (next < texts.length && (texts[next]?.end ?? 0) <= start) next++;
    const isText = (texts[next]?.start ?? start) < start;
    if (!isText && !problems.some((one) => one.start === start)) all.push({ ...first, start, end });
  }
  return all;
}
