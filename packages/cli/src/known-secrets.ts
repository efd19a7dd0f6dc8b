import { AsyncLocalStorage } from 'node:async_hooks';

/** What one call of the command line was told and has read. */
export interface KnownSecrets {
  readonly argv: readonly string[];
  /** By who read it; asked only when something is printed. */
  readonly sources: Map<object, () => Iterable<string>>;
  /** Grows with every change of the sources. */
  version: number;
}

// This file loads nothing else, so that help and version answer at once.
const calls = new AsyncLocalStorage<KnownSecrets>();

/** Runs one call of the command line; it hides the secrets of its own arguments and organizations. */
export function withOwnSecrets<Result>(argv: readonly string[], work: () => Result): Result {
  return calls.run({ argv, sources: new Map(), version: 0 }, work);
}

/**
 * Hides values that are printed without their name, from now to the end of the call.
 * What the same reader hid before is forgotten.
 */
export function hideSecrets(reader: object, source: () => Iterable<string>): void {
  const known = calls.getStore();
  if (known === undefined) return;
  known.sources.set(reader, source);
  known.version += 1;
}

/** Everything that {@link hideSecrets} was told in this call. */
export function knownSecrets(): KnownSecrets | undefined {
  return calls.getStore();
}
