import { parseIp } from './addresses.ts';

/** What may stand in an address: dots and everything that is neither a blank nor a sign of the grammar. */
const ATOM = /[^\u0000-\u0020\u007f()<>[\]:;@\\,"]+/y;
const QUOTED = /"(?:\\[\t\u0020-\u007e\u0080-\uffff]|[\t !\u0023-\u005b\u005d-\u007e\u0080-\uffff])*"/y;
const LITERAL = /\[([^\u0000-\u0020\u007f[\]\\]+)\]/y;
const BLANKS = /[ \t]*/y;

/** Where reading goes on; `undefined` if something else stands there. */
type Position = number | undefined;

/** Whether a text is one address as Go's `mail.ParseAddress` reads it: bare, with a name, with comments, or a group of one. */
export function isEmail(text: string): boolean {
  const end = bare(text, 0) ?? named(text, 0) ?? withPhrase(text);
  return end !== undefined && comments(text, end) === text.length;
}

function after(pattern: RegExp, text: string, at: number): Position {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function blanks(text: string, at: number): number {
  return after(BLANKS, text, at) ?? at;
}

function sign(wanted: string, text: string, at: Position): Position {
  return at !== undefined && text[at] === wanted ? at + 1 : undefined;
}

/** `local@domain` */
function bare(text: string, at: number): Position {
  const behind = sign('@', text, local(text, blanks(text, at)));
  return behind === undefined ? undefined : domain(text, blanks(text, behind));
}

function local(text: string, at: number): Position {
  if (text[at] !== '"') return dotted(text, at);
  const end = after(QUOTED, text, at);
  return end === at + 2 ? undefined : end;
}

function domain(text: string, at: number): Position {
  if (text[at] !== '[') return dotted(text, at);
  const end = after(LITERAL, text, at);
  return end !== undefined && parseIp(text.slice(at + 1, end - 1)) !== undefined ? end : undefined;
}

/** Words with single dots between them. */
function dotted(text: string, at: number): Position {
  const end = after(ATOM, text, at);
  return end === undefined || /^\.|\.\.|\.$/.test(text.slice(at, end)) ? undefined : end;
}

/** `<local@domain>` */
function named(text: string, at: number): Position {
  const opened = sign('<', text, blanks(text, at));
  return opened === undefined ? undefined : sign('>', text, bare(text, opened));
}

/** `Some Name <local@domain>`, or `some group: address;` */
function withPhrase(text: string): Position {
  const name = phrase(text, 0);
  if (name === undefined) return undefined;
  const member = sign(':', text, name);
  if (member === undefined) return named(text, name);
  const inner = phrase(text, member);
  const end =
    bare(text, member) ?? named(text, member) ?? (inner === undefined ? undefined : named(text, inner));
  return end === undefined ? undefined : sign(';', text, comments(text, end));
}

/** Words of a name, and blanks behind them; comments may stand between them. */
function phrase(text: string, start: number): Position {
  let hasWords = false;
  for (let at: Position = blanks(text, start); at !== undefined; at = comments(text, at)) {
    const end = after(text[at] === '"' ? QUOTED : ATOM, text, at);
    if (end === undefined) return hasWords ? at : undefined;
    hasWords = true;
    at = end;
  }
  return undefined;
}

/** Blanks and comments in parentheses, which may be nested. */
function comments(text: string, start: number): Position {
  let at = blanks(text, start);
  while (text[at] === '(') {
    let depth = 0;
    do {
      if (at >= text.length) return undefined;
      if (text[at] === '\\') at += 1;
      else if (text[at] === '(') depth += 1;
      else if (text[at] === ')') depth -= 1;
      at += 1;
    } while (depth > 0);
    at = blanks(text, at);
  }
  return at;
}
