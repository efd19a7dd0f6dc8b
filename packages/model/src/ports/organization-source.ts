import type { Diagnostic } from '../diagnostic.ts';

/** One file of an organization, unparsed. */
export interface OrganizationFile {
  /** Relative to the organization, with `/`. Starts with `../` only in application repositories. */
  readonly path: string;
  readonly text: Uint8Array;
}

/** Everything an organization consists of, at one moment. */
export interface OrganizationTree {
  /** Sorted by path in code-unit order; every file once. */
  readonly files: readonly OrganizationFile[];
  /** What could not be read, sorted. A file named here is not among `files`. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Where an organization is read from.
 *
 * It reads `fairway.yaml`, `platform/` (without `rules`, `checks`, `paths`; with `definition.lock`),
 * `governance/`, `releases/`, `services/`, and the application repositories it was given.
 * Files count when they end in `.yaml`, `.yml`, or `.json`; hidden ones and `node_modules` never do.
 * A symbolic link that stays inside is followed, and every file is read once.
 */
export interface OrganizationSource {
  /**
   * Reads the organization as it is now.
   * @throws {OutsideSystemError} when the source itself fails.
   */
  readonly readTree: () => Promise<OrganizationTree>;
}
