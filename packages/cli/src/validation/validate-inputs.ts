import { readFileSync } from 'node:fs';
import {
  builtinUpstream,
  createValidator,
  readDocuments,
  type Minor,
  type UpstreamSource,
  type Validator,
} from '@fairway/kubernetes';
import {
  compareDiagnostics,
  diagnostic,
  fileStart,
  isObject,
  plainSecretsIn,
  plainSecretsInText,
  type Diagnostic,
  type SourceDocument,
} from '@fairway/model';
import type { Io } from '../io.ts';
import { hideSecrets } from '../known-secrets.ts';
import { bringDefinitions, isDefinition, joinDefinitions, withDefinitions } from './definitions.ts';
import { readInput, type Input } from './input.ts';
import { judge } from './judge.ts';
import { asKubectlReads, mayDiffer } from './kubectl-scalars.ts';
import { isForKustomize, manifestsOf, type Manifest } from './objects.ts';
import { secretValuesOf, withoutSecretDocuments } from './secrets.ts';
import { unknownKinds, type UnknownKind } from './unknown-kinds.ts';

export interface ValidateOptions {
  readonly inputs: readonly Input[];
  /** Those of each `--with`. */
  readonly definitions: readonly { readonly shown: string; readonly inputs: readonly Input[] }[];
  readonly kubernetes: Minor;
  readonly io: Io;
}

export interface Validation {
  readonly diagnostics: readonly Diagnostic[];
  /** Files that hold objects. */
  readonly files: number;
  readonly objects: number;
  /** Objects that an API server would refuse. */
  readonly invalid: number;
  readonly unknown: readonly UnknownKind[];
  /** Files that only kustomize reads. */
  readonly leftOut: number;
  /** Of excerpts; lines of Secrets are blank. */
  readonly textOf: (file: string) => string | undefined;
}

/** Values of one document: a dump of a whole namespace is one List. */
const MOST_VALUES = 500_000;

/**
 * Problems that are listed, and characters of their messages: what fits into one text. More are counted. A file that is
 * wrong throughout has a problem for each of its values.
 */
const MOST_PROBLEMS = 100_000;
const MOST_CHARACTERS = 50_000_000;

/** Of a file that cannot be read as it stands no more are told, and what follows is not read. */
const MOST_READING_PROBLEMS = 100;
const MOST_NOTES = 1_000;

/** Everything that was found so far. */
interface State {
  readonly io: Io;
  readonly diagnostics: Diagnostic[];
  readonly notes: Diagnostic[];
  /** Problems beyond those that are listed. */
  more: number;
  /** Characters of the messages that are listed. */
  characters: number;
  /** By name of the file: its path, or what was read where it cannot be read again. */
  readonly texts: Map<string, { readonly path: string } | { readonly text: string }>;
  /** Values of Secrets that are spoken of. */
  readonly secrets: Set<string>;
  /** Documents that are spoken of, and texts that could not be read as they stand. */
  readonly spoken: Set<SourceDocument>;
  readonly broken: string[];
  /** Definitions among the manifests that were told to be wrong. */
  readonly refused: Set<Manifest>;
  files: number;
  objects: number;
  invalid: number;
  leftOut: number;
}

/** Validates everything that inputs hold. Definitions among them hold for the others, as they would on a cluster. */
export async function validateInputs(options: ValidateOptions): Promise<Validation> {
  const { definitions, inputs, io, kubernetes } = options;
  const state: State = {
    io,
    diagnostics: [],
    notes: [],
    more: 0,
    characters: 0,
    texts: new Map(),
    secrets: new Set(),
    spoken: new Set(),
    broken: [],
    refused: new Set(),
    files: 0,
    objects: 0,
    invalid: 0,
    leftOut: 0,
  };
  hideSecrets(state, () => secretsOf(state));
  const sources = await readBrought(state, definitions, createValidator(builtinUpstream(), { kubernetes }));
  const upstream = withDefinitions(builtinUpstream(), sources);
  const validator = createValidator(upstream, { kubernetes });
  const unknown: Manifest[] = [];
  const own: Manifest[] = [];
  for (const input of inputs) {
    const manifests = await readManifests(state, input);
    if (manifests.length > 0) state.files += 1;
    state.objects += manifests.length;
    unknown.push(...judgeAll(state, validator, manifests));
    own.push(...manifests.filter(isDefinition));
  }
  const last = judgeRest(state, { upstream, own, unknown, kubernetes });
  const { diagnostics: missing, kinds } = unknownKinds(last);
  for (const { document } of last) state.spoken.add(document);
  const { files, invalid, leftOut, objects } = state;
  return {
    diagnostics: [...state.diagnostics, ...state.notes, ...missing, ...moreProblems(state)].sort(
      compareDiagnostics,
    ),
    files,
    objects,
    invalid,
    leftOut,
    unknown: kinds,
    textOf: (file) => textOf(state, file),
  };
}

/** What excerpts and messages must not show, asked for only when something is printed. */
function* secretsOf({ broken, secrets, spoken }: State): Generator<string> {
  yield* secrets;
  for (const { value } of spoken) yield* plainSecretsIn(value);
  for (const text of broken) yield* plainSecretsInText(text);
}

async function readBrought(
  state: State,
  definitions: ValidateOptions['definitions'],
  validator: Validator,
): Promise<readonly UpstreamSource[]> {
  const sources: UpstreamSource[] = [];
  for (const { inputs, shown } of definitions) {
    const manifests: Manifest[] = [];
    for (const input of inputs) manifests.push(...(await readManifests(state, input)).filter(isDefinition));
    if (manifests.length === 0) {
      const message = `${shown} holds no CustomResourceDefinition`;
      const fix = 'name a file or folder with the definitions of a product';
      state.diagnostics.push(diagnostic({ code: 'FWY4076', message, fix }, fileStart(shown)));
      continue;
    }
    const { diagnostics, source } = bringDefinitions(manifests, `--with ${shown}`, validator);
    state.diagnostics.push(...diagnostics);
    sources.push(source);
  }
  return sources;
}

async function readManifests(state: State, input: Input): Promise<readonly Manifest[]> {
  const { bytes, diagnostics } = await readInput(input, state.io);
  state.diagnostics.push(...diagnostics);
  if (bytes === undefined) return [];
  const { file, isFile, path } = input;
  const text = (): string => new TextDecoder().decode(bytes);
  state.texts.set(file, isFile && path !== undefined ? { path } : { text: text() });
  const read = readDocuments(bytes, file, { nodes: MOST_VALUES });
  state.diagnostics.push(...read.diagnostics);
  if (read.diagnostics.length > 0) {
    state.broken.push(text());
    if (read.diagnostics.length >= MOST_READING_PROBLEMS)
      state.diagnostics.push(readNoFurther(read.diagnostics));
    for (const document of read.documents) state.spoken.add(document);
  }
  const differs = mayDiffer(text());
  const manifests: Manifest[] = [];
  for (const document of read.documents) {
    const asRead = differs ? asKubectlReads(document) : { value: document.value, diagnostics: [] };
    if (isForKustomize(asRead.value)) {
      state.leftOut += 1;
      continue;
    }
    const found = manifestsOf(document, asRead.value);
    state.notes.push(...asRead.diagnostics.slice(0, MOST_NOTES - state.notes.length));
    state.diagnostics.push(...found.diagnostics);
    for (const one of found.manifests) manifests.push(one);
  }
  return manifests;
}

/** Judges objects; returns those of which the kind is not known. */
function judgeAll(state: State, validator: Validator, manifests: readonly Manifest[]): readonly Manifest[] {
  const unknown: Manifest[] = [];
  for (const manifest of manifests) {
    const judged = judge(validator, manifest, roomOf(state));
    // What could not be read as it stands was told of; that it makes no object is no news.
    const damaged = manifest.document.damaged === true;
    const diagnostics = judged.diagnostics.filter(({ code }) => !damaged || code !== 'FWY4070');
    state.more += judged.count - judged.diagnostics.length;
    if (judged.unknownKind === true && !damaged) unknown.push(manifest);
    if (damaged || judged.count > 0) state.invalid += 1;
    if (judged.count > 0 && isDefinition(manifest)) state.refused.add(manifest);
    if (diagnostics.length === 0) continue;
    for (const one of diagnostics) {
      state.diagnostics.push(one);
      state.characters += one.message.length;
    }
    state.spoken.add(manifest.document);
    for (const value of secretValuesOf(manifest.value)) state.secrets.add(value);
  }
  return unknown;
}

interface Rest {
  readonly upstream: ReturnType<typeof builtinUpstream>;
  readonly own: readonly Manifest[];
  readonly unknown: readonly Manifest[];
  readonly kubernetes: Minor;
}

/** Judges by the definitions that stand among the manifests themselves; returns what is still unknown. */
function judgeRest(state: State, { kubernetes, own, unknown, upstream }: Rest): readonly Manifest[] {
  const readable = own.filter(({ document, value }) => document.damaged !== true && isObject(value));
  if (readable.length === 0) return unknown;
  const { diagnostics, source } = joinDefinitions(readable, 'manifests', (one) => state.refused.has(one));
  state.diagnostics.push(...diagnostics);
  if (unknown.length === 0) return unknown;
  const validator = createValidator(withDefinitions(upstream, [source]), { kubernetes });
  return judgeAll(state, validator, unknown);
}

function roomOf({ characters, diagnostics }: State): number {
  return characters > MOST_CHARACTERS ? 0 : Math.max(0, MOST_PROBLEMS - diagnostics.length);
}

function readNoFurther(problems: readonly Diagnostic[]): Diagnostic {
  const { column, endColumn, endLine, file, line } = problems.at(-1) ?? fileStart('');
  const message = `${problems.length} problems of reading are told; what follows in ${file} may hold more, and was not judged`;
  const fix = 'correct these first';
  return diagnostic({ code: 'FWY4079', message, fix }, { file, line, column, endLine, endColumn });
}

function moreProblems({ diagnostics, more }: State): readonly Diagnostic[] {
  if (more === 0) return [];
  const message = `there are ${more} more problems; ${diagnostics.length} are listed`;
  const fix = 'correct these first, or check fewer files at once';
  return [diagnostic({ code: 'FWY4079', message, fix }, fileStart(''))];
}

function textOf(state: State, file: string): string | undefined {
  const known = state.texts.get(file);
  if (known === undefined) return undefined;
  try {
    const text = 'text' in known ? known.text : readFileSync(known.path, 'utf8');
    return withoutSecretDocuments(text);
  } catch {
    return undefined;
  }
}
