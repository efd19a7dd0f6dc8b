import type { DefinitionDocument, Diagnostic, Problem } from '@fairway/model';
import type { KindIndex } from './kind-index.ts';
import { placeOf, reportOn, titleOf, type Entry } from './entry.ts';

/**
 * What is wrong with using a document, by its stage: deprecated is a warning until its removal date and an error after it,
 * defective is an error, proposed needs a pin. `undefined` where nothing is wrong.
 *
 * @param today ISO date.
 */
export function problemOfUse(document: DefinitionDocument, today: string): Problem | undefined {
  const { state, removal, replacement } = document.lifecycle;
  const instead = replacement === undefined ? '' : `; use ${replacement}`;
  switch (state) {
    case 'default':
      return undefined;
    case 'proposed':
      return {
        code: 'FWY3108',
        message: `${titleOf(document)} is only proposed`,
        fix: 'use another one, or try it with a Pin that says trial: true',
      };
    case 'deprecated': {
      const over = removal !== undefined && today > removal;
      return {
        code: over ? 'FWY3106' : 'FWY3105',
        severity: over ? 'error' : 'warning',
        message: over
          ? `${titleOf(document)} was removed on ${removal}${instead}`
          : `${titleOf(document)} is deprecated${removal === undefined ? '' : ` and is removed on ${removal}`}${instead}`,
        fix: replacement === undefined ? null : `use ${replacement}`,
      };
    }
    case 'defective':
      return {
        code: 'FWY3107',
        message: `${titleOf(document)} is defective`,
        fix: 'use another version or another name',
      };
  }
}

/** Two documents of one kind, name, and version. Fairway's own ones were replaced before. */
export function checkDuplicates(entries: readonly Entry[], diagnostics: Diagnostic[]): void {
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const key = entry.definition.singleton ? entry.kind : `${entry.kind}/${entry.name}@${entry.version}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, entry);
      continue;
    }
    const single = entry.definition.singleton;
    reportOn(diagnostics, entry, ['metadata', 'name'], {
      code: single ? 'FWY3102' : 'FWY3101',
      message: single
        ? `there are two ${entry.kind} documents`
        : `there are two documents of ${titleOf(entry)}`,
      related: [placeOf(first, 'the first one')],
      fix: single ? 'keep one of them' : 'rename one of them, or give it another spec.version',
    });
  }
}

/** Exactly one version of a name is the default; a lone version may also be proposed or on its way out. */
export function checkDefaults(index: KindIndex, diagnostics: Diagnostic[]): void {
  for (const versions of index.versions.values()) {
    const [first, ...more] = versions;
    if (first === undefined || more.length === 0) continue;
    const defaults = versions.filter(({ lifecycle }) => lifecycle.state === 'default');
    const [one, ...others] = defaults;
    if (one === undefined) {
      reportOn(diagnostics, first, ['metadata', 'name'], {
        code: 'FWY3104',
        message: `none of the ${versions.length} versions of ${first.kind} ${first.name} is the default`,
        fix: 'write lifecycle: default in one of them',
        related: more.map((entry) => placeOf(entry, `version ${entry.version}`)),
      });
    }
    for (const other of others) {
      reportOn(diagnostics, other, ['spec', 'lifecycle'], {
        code: 'FWY3103',
        message: `${first.kind} ${first.name} has two default versions, ${String(one?.version)} and ${other.version}`,
        fix: 'write lifecycle: proposed, deprecated or defective in one of them',
        related: one === undefined ? [] : [placeOf(one, `version ${one.version}`)],
      });
    }
  }
}

/** A name or alias that means two documents. */
export function checkAliases(index: KindIndex, diagnostics: Diagnostic[]): void {
  const owners = new Map<string, Entry>();
  for (const [name, entry] of index.current) owners.set(name, entry);
  for (const entry of index.current.values()) {
    const { aliases } = entry.spec;
    if (!Array.isArray(aliases)) continue;
    for (const [position, alias] of (aliases as string[]).entries()) {
      const other = owners.get(alias);
      if (other === undefined) owners.set(alias, entry);
      else {
        reportOn(diagnostics, entry, ['spec', 'aliases', position], {
          code: 'FWY3113',
          message:
            other === entry
              ? `the alias ${alias} is written twice`
              : `the alias ${alias} of ${titleOf(entry)} already means ${titleOf(other)}`,
          fix: 'choose another alias',
          related: other === entry ? [] : [placeOf(other, titleOf(other))],
        });
      }
    }
  }
}
