import type { RepositoryFile } from './tree.ts';

/** A module that a file names: statically, by `export … from`, or by `import()`. */
export interface ImportedModule {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** What rules need to know about a TypeScript file without a parser. */
export interface SourceFacts {
  /** The text with the insides of comments, strings and regular expressions blanked; offsets stay. */
  readonly code: string;
  readonly imports: readonly ImportedModule[];
}

const known = new WeakMap<RepositoryFile, SourceFacts>();

/** The facts of a file, computed once. */
export function factsOf(file: RepositoryFile): SourceFacts {
  let facts = known.get(file);
  if (facts === undefined) {
    const code = blank(file.text);
    facts = { code, imports: importsOf(file.text, code) };
    known.set(file, facts);
  }
  return facts;
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

const importForm =
  /\b(?:import|export)\s+(type\s)?[^;'"`=()]*?\bfrom\s*(?=['"])|\bimport\s*(?=['"])|\bimport\s*\(\s*(?=['"])/g;

function importsOf(text: string, code: string): ImportedModule[] {
  return Array.from(code.matchAll(importForm), (match) => {
    const start = match.index + match[0].length + 1;
    const end = code.indexOf(code.charAt(start - 1), start);
    return {
      specifier: text.slice(start, end),
      line: lineAt(text, match.index),
      typeOnly: match[1] !== undefined,
    };
  });
}

const spaces = (text: string): string => text.replace(/[^\n]/g, ' ');
/** After these a slash begins a regular expression, not a division. */
const beforeExpression =
  /(?:^|[([{,;:=!&|?+\-*%~^<>]|\b(?:return|typeof|case|in|of|do|else|yield|await|throw|new|delete|void))\s*$/;

/** The text with comments, string contents and regular expressions as spaces; code inside `${…}` stays. */
export function blank(text: string): string {
  let out = '';
  let at = 0;
  /** Depth of braces at which each open template's `${` ends. */
  const templates: number[] = [];
  let braces = 0;
  const skipTo = (end: number): void => {
    out += spaces(text.slice(at, end));
    at = end;
  };
  const keep = (): void => {
    out += text.charAt(at++);
  };
  const templateText = (): void => {
    while (at < text.length && text[at] !== '`') {
      if (text.startsWith('${', at)) {
        out += '${';
        at += 2;
        templates.push(braces);
        return;
      }
      skipTo(at + (text[at] === '\\' ? 2 : 1));
    }
    keep();
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (text.startsWith('//', at)) skipTo(endOr(text.indexOf('\n', at), text));
    else if (text.startsWith('/*', at)) skipTo(endOr(text.indexOf('*/', at + 2), text, 2));
    else if (char === '"' || char === "'") {
      keep();
      skipTo(closing(text, at, char));
      keep();
    } else if (char === '`') {
      keep();
      templateText();
    } else if (char === '}' && templates.at(-1) === braces) {
      templates.pop();
      keep();
      templateText();
    } else if (char === '/' && beforeExpression.test(out.slice(-40))) skipTo(regularExpressionEnd(text, at));
    else {
      if (char === '{') braces++;
      if (char === '}') braces--;
      keep();
    }
  }
  return out;
}

function endOr(found: number, text: string, length = 0): number {
  return found === -1 ? text.length : found + length;
}

function closing(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function regularExpressionEnd(text: string, from: number): number {
  let at = from + 1;
  let inClass = false;
  while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
    if (text[at] === '[') inClass = true;
    if (text[at] === ']') inClass = false;
    at += text[at] === '\\' ? 2 : 1;
  }
  return Math.min(at + 1, text.length);
}
