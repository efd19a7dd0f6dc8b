import type { Call } from '../ast.ts';
import { Optional, type Value } from '../values.ts';
import { asFailure, type Code, type Context, noOverload, valueOf } from './code.ts';

/** `a && b` (`stop` is false) and `a || b` (true): one operand that decides is enough, whatever the other fails with. */
function decide(a: Code, b: Code, stop: boolean): Code {
  return (frame) => {
    let left: Value;
    try {
      left = a(frame);
    } catch (error) {
      const held = asFailure(error);
      if (b(frame) === stop) return stop;
      throw held;
    }
    if (left === stop) return stop;
    const right = b(frame);
    if (right === stop) return stop;
    if (typeof left !== 'boolean' || typeof right !== 'boolean') throw noOverload;
    return !stop;
  };
}

function conditional(condition: Code, yes: Code, no: Code): Code {
  return (frame) => {
    const value = condition(frame);
    if (value === true) return yes(frame);
    if (value === false) return no(frame);
    throw noOverload;
  };
}

/** `optional.or(other)`, `optional.orValue(other)`: the other only if it is needed. */
function otherwise(optional: Code, other: Code, whole: boolean): Code {
  return (frame) => {
    const value = optional(frame);
    if (!(value instanceof Optional)) throw noOverload;
    if (value.value === undefined) return other(frame);
    return whole ? value : value.value;
  };
}

/** The operators and methods that evaluate their operands themselves; `undefined` for all others. */
export function compileLogic(node: Call, context: Context): Code | undefined {
  const code = (at: number): Code => valueOf(node.args[at] as Call, context);
  switch (node.name) {
    case '&&':
      return decide(code(0), code(1), false);
    case '||':
      return decide(code(0), code(1), true);
    case '?:':
      return conditional(code(0), code(1), code(2));
    case 'or':
    case 'orValue':
      return node.target === undefined
        ? undefined
        : otherwise(valueOf(node.target, context), code(0), node.name === 'or');
    default:
      return undefined;
  }
}
