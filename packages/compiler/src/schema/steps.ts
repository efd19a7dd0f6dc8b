import type { ConversionStep } from '@fairway/model';

/** Splits a step's path: `secrets[].providerRef` → `['secrets', '[]', 'providerRef']`. */
export function stepPath(path: string): string[] {
  return path.split('.').flatMap((name) => (name.endsWith('[]') ? [name.slice(0, -2), '[]'] : [name]));
}

/** The path of a renaming step in both spellings. */
export function renamed(step: ConversionStep): { readonly from: string[]; readonly to: string[] } | undefined {
  if (step.step !== 'rename' && step.step !== 'move') return undefined;
  return { from: stepPath(step.from), to: stepPath(step.to) };
}
