/**
 * One process, several rounds: the stages of compiling an organization of N services in three environments,
 * and `JSON.stringify` of the same objects in the same round. Prints JSON.
 *
 * node bench/stages.ts N ROUNDS [OBJECTS.json]: the last writes the objects of every unit, for the yardstick
 */
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { builtinUpstream, createValidator, emitManifests, readDocuments } from '@fairway/kubernetes';
import { compilerPlugin, compile, loadDefinition, serializeUnit } from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import { createPlatform, type SourceDocument, type Unit } from '@fairway/model';
import { median } from './measure.ts';
import { generateOrganization } from './workload.ts';

const count = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 5);
const now = '2026-01-01T00:00:00Z';
const sha256 = (text: string): string => hash('sha256', text);

interface Round {
  /** Milliseconds by stage; added to while a round runs. */
  resolve: number;
  emit: number;
  serialize: number;
  lock: number;
  stringify: number;
  validate: number;
}

const documents = generateOrganization(count).flatMap(({ path, text }) => readDocuments(text, path).documents);
const isService = ({ file }: SourceDocument): boolean => file.startsWith('services/');
const services = documents.filter(isService);
const definitions = documents.filter((document) => !isService(document));
// Without invariants and definitions: this row is about making the objects, not about checking them.
const platform = createPlatform({ plugins: [kindsPlugin, { ...compilerPlugin, invariants: [] }], sha256 });
const { definition } = loadDefinition(definitions, { now, sha256 });
const environments = ['dev', 'staging', 'prod'] as const;
const validator = createValidator(builtinUpstream(), { kubernetes: '1.35' });
const totals = { units: 0, objects: 0, bytes: 0 };

function newRound(): Round {
  return { resolve: 0, emit: 0, serialize: 0, lock: 0, stringify: 0, validate: 0 };
}

/** Fresh units of every environment; `stages` takes the time of making them. */
function* makeUnits(stages: Round): Generator<Unit> {
  for (const environment of environments) {
    let last = performance.now();
    const { units } = compile(platform, { definition, environment, documents: services, now, unchecked: true });
    stages.resolve += performance.now() - last;
    last = performance.now();
    for (const unit of units) {
      stages.emit += performance.now() - last;
      yield unit;
      last = performance.now();
    }
  }
}

/** Makes the units anew for each figure, so that every one of them is the first to read the objects. */
function runRound(): Round {
  const round = newRound();
  Object.assign(totals, { units: 0, objects: 0, bytes: 0 });
  for (const unit of makeUnits(round)) {
    const start = performance.now();
    const text = emitManifests(unit.objects);
    sha256(text);
    const end = performance.now();
    round.serialize += end - start;
    const written = serializeUnit(unit, platform).files.length;
    round.lock += performance.now() - end;
    totals.units += 1;
    totals.objects += unit.objects.length;
    totals.bytes += text.length * Math.sign(written);
  }
  for (const { objects } of makeUnits(newRound())) {
    const start = performance.now();
    for (const object of objects) JSON.stringify(object);
    round.stringify += performance.now() - start;
  }
  for (const { objects } of makeUnits(newRound())) {
    const start = performance.now();
    for (const object of objects) validator.check(object);
    round.validate += performance.now() - start;
  }
  return round;
}

const dump = process.argv[4];
if (dump !== undefined) {
  const objects: Record<string, readonly unknown[]> = {};
  for (const unit of makeUnits(newRound())) objects[unit.id] = unit.objects;
  writeFileSync(dump, JSON.stringify(objects));
}

const results: Round[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const result = runRound();
  if (round > 0) results.push(result);
}
const stage = (name: keyof Round): number => median(results.map((result) => result[name]));
const ratio = median(
  results.map((result) => (result.resolve + result.emit + result.serialize) / result.stringify),
);
process.stdout.write(
  JSON.stringify({
    ...totals,
    resolve: stage('resolve'),
    emit: stage('emit'),
    serialize: stage('serialize'),
    stringify: stage('stringify'),
    ratio,
    validation: median(results.map((result) => result.validate / result.stringify)),
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
