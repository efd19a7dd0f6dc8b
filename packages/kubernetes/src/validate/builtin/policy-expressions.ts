import { compileCel } from '../../cel/index.ts';
import type { CelType } from '../../cel/index.ts';
import { boolType, dynType, nullType, stringType } from '../../cel/types.ts';
import type { Found } from '../problem.ts';
import { join, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { recordsOf } from './fields.ts';
import { authorizerType, namespaceType, objectType, requestType } from './policy-types.ts';

type Variables = Readonly<Record<string, CelType>>;

/** What is known of an expression: the type of its value, or why it has none. */
interface Outcome {
  readonly type: CelType;
  readonly wrong?: string;
}

function outcomeOf(text: string, variables: Variables, minor: string): Outcome {
  const compiled = compileCel(text, { variables, minor });
  return compiled.ok
    ? { type: compiled.program.type }
    : { type: dynType, wrong: compiled.problems.map(({ message }) => message).join('; ') };
}

/** What expressions of a policy see; all but messages see who may do what. */
function seenBy(spec: Fields): { readonly base: Variables; readonly authorizer: Variables } {
  const params = (spec['paramKind'] ?? undefined) === undefined ? {} : { params: dynType };
  const base = {
    object: dynType,
    oldObject: dynType,
    request: requestType,
    namespaceObject: namespaceType,
    ...params,
  };
  return { base, authorizer: { ...base, authorizer: authorizerType } };
}

/** One place of a policy where expressions stand. */
interface Place {
  readonly list: string;
  readonly field: string;
  /** Types that the value has; any if there are none. */
  readonly types: readonly CelType[];
  readonly variables: Variables;
}

/** Expressions compile, and give what is needed there. Variables see those before them; conditions see none. */
export function expressions(spec: Fields, minor: string): Found {
  const { authorizer, base } = seenBy(spec);
  const types: Record<string, CelType> = {};
  const own = (): Variables => ({ variables: objectType('variables', { ...types }) });
  let found: Found;
  const tell = (place: string, at: number, field: string, wrong: string | undefined): void => {
    if (wrong !== undefined)
      found = join(found, problem('rule', `it cannot be compiled: ${wrong}`, place, at, field));
  };
  for (const [at, { expression, name }] of recordsOf(spec['variables']).entries()) {
    if (typeof expression !== 'string' || expression === '') continue;
    const outcome = outcomeOf(expression, { ...authorizer, ...own() }, minor);
    tell('variables', at, 'expression', outcome.wrong);
    if (typeof name === 'string') types[name] = outcome.type;
  }
  const all = { ...authorizer, ...own() };
  const places: readonly Place[] = [
    { list: 'validations', field: 'expression', types: [boolType], variables: all },
    { list: 'validations', field: 'messageExpression', types: [stringType], variables: { ...base, ...own() } },
    { list: 'matchConditions', field: 'expression', types: [boolType], variables: authorizer },
    { list: 'auditAnnotations', field: 'valueExpression', types: [stringType, nullType], variables: all },
  ];
  for (const place of places)
    for (const [at, owner] of recordsOf(spec[place.list]).entries()) {
      const text = owner[place.field];
      if (typeof text !== 'string' || text === '') continue;
      const { type, wrong } = outcomeOf(text, place.variables, minor);
      const fits = place.types.some(({ name }) => name === type.name);
      tell(place.list, at, place.field, wrong ?? (fits ? undefined : `it gives ${type.name}`));
    }
  return found;
}
