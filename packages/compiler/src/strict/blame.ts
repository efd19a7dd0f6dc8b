import { formatFieldPath, leafPaths, parseFieldPath, type FieldPath } from '@fairway/kubernetes';
import type { KubernetesObject, Path, Platform } from '@fairway/model';
import type { CompileInput } from '../compile-input.ts';
import { kindSchemas } from '../schema/kind-schema.ts';
import type { WhyInput } from '../why/input.ts';
import { explainUnit } from '../why/why.ts';
import type { Blame, FindBlame } from './validity.ts';

/** Finds what decided a field as `why` does, among what services write: trying other definitions takes too long here. */
export function blameIn(platform: Platform, input: CompileInput): FindBlame {
  const { memory: _, previousGraph: __, ...rest } = input;
  const loadDefinition = (): { definition: typeof input.definition; diagnostics: readonly [] } => ({
    definition: input.definition,
    diagnostics: [],
  });
  const whyInput: WhyInput = { ...rest, definitionDocuments: [], loadDefinition };
  return (unitId, object, text) => {
    const path = leafNear(object, text);
    if (path === undefined) return undefined;
    const answer = explainUnit(platform, whyInput, unitId, { field: { object, path } })?.answer(object, path);
    const decider = [...(answer?.decided ?? []), ...(answer?.limited ?? [])].find(({ builtIn }) => !builtIn);
    if (decider === undefined) return undefined;
    const { document } = decider;
    return {
      place: document.locate(decider.path),
      input: `${formatFieldPath(decider.path)} of ${titleOf(document.value)}`,
      ...partOf(platform, document.value, decider.path),
    };
  };
}

/** The leaf at a path, or the first one below it or below the nearest field around it that exists. */
function leafNear(object: KubernetesObject, text: string): FieldPath | undefined {
  const parsed = parseFieldPath(text);
  if (!parsed.ok) return undefined;
  const leaves = [...leafPaths(object)].map(({ path }) => ({ path, text: formatFieldPath(path) }));
  for (let length = parsed.path.length; length > 0; length -= 1) {
    const around = formatFieldPath(parsed.path.slice(0, length));
    const found = leaves.find((leaf) => leaf.text === around || startsBelow(leaf.text, around));
    if (found !== undefined) return found.path;
  }
  return undefined;
}

function startsBelow(text: string, around: string): boolean {
  return text.startsWith(around) && (text[around.length] === '.' || text[around.length] === '[');
}

/** The part that declares a field of a service's spec. */
function partOf(platform: Platform, value: unknown, [root, ...path]: Path): Pick<Blame, 'part'> {
  const { kind } = value as { readonly kind?: string };
  const schema = kind === undefined || root !== 'spec' ? undefined : kindSchemas(platform).get(kind);
  const part = schema?.parts.find(
    ({ at, fields }) =>
      at.every((name, index) => path[index] === name) && fields.includes(String(path[at.length])),
  );
  return part === undefined ? {} : { part: part.part.name };
}

function titleOf(value: unknown): string {
  const { kind, metadata } = value as {
    readonly kind?: string;
    readonly metadata?: { readonly name?: string };
  };
  return `${kind} ${metadata?.name}`;
}
