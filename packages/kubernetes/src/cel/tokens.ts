/** A token: just enough to tell what stands where. */
export interface Token {
  readonly text: string;
  readonly start: number;
}

const TOKEN =
  /(?:\s+|\/\/[^\n]*)|([bBrR]?(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))|([A-Za-z_]\w*)|(\d[\w.]*)|(&&|\|\||[=!<>]=|[^])/y;

/** The tokens of an expression without spaces and comments. Whatever is no token becomes one of a single character. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let start = 0; start < source.length; start = TOKEN.lastIndex) {
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(source);
    if (match === null) break;
    const text = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (text !== undefined) tokens.push({ text, start });
  }
  return tokens;
}

/** Whether a token ends an operand, so that a bracket after it is an index. */
const endsOperand = (token: Token | undefined): boolean =>
  token !== undefined && /^[\w)\]}"'bBrR]/.test(token.text) && token.text !== 'in';

/**
 * The parser knows no optional elements (`[?a]`, `{?k: v}`). Their question marks are replaced by `!`, which parses
 * as a negation that starts where the mark stood; `marks` says which negations are none.
 */
export function replaceOptionalMarks(source: string): { readonly text: string; readonly marks: Set<number> } {
  const marks = new Set<number>();
  if (!/[[{,]\s*\?/.test(source)) return { text: source, marks };
  const open: string[] = [];
  let before: Token | undefined;
  for (const token of tokenize(source)) {
    const literal = open.at(-1) === 'list' || open.at(-1) === 'map';
    if (
      token.text === '?' &&
      literal &&
      (before?.text === ',' || before?.text === '[' || before?.text === '{')
    ) {
      marks.add(token.start);
    } else if (token.text === '[') open.push(endsOperand(before) ? 'index' : 'list');
    else if (token.text === '{') open.push('map');
    else if (token.text === '(') open.push('parenthesis');
    else if (token.text === ']' || token.text === '}' || token.text === ')') open.pop();
    before = token;
  }
  const characters = [...Array(source.length).keys()].map((i) => (marks.has(i) ? '!' : source.charAt(i)));
  return { text: characters.join(''), marks };
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
