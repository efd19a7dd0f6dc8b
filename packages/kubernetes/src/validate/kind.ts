import type { Minor, UpstreamKind } from '../upstream/index.ts';
import { createCompiler } from './compile.ts';
import { formatCheck } from './formats.ts';
import type { Check } from './problem.ts';

/** The check of whole objects of a kind. */
export function kindCheck({ schema, resolve, source }: UpstreamKind, _kubernetes: Minor): Check {
  const mode = source.minor === undefined ? 'custom' : 'builtin';
  const compiler = createCompiler({
    mode,
    resolve,
    format: formatCheck,
    rules: () => undefined,
    onNull: () => undefined,
  });
  return compiler.check(schema);
}
