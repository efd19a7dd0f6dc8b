import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compile,
  explainUnit,
  loadDefinition,
  type Answer,
  type Decider,
  type WhyInput,
} from '@fairway/compiler';
import {
  diffObjects,
  formatFieldPath,
  leafPaths,
  rangeOf,
  readDocuments,
  resolvePath,
  sha256Hex,
} from '@fairway/kubernetes';
import { valueAt, withValueAt, type SourceDocument, type Unit } from '@fairway/model';
import { afterAll, describe, expect, it } from 'vitest';
import { acmeFolder, acmeNow, loadOrganization } from '@fairway/testing';

const acme = await loadOrganization(acmeFolder);
const { platform, definition, definitionDocuments } = acme;

const define: WhyInput['loadDefinition'] = (documents) =>
  loadDefinition(documents, { now: acmeNow, sha256: sha256Hex, platform });
const inputFor = (environment: string): WhyInput => ({
  definition,
  environment,
  documents: acme.intents,
  now: acmeNow,
  definitionDocuments,
  loadDefinition: define,
});

/** A decided answer, to be tried on the files. */
interface Prediction {
  readonly unit: Unit;
  readonly answer: Answer;
  readonly decider: Decider;
}
const predictions: Prediction[] = [];

const units = ['dev', 'staging', 'prod'].flatMap((environment) => {
  const { unitIds, blocked } = compile(platform, { ...inputFor(environment), only: () => false });
  return unitIds.filter((id) => !blocked.has(id));
});

describe('every field of every object of the example has an answer', () => {
  it.each(units)('%s', (id) => {
    const explanation = explainUnit(platform, inputFor(id.slice(0, id.indexOf('/'))), id);
    if (explanation === undefined) throw new Error(`${id} does not compile`);
    const { unit, answer } = explanation;
    const silent: string[] = [];
    // What is said to move a field and leaves it as it is.
    const idle: string[] = [];
    for (const object of unit.objects) {
      for (const { path } of leafPaths(object)) {
        const found = answer(object, path);
        if (found.decided.length + found.limited.length === 0 && found.fixed === undefined) {
          silent.push(`${object.kind}/${object.metadata.name} ${formatFieldPath(path)}`);
        }
        for (const decider of [...found.decided, ...found.limited]) {
          if (JSON.stringify(decider.gives) === JSON.stringify(found.value))
            idle.push(`${formatFieldPath(path)} by ${decider.path.join('.')}`);
        }
        for (const decider of found.decided) predictions.push({ unit, answer: found, decider });
      }
    }
    expect({ silent, idle }).toEqual({ silent: [], idle: [] });
  });
});

describe('what an answer predicts', () => {
  const replays = 2_000;
  const parts = 20;
  afterAll(() => predictions.splice(0));

  it('is enough to try', () => {
    expect(predictions.length).toBeGreaterThan(replays);
  });

  it.each(Array.from({ length: parts }, (_, part) => part))('comes true in the files, part %d', (part) => {
    const wrong: string[] = [];
    for (const prediction of sample(replays / parts, part + 1)) {
      const got = replayed(prediction);
      if (JSON.stringify(got) !== JSON.stringify(prediction.decider.gives))
        wrong.push(`${titleOf(prediction)}, but it is ${JSON.stringify(got)}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a question about one field', () => {
  const asked = units.filter((id) =>
    /^prod\/aws-frankfurt\/.*\/(orders-api|orders-report|storefront-web)$/.test(id),
  );

  it.each(asked)('of %s is answered as among all', (id) => {
    const input = inputFor('prod');
    const all = explainUnit(platform, input, id);
    if (all === undefined) throw new Error(`${id} does not compile`);
    const fields = all.unit.objects.flatMap((object) =>
      [...leafPaths(object)].map(({ path }) => ({ object, path })),
    );
    const answerOf = ({ decided, limited, fixed }: Answer): readonly string[] => {
      if (fixed !== undefined) return [fixed.reason];
      return [...decided, ...limited].map(({ write, path }) => `${write.file} ${path.join('.')}`);
    };
    const different: string[] = [];
    for (let index = 0; index < fields.length; index += Math.ceil(fields.length / 20)) {
      const { object, path } = fields[index] as (typeof fields)[number];
      const one = explainUnit(platform, input, id, { field: { object, path } });
      const among = answerOf(all.answer(object, path));
      const got = one === undefined ? [] : answerOf(one.answer(object, path));
      // One question may stop before it has heard every voice, but it never hears one that is not there.
      if (got.length === 0 || got.some((voice) => !among.includes(voice))) {
        different.push(
          `${object.kind}/${object.metadata.name} ${formatFieldPath(path)}: ${got.join(', ')}, not ${among.join(', ')}`,
        );
      }
    }
    expect(different).toEqual([]);
  });
});

/** Some predictions, by a linear congruential generator. */
function sample(count: number, seed: number): readonly Prediction[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return predictions[state % predictions.length] as Prediction;
  });
}

function titleOf({ unit, answer: { object, path }, decider }: Prediction): string {
  const field = `${unit.id} ${object.kind}/${object.metadata.name} ${formatFieldPath(path)}`;
  return `${field}: ${decider.write.file} ${decider.path.join('.')} = ${JSON.stringify(decider.tried)} gives ${JSON.stringify(decider.gives)}`;
}

/** Edits the file as the answer says, compiles the organization, and looks at the field. */
function replayed({ unit, answer: { object, path }, decider }: Prediction): unknown {
  const input = withEdit(inputFor(unit.environment), decider);
  const [after] = compile(platform, {
    ...input,
    only: ({ id }) => {
      const [, cluster, , name] = id.split('/');
      return id === unit.id || (cluster === unit.cluster && name === unit.name && name !== '_namespace');
    },
  }).units;
  const change = diffObjects(unit.objects, after?.objects ?? []).find(
    (one) => one.kind === object.kind && (one.previousName ?? one.name) === object.metadata.name,
  );
  const found = after?.objects.find(
    (one) => one.kind === object.kind && one.metadata.name === (change?.name ?? object.metadata.name),
  );
  if (after === undefined) return 'no such unit';
  return found === undefined ? undefined : resolvePath(found, path);
}

function withEdit(input: WhyInput, decider: Decider): WhyInput {
  const { write } = decider;
  const { file, documents } = edited(decider);
  const replace = (list: readonly SourceDocument[]): SourceDocument[] => [
    ...list.filter((one) => one.file !== file),
    ...documents,
  ];
  if (input.documents.some((one) => one.file === write.file))
    return { ...input, documents: replace(input.documents) };
  const { definition: changed, diagnostics } = define(replace(definitionDocuments));
  if (diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error(`${write.file} ${decider.path.join('.')} breaks the definition`);
  return { ...input, definition: changed };
}

/** The file with the changed value; a built-in document is written into the organization. */
function edited({ document, write, path, tried }: Decider): {
  readonly file: string;
  readonly documents: readonly SourceDocument[];
} {
  const changed = JSON.stringify(withValueAt(write.value, path, tried));
  if (write.file.startsWith('builtin/')) {
    const file = 'platform/tried.yaml';
    return {
      file,
      documents: readDocuments([changed, ...siblingsOf(document)].join('\n---\n'), file).documents,
    };
  }
  const text = readFileSync(join(acmeFolder, write.file), 'utf8');
  const exists = valueAt(write.value, path) !== undefined;
  const range = rangeOf(write, exists ? path : []);
  if (range === undefined) throw new Error(`${write.file} has no ${path.join('.')}`);
  // A block of text ends with its line.
  const end = text.slice(range.start, range.end).endsWith('\n') ? '\n' : '';
  const replacement = (exists ? JSON.stringify(tried) : changed) + end;
  const after = text.slice(0, range.start) + replacement + text.slice(range.end);
  return { file: write.file, documents: readDocuments(after, write.file).documents };
}

/** Built-in environments and clusters stand back as a whole. */
function siblingsOf(document: SourceDocument): readonly string[] {
  const { kind, metadata } = document.value as { kind: string; metadata: { name: string } };
  if (kind !== 'Environment' && kind !== 'Cluster') return [];
  return definition
    .all(kind)
    .filter(({ builtIn, name }) => builtIn && name !== metadata.name)
    .map(({ source }) => JSON.stringify(source.value));
}
