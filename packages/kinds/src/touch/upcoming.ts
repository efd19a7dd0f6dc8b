import type { Path } from '@fairway/model';
import type { AnyPartContext } from '../context.ts';

/** Reports a field that has its place in the language but is not compiled by this release. */
export function reportUpcoming(
  context: AnyPartContext,
  code: string,
  what: string,
  path: Path,
  instead: string,
): void {
  context.report(
    {
      code,
      message: `${what} not compiled yet: they come with the release that brings data and grants`,
      fix: instead,
    },
    path,
  );
}
