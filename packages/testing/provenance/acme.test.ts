import { hash } from 'node:crypto';
import { compile, explainUnit, loadDefinition, type Decider, type WhyInput } from '@fairway/compiler';
import { emitDocument, formatFieldPath, leafPaths, readDocuments, resolvePath, type FieldPath } from '@fairway/kubernetes';
import { withValueAt, type KubernetesObject, type SourceDocument, type Unit } from '@fairway/model';
import { acmeFolder, acmeNow, loadOrganization } from '@fairway/testing';
import { describe, expect, it } from 'vitest';

const organization = await loadOrganization(acmeFolder);
const sha256 = (text: string): string => hash('sha256', text);
const load = (documents: readonly SourceDocument[]) =>
  loadDefinition(documents, { now: acmeNow, sha256, platform: organization.platform }).definition;

function inputOf(environment: string): WhyInput {
  const { definition, definitionDocuments, intents } = organization;
  return { definition, definitionDocuments, documents: intents, environment, now: acmeNow, loadDefinition: load };
}

interface Claim {
  readonly unit: Unit;
  readonly object: KubernetesObject;
  readonly path: FieldPath;
  readonly decider: Decider;
}

const claims: Claim[] = [];
const units = organization.definition.environments.flatMap(({ name }) => {
  const { unitIds, blocked } = compile(organization.platform, { ...inputOf(name), only: () => false });
  return unitIds.filter((id) => !blocked.has(id)).map((id) => ({ id, environment: name }));
});

// Issue of every developer: "why is that 3?" Each field of each object has an answer.
describe('every field of the example organization says why it has its value', () => {
  it.each(units)('$id', ({ id, environment }) => {
    const explanation = explainUnit(organization.platform, inputOf(environment), id);
    expect(explanation).toBeDefined();
    if (explanation === undefined) return;
    const silent: string[] = [];
    for (const object of explanation.unit.objects) {
      for (const { path } of leafPaths(object)) {
        const { decided, limited, fixed } = explanation.answer(object, path);
        if (decided.length + limited.length === 0 && fixed === undefined) {
          silent.push(`${object.kind}/${object.metadata.name} ${formatFieldPath(path)}`);
        }
        for (const decider of decided) claims.push({ unit: explanation.unit, object, path, decider });
      }
    }
    expect(silent).toEqual([]);
  });
});

/** The same sequence in every run. */
function* sequence(length: number, size: number): Generator<number> {
  let state = 20_261_121;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state % size;
  }
}

/** The input with one leaf changed as an author would change it: built-in documents are written out. */
function edited(input: WhyInput, { document, path, tried, builtIn }: Decider): WhyInput {
  // Through text, as an author would: what is written must be read back as the same value.
  const text = emitDocument(withValueAt(document.value, path, tried) as object);
  const [changed] = readDocuments(text, document.file).documents;
  if (changed === undefined) throw new Error(`${document.file} cannot be read back`);
  if (input.documents.includes(document)) {
    return { ...input, documents: input.documents.map((one) => (one === document ? changed : one)) };
  }
  const definitionDocuments = builtIn
    ? [...input.definitionDocuments, changed]
    : input.definitionDocuments.map((one) => (one === document ? changed : one));
  return { ...input, definitionDocuments, definition: load(definitionDocuments) };
}

const blocked = Symbol('blocked');

function fieldAfter({ unit, object, path, decider }: Claim): unknown {
  const input = edited(inputOf(unit.environment), decider);
  const compilation = compile(organization.platform, { ...input, only: ({ id }) => id === unit.id });
  // The value may break another service, which blocks the unit: then nothing is predicted.
  if (compilation.blocked.has(unit.id) || !compilation.unitIds.includes(unit.id)) return blocked;
  const all = [...compilation.units];
  const same = all[0]?.objects.find((one) => one.kind === object.kind && sameName(one, object));
  return same === undefined ? 'absent' : resolvePath(same, path);
}

/** Names that end in a hash of their content change with it. */
function sameName(a: KubernetesObject, b: KubernetesObject): boolean {
  const stem = ({ metadata: { name } }: KubernetesObject): string => name.replace(/-[0-9a-f]{8}$/, '');
  return a.metadata.name === b.metadata.name || stem(a) === stem(b);
}

describe('answers come true', () => {
  it('2,000 answers, chosen by chance, give what they predict when the whole organization is compiled', () => {
    expect(claims.length).toBeGreaterThan(2000);
    const wrong: string[] = [];
    let replayed = 0;
    for (const index of sequence(2100, claims.length)) {
      const claim = claims[index] as Claim;
      const after = fieldAfter(claim);
      if (after === blocked) continue;
      replayed += 1;
      if (JSON.stringify(after) === JSON.stringify(claim.decider.gives)) continue;
      const { object, path, decider } = claim;
      wrong.push(
        `${object.kind}/${object.metadata.name} ${formatFieldPath(path)}: ${decider.path.join('.')} = ${String(decider.tried)} ` +
          `gives ${JSON.stringify(after)}, not ${JSON.stringify(decider.gives)}`,
      );
    }
    expect(wrong).toEqual([]);
    expect(replayed).toBeGreaterThanOrEqual(2000);
  });
});
