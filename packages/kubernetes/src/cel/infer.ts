import { type CelType, dynType, isDynamic, optionalOf, parameter, sameType, typeOf } from './types.ts';

/** What is inferred of type parameters, by name. What was tried in vain is taken back. */
export class Inference {
  private readonly known = new Map<string, CelType>();
  private readonly trail: (readonly [name: string, before: CelType | undefined])[] = [];

  get(name: string): CelType | undefined {
    return this.known.get(name);
  }

  set(name: string, type: CelType): void {
    this.trail.push([name, this.known.get(name)]);
    this.known.set(name, type);
  }

  /** Does something that infers, and forgets what it inferred if it fails. */
  attempt(work: () => boolean): boolean {
    const start = this.trail.length;
    if (work()) return true;
    while (this.trail.length > start) {
      const [name, before] = this.trail.pop() as readonly [string, CelType | undefined];
      if (before === undefined) this.known.delete(name);
      else this.known.set(name, before);
    }
    return false;
  }
}

/** Where types of parameters are found. */
interface Lookup {
  get(name: string): CelType | undefined;
}

/** A type with what is inferred put in; parameters still unknown become `dyn` if `final`. */
export function substitute(inference: Lookup, type: CelType, final: boolean): CelType {
  if (type.kind === 'parameter') {
    const known = inference.get(type.name);
    if (known !== undefined) return substitute(inference, known, final);
    return final ? dynType : type;
  }
  if (type.parameters.length === 0) return type;
  let changed = false;
  const parameters = type.parameters.map((each) => {
    const better = substitute(inference, each, final);
    if (better !== each) changed = true;
    return better;
  });
  return changed ? { ...type, parameters } : type;
}

/** A type with its own parameters renamed to new ones. */
export function freshen(type: CelType, fresh: ReadonlyMap<string, CelType>): CelType {
  return substitute(fresh, type, false);
}

/** A type parameter of a number that no other has. */
export const freshParameter = (number: number): CelType => parameter(`_${number}`);

/** Whether a value of the one type may stand where the other is expected; what follows is added to `inference`. */
export function assignable(inference: Inference, a: CelType, b: CelType): boolean {
  return inference.attempt(() => assignableIn(inference, a, b));
}

/** The same for all of a list, or for none of it. */
export function allAssignable(inference: Inference, a: readonly CelType[], b: readonly CelType[]): boolean {
  return inference.attempt(() => listAssignable(inference, a, b));
}

function listAssignable(inference: Inference, a: readonly CelType[], b: readonly CelType[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!assignableIn(inference, a[i] as CelType, b[i] as CelType)) return false;
  }
  return true;
}

function assignableIn(inference: Inference, a: CelType, b: CelType): boolean {
  if (b.kind === 'parameter') {
    const result = bind(inference, a, b);
    if (result === 'bound') return true;
    if (result === 'conflict') return false;
  }
  if (a.kind === 'parameter') return bind(inference, b, a) === 'bound';
  if (isDynamic(a) || isDynamic(b)) return true;
  if (a.kind === 'null') return nullable(b);
  if (b.kind === 'null') return nullable(a);
  if (a.kind === 'type') return b.kind === 'type';
  if (a.kind !== b.kind || a.name !== b.name) return false;
  return listAssignable(inference, a.parameters, b.parameters);
}

/** Values of these types may be null as far as the checker is concerned. */
function nullable(type: CelType): boolean {
  return ['null', 'object', 'opaque', 'timestamp', 'duration'].includes(type.kind);
}

/** Infers a parameter: `conflict` if it is known to be something else, `cyclic` if it would contain itself. */
function bind(inference: Inference, type: CelType, param: CelType): 'bound' | 'conflict' | 'cyclic' {
  if (sameType(type, param)) return 'bound';
  const known = inference.get(param.name);
  if (known !== undefined) {
    if (sameType(type, known)) return 'bound';
    if (!assignableIn(inference, type, known)) return 'conflict';
    const general = mostGeneral(type, known);
    if (!mentions(inference, param, general)) inference.set(param.name, general);
    return 'bound';
  }
  if (mentions(inference, param, type)) return 'cyclic';
  inference.set(param.name, type);
  return 'bound';
}

function mentions(inference: Inference, param: CelType, type: CelType): boolean {
  if (sameType(param, type)) return true;
  if (type.kind === 'parameter') {
    const known = inference.get(type.name);
    return known !== undefined && mentions(inference, param, known);
  }
  return type.parameters.some((each) => mentions(inference, param, each));
}

/** The more general of two types that fit each other. */
export function mostGeneral(a: CelType, b: CelType): CelType {
  return lessSpecific(a, b) ? a : b;
}

function lessSpecific(a: CelType, b: CelType): boolean {
  if (a.kind === 'dyn' || a.kind === 'parameter') return true;
  if (b.kind === 'dyn' || b.kind === 'parameter' || a.kind !== b.kind) return false;
  if (a.kind === 'type') return true;
  if (a.name !== b.name || a.parameters.length !== b.parameters.length) return false;
  return a.parameters.every((type, i) => lessSpecific(type, b.parameters[i] as CelType));
}

/** Reads a type as the function table writes it: `list(A)`, `map(K, V)`, `optional(IP)`. */
export function readType(text: string, named: ReadonlyMap<string, CelType>): CelType {
  const open = text.indexOf('(');
  if (open === -1) {
    const type = named.get(text);
    if (type !== undefined) return type;
    if (/^[A-Z]$/.test(text)) return parameter(text);
    throw new Error(`unknown type ${text}`);
  }
  const parameters = splitTypes(text.slice(open + 1, -1)).map((part) => readType(part, named));
  const first = parameters[0] as CelType;
  switch (text.slice(0, open)) {
    case 'list':
      return { kind: 'list', name: '', parameters };
    case 'map':
      return { kind: 'map', name: '', parameters };
    case 'optional':
      return optionalOf(first);
    case 'type':
      return typeOf(first);
    default:
      throw new Error(`unknown type ${text}`);
  }
}

/** Splits at the commas that stand outside parentheses. */
export function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (i === text.length || (character === ',' && depth === 0)) {
      const part = text.slice(start, i).trim();
      if (part !== '') parts.push(part);
      start = i + 1;
    }
  }
  return parts;
}
