import { RE2JS } from 're2js';
import { longestSafeText } from './backtracking.ts';
import { nativePattern } from './native-pattern.ts';

/** Whether a text matches. */
export type Matcher = (text: string) => boolean;

const compiled = new Map<string, Matcher | undefined>();

/** Texts judged before are remembered up to this number for each pattern: names and modes recur all the time. */
const REMEMBERED = 512;

/** Longer texts go to RE2, which is linear, and are not remembered. */
const SHORT = 1000;

/**
 * A pattern as Go's `regexp.MatchString` reads it: RE2, matching anywhere in the text unless anchored.
 * `undefined` if RE2 refuses the pattern. Patterns that JavaScript reads alike run natively.
 */
export function matcherOf(pattern: string): Matcher | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern);
}

function compile(pattern: string): Matcher | undefined {
  const linear = lazily(pattern);
  const source = nativePattern(pattern);
  if (source === undefined)
    return linear('') === undefined ? undefined : remembering(linear as Matcher, linear as Matcher);
  const expression = new RegExp(source, 'u');
  const longest = longestSafeText(pattern);
  const native: Matcher = (text) =>
    text.length <= longest ? expression.test(text) : (linear as Matcher)(text);
  return remembering(native, linear as Matcher);
}

/** RE2, compiled when first asked; answers `undefined` for a pattern that it refuses. */
function lazily(pattern: string): (text: string) => boolean | undefined {
  let expression: RE2JS | undefined;
  return (text) => {
    try {
      expression ??= RE2JS.compile(pattern);
    } catch {
      return undefined;
    }
    return expression.matcher(text).find();
  };
}

function remembering(matcher: Matcher, linear: Matcher): Matcher {
  let known = new Map<string, boolean>();
  return (text) => {
    if (text.length > SHORT) return linear(text);
    let answer = known.get(text);
    if (answer === undefined) {
      answer = matcher(text);
      if (known.size >= REMEMBERED) known = new Map();
      known.set(text, answer);
    }
    return answer;
  };
}
