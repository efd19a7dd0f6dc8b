import { builtinSources } from './generated/index.generated.ts';
import type { Upstream } from './schema.ts';
import { createUpstream } from './upstream.ts';

let made: Upstream | undefined;

/** All sources that come with Fairway; the same object each time, so that what was parsed once stays so. */
export function builtinUpstream(): Upstream {
  return (made ??= createUpstream(builtinSources));
}

export { builtinSources };
