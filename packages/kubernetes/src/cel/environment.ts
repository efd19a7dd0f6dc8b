import { authorization } from './functions/authorizer.ts';
import { lists, moreLists, sets, twoVariables } from './functions/lists.ts';
import { namedFormats } from './functions/named-formats.ts';
import { addresses, ranges } from './functions/network.ts';
import { operators } from './functions/operators.ts';
import { optionals } from './functions/optionals.ts';
import { type Library, type Overload, readDeclaration } from './functions/overload.ts';
import { quantities } from './functions/quantities.ts';
import { regex } from './functions/regex.ts';
import { semvers } from './functions/semver.ts';
import { standard } from './functions/standard.ts';
import { strings } from './functions/strings.ts';
import { urls } from './functions/urls.ts';

/**
 * Every library that rules of resources can use, and since which minor expressions know it. `docs/reference/cel.md` is
 * checked against it.
 */
export const libraries: readonly Library[] = [
  operators,
  standard,
  strings,
  lists,
  moreLists,
  regex,
  urls,
  optionals,
  quantities,
  sets,
  addresses,
  ranges,
  namedFormats,
  twoVariables,
  semvers,
];

/**
 * Whether an expression is new to a cluster or already stored in it. A server reads new expressions as the minor
 * before its own would, so that it can be rolled back; it evaluates stored ones with all that it knows.
 */
export type ExpressionAge = 'new' | 'stored';

/** What an expression may use. */
export interface Environment {
  readonly overloads: ReadonlyMap<string, readonly Overload[]>;
  /** `name/number of arguments` */
  readonly macros: ReadonlySet<string>;
}

const environments = new Map<number, Environment>();

/** What expressions of an age may use in a minor of Kubernetes (`1.35`). */
export function environmentOf(minor: string, age: ExpressionAge): Environment {
  const number = Number(/^1\.(\d+)$/.exec(minor)?.[1] ?? Number.NaN);
  if (Number.isNaN(number)) throw new Error(`${minor} is no minor version of Kubernetes`);
  const level = age === 'new' ? number - 1 : number;
  let environment = environments.get(level);
  if (environment === undefined) {
    environment = build(level);
    environments.set(level, environment);
  }
  return environment;
}

function build(level: number): Environment {
  const overloads = new Map<string, Overload[]>();
  const macros = new Set<string>();
  for (const library of [...libraries, authorization]) {
    if (library.since > level) continue;
    for (const macro of library.macros ?? []) macros.add(macro);
    for (const declaration of library.functions) {
      const overload = readDeclaration(declaration);
      const known = overloads.get(overload.name);
      if (known === undefined) overloads.set(overload.name, [overload]);
      else known.push(overload);
    }
  }
  return { overloads, macros };
}

/** The library that has a function or macro which an environment lacks, for messages. */
export function laterLibrary(name: string): Library | undefined {
  return libraries.find(
    (library) =>
      library.functions.some(([each]) => each === name) ||
      library.macros?.some((macro) => macro.startsWith(`${name}/`)),
  );
}
