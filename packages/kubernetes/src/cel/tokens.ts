import { Double, type Value } from './values.ts';

/** A token: just enough to tell what stands where. */
export interface Token {
  readonly text: string;
  readonly start: number;
}

const TOKEN = new RegExp(
  [
    String.raw`(?:\s+|//[^\n]*)`,
    String.raw`([bB]?[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\n]*"|'[^'\n]*'))`,
    String.raw`([bB]?(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))`,
    String.raw`([A-Za-z_]\w*|\d[\w.]*|\.\d+(?:[eE][+-]?\d+)?|&&|\|\||[=!<>]=|[^])`,
  ].join('|'),
  'y',
);

/** The tokens of an expression without spaces and comments. Whatever is no token becomes one of a single character. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < source.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(source);
    if (match === null) break;
    const text = match[1] ?? match[2] ?? match[3];
    if (text !== undefined) tokens.push({ text, start });
  }
  return tokens;
}

/** Whether a token ends an operand, so that a bracket after it is an index. */
const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && /^[\w)\]}"'bBrR]/.test(token.text) && token.text !== 'in';

/** A source that the parser reads, and what it means where it does not say so itself. All places stay the same. */
export interface Prepared {
  readonly text: string;
  /** Negations that stand for the mark of an optional element. */
  readonly marks: ReadonlySet<number>;
  /** Literals by place whose text had to be replaced. */
  readonly literals: ReadonlyMap<number, Value>;
}

const UNUSUAL = /[[{,]\s*\?|[rR]["']|[bB]["']|(?:^|[^\w\s)\]}"'.])\s*\./;

/**
 * The parser knows no optional elements (`[?a]`, `{?k: v}`), no names or fractions that start with a dot, reads
 * escapes in raw literals, and takes one byte of each character of bytes. Such parts are replaced by others of the
 * same length that it reads.
 */
export function prepare(source: string): Prepared {
  const marks = new Set<number>();
  const literals = new Map<number, Value>();
  if (!UNUSUAL.test(source)) return { text: source, marks, literals };
  const tokens = tokenize(source);
  const open: string[] = [];
  let text = '';
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    text += source.slice(text.length, token.start);
    const place = open.at(-1);
    const starts = before !== undefined && ',[{'.includes(before.text);
    if (token.text === '?' && starts && (place === 'list' || place === 'map')) {
      marks.add(token.start);
      text += '!';
    } else if (token.text.startsWith('.') && !endsOperand(before))
      text += startingDot(token, tokens[i + 1], literals);
    else text += literalOf(token, literals) ?? token.text;
    track(token, before, open);
  }
  return { text: text + source.slice(text.length), marks, literals };
}

function track(token: Token, before: Token | undefined, open: string[]): void {
  if (token.text === '[') open.push(endsOperand(before) ? 'index' : 'list');
  else if (token.text === '{') open.push('map');
  else if (token.text === '(') open.push('parenthesis');
  else if (token.text === ']' || token.text === '}' || token.text === ')') open.pop();
}

/** `.5`, or the dot of `.name`: names are absolute as they are. */
function startingDot({ text, start }: Token, next: Token | undefined, literals: Map<number, Value>): string {
  if (text.length === 1) return /^[A-Za-z_]/.test(next?.text ?? '') ? ' ' : text;
  literals.set(start, new Double(Number(text)));
  return '0'.repeat(text.length);
}

const LITERAL = /^([bBrR]*)("""|'''|"|')([^]*)\2$/;

function literalOf({ text, start }: Token, literals: Map<number, Value>): string | undefined {
  const match = LITERAL.exec(text);
  const [, prefix = '', , content = ''] = match ?? [];
  if (match === null || prefix === '') return undefined;
  const raw = /r/i.test(prefix);
  const bytes = /b/i.test(prefix);
  const plain = raw ? !bytes && !content.includes('\\') : /^[\u0000-\u007f]*$/.test(content);
  if (plain) return undefined;
  if (!bytes) literals.set(start, content);
  else literals.set(start, raw ? new TextEncoder().encode(content) : bytesOf(content));
  const quote = bytes ? 'b"' : '"';
  return `${quote}${'x'.repeat(text.length - quote.length - 1)}"`;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** Characters as UTF-8, escapes as single bytes. */
function bytesOf(content: string): Uint8Array {
  const bytes: number[] = [];
  for (const [part] of content.matchAll(/\\(?:[xX][0-9a-fA-F]{2}|[0-7]{3}|[^])|[^]/gu)) {
    const escape = part.slice(1);
    if (!part.startsWith('\\')) bytes.push(...new TextEncoder().encode(part));
    else if (/^x/i.test(escape)) bytes.push(Number.parseInt(escape.slice(1), 16));
    else if (/^[0-7]{3}$/.test(escape)) bytes.push(Number.parseInt(escape, 8) & 255);
    else bytes.push(ESCAPES[escape] ?? escape.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

/** Whether the operand between two places of the source is in parentheses of its own, as a whole. */
export function isParenthesized(source: string, from: number, operandEnd: number): boolean {
  const tokens = tokenize(source);
  let at = tokens.findIndex((token) => token.start >= from);
  while (at < tokens.length && tokens[at]?.text === ')') at++;
  if (tokens[at + 1]?.text !== '(') return false;
  let depth = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text) && --depth === 0) return token.start >= operandEnd;
  }
  return false;
}
