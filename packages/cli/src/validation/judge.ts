import type { SchemaProblem, Validator } from '@fairway/kubernetes';
import { diagnostic, isObject, type Diagnostic } from '@fairway/model';
import type { Manifest } from './objects.ts';
import { placeOf } from './place.ts';
import { isSecretValue } from './secrets.ts';

/** What an API server would say of one object. */
export interface Judgement {
  /** As many as there was room for. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many problems there are. */
  readonly count: number;
  /** Nothing is known of the kind, so nothing is said of the object. */
  readonly unknownKind?: true;
}

/** Foretells what an API server says of an object, each problem at its line. */
export function judge(validator: Validator, manifest: Manifest, room: number): Judgement {
  const problems = validator.check(manifest.value);
  if (problems[0]?.reason === 'unknownKind') return { diagnostics: [], count: 0, unknownKind: true };
  const diagnostics = problems.slice(0, room).map((problem) => diagnosticOf(manifest, problem));
  return { diagnostics, count: problems.length };
}

function diagnosticOf(manifest: Manifest, problem: SchemaProblem): Diagnostic {
  const { path, rule } = problem;
  const code = codeOf(manifest, problem);
  if (code === 'FWY4070') return diagnostic({ code, ...notAnObject(manifest) }, placeOf(manifest, path));
  // In parentheses, so that `password: it is text` is not taken for a secret and hidden.
  const where = path === '' ? 'the object' : shortened(path, 500);
  const subject = `${shortened(subjectOf(manifest.value), 500)} (${where})`;
  // Messages may quote what stands there.
  const said = isSecretValue(manifest.value, path) ? WITHOUT_VALUE[problem.reason] : undefined;
  const because = rule === undefined ? '' : ` (rule: ${shortened(rule, 2000)})`;
  const message = `${subject}: ${shortened(said ?? problem.message, 2000)}${because}`;
  const part = problem.reason === 'unknownField' ? 'key' : 'value';
  const fix = FIXES[code] ?? VALUE_FIXES[problem.reason] ?? 'correct the value';
  return diagnostic({ code, message, fix }, placeOf(manifest, path, part));
}

/** Names, keys, and rules are as long as somebody writes them, and there may be thousands of problems. */
function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}...` : text;
}

type Code = 'FWY4070' | 'FWY4072' | 'FWY4073' | 'FWY4074' | 'FWY4075';

function codeOf({ value }: Manifest, { path, reason }: SchemaProblem): Code {
  if (!isObject(value) || reason === 'notAnObject') return 'FWY4070';
  if ((path === 'apiVersion' || path === 'kind') && reason !== 'notServed') return 'FWY4070';
  if (reason === 'notServed') return 'FWY4072';
  if (reason === 'unknownField') return 'FWY4073';
  return reason === 'rule' ? 'FWY4075' : 'FWY4074';
}

const FIXES: Readonly<Partial<Record<Code, string>>> = {
  FWY4072: 'write an apiVersion that is served, or name another version of Kubernetes with --kubernetes',
  FWY4073: 'correct the name of the field, or remove it',
  FWY4075: 'change the object so that the rule holds',
};

const VALUE_FIXES: Readonly<Partial<Record<SchemaProblem['reason'], string>>> = {
  required: 'add it',
  duplicate: 'keep one of them',
  combination: 'set the fields that belong together, and no other',
  forbidden: 'remove it',
  name: 'rename it',
  type: 'write a value of the type that is expected; quotes make text of a number',
};

const WITHOUT_VALUE: Readonly<Partial<Record<SchemaProblem['reason'], string>>> = {
  type: 'it is of the wrong type',
  format: 'it is not written as it must be',
  pattern: 'it is not written as it must be',
  enum: 'it is none of the values that are allowed',
};

function notAnObject({ value }: Manifest): { readonly message: string; readonly fix: string } {
  const fix = 'move it out of the folder of manifests, or write apiVersion and kind';
  if (!isObject(value)) {
    const what = Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`;
    return { message: `a Kubernetes object is a mapping; this is ${what}`, fix };
  }
  const missing = ['apiVersion', 'kind'].filter((name) => value[name] === undefined || value[name] === '');
  if (missing.length === 0)
    return { message: 'this is no Kubernetes object: apiVersion and kind are texts', fix };
  return { message: `this is no Kubernetes object: it has no ${missing.join(' and no ')}`, fix };
}

/** `Deployment shop/web`. */
function subjectOf(value: unknown): string {
  if (!isObject(value)) return 'the object';
  const { kind, metadata } = value;
  const { generateName, name, namespace } = isObject(metadata) ? metadata : {};
  const called = typeof name === 'string' ? name : typeof generateName === 'string' ? `${generateName}*` : '';
  const where = typeof namespace === 'string' && called !== '' ? `${namespace}/` : '';
  return `${typeof kind === 'string' ? kind : 'the object'}${called === '' ? '' : ` ${where}${called}`}`;
}
