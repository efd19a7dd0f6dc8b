import type { Compiler } from './compiler.ts';
import type { Node } from './node.ts';
import type { Found } from './problem.ts';
import { problem } from './problem.ts';

/** What is wrong with a null in a custom resource: it has no place, or it is none of the values that are listed. */
export function nullProblem(node: Node, { resolve }: Compiler): Found {
  const target = node.ref === undefined ? node : resolve(node.ref);
  // Without a type anything goes, null too.
  const untyped = target.type === undefined && target.intOrString !== true;
  if (!untyped && node.nullable !== true && target.nullable !== true) return problem('type', 'it is null');
  // API servers find no null in a list, not even one that names it.
  return (node.enum ?? target.enum) === undefined
    ? undefined
    : problem('enum', 'null is none of the values that are listed');
}
