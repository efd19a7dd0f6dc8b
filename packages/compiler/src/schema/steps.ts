/** Splits a step's path: `secrets[].providerRef` → `['secrets', '[]', 'providerRef']`. */
export function stepPath(path: string): string[] {
  return path.split('.').flatMap((name) => (name.endsWith('[]') ? [name.slice(0, -2), '[]'] : [name]));
}
