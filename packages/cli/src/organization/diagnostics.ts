import { compareDiagnostics, type Diagnostic } from '@fairway/model';

/** Diagnostics of several environments as one list: the same problem stands once and names the units of all. */
export function joinDiagnostics(lists: Iterable<readonly Diagnostic[]>): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const list of lists) {
    for (const one of list) {
      const key = `${one.code}\n${one.severity}\n${one.file}\n${one.line}:${one.column}\n${one.message}`;
      const before = found.get(key);
      if (before === undefined) found.set(key, one);
      else found.set(key, { ...before, units: [...new Set([...before.units, ...one.units])].sort() });
    }
  }
  return [...found.values()].sort(compareDiagnostics);
}

/** Whether any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Those of the definition: what developers write does not hinder whoever only asks about it. */
export function ofDefinition(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ file }) => !file.startsWith('services/'));
}
