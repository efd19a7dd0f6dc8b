/**
 * Whether a version such as `v1.4.0` or `3.5` is the given one or a later one; a pre-release counts as its release.
 *
 * @param least major, minor, patch
 */
export function isAtLeast(version: string, least: readonly number[]): boolean {
  const parts = version.replace(/^v/, '').replace(/-.*$/, '').split('.').map(Number);
  for (const [index, bound] of least.entries()) {
    const part = parts[index] ?? 0;
    if (part !== bound) return part > bound;
  }
  return true;
}
