import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { AREAS, filesOrganizationSource, filesRecordStore, readPreviousGraph } from '@fairway/adapters';
import { unitMemory, type UnitMemory } from '@fairway/compiler';
import {
  diagnostic,
  fileStart,
  type Diagnostic,
  type RecordBefore,
  type RecordResult,
  type ResourceGraph,
  type Unit,
} from '@fairway/model';
import { emitJson } from '@fairway/kubernetes';
import type { Call, Command } from '../command.ts';
import { compileOrganization, type CompiledOrganization } from '../compilation/compile-organization.ts';
import { checkImages, parseImageOption } from '../compilation/images.ts';
import { previousGraphs, receiptOf, recordUnits } from '../compilation/record.ts';
import { checkService, parseService } from '../compilation/services.ts';
import { WrongUse, type ExitCode } from '../exit-code.ts';
import { hasErrors, joinDiagnostics, ofDefinition } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader, type Organization, type OrganizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import type { CompileOutput } from '../outputs.ts';
import { progressOf } from '../progress.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';
import { version } from '../version.ts';
import { watchAndRepeat } from '../watch.ts';

/** Compiles an organization into its record. With any error nothing is written, unless `--keep-going`. */
export const command: Command = {
  description:
    'Compiles every service for every environment and writes the record. With any error nothing is written; ' +
    '--keep-going writes what is healthy, leaves the rest as it was, and exits with 1.',
  arguments: [{ name: '[org]', description: 'the organization' }],
  options: [
    { flags: '--out <dir>', description: 'where the record is written' },
    { flags: '--env <environment>', description: 'this environment only' },
    { flags: '--service <name>', description: 'this service only' },
    { flags: '--keep-going', description: 'write the healthy units although others have errors' },
    { flags: '--image <ref...>', description: '[ENV:]NAME=REF: the image of a service; may be repeated' },
    { flags: '--releases <file>', description: 'ReleaseSet documents that are read too' },
    { flags: '--previous <record>', description: 'folder or Git revision of the last record; may only refuse' },
    { flags: '--receipt <file>', description: 'write what was compiled, by what, with hashes' },
    { flags: '--watch', description: 'compile again whenever a file changes' },
  ],
  examples: ['fairway compile examples/acme --out out', 'fairway compile examples/acme --out out --env prod'],
  run: async (call) => {
    const out = call.text('out');
    if (out === undefined) throw new WrongUse('say where to write: --out DIR');
    const place = findPlace(call, call.arguments[0]);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const target = resolve(call.io.cwd, out);
    const area = areaOf(place.directory, target);
    if (area !== undefined) return report(call, { diagnostics: [readAsInput(out, area)] });
    const session: Session = {
      directory: place.directory,
      out,
      target,
      loader: organizationLoader(),
      memories: call.flag('watch') ? new Map() : null,
      hashes: new Map(),
    };
    const once = (): Promise<ExitCode> => compileOnce(call, session);
    return call.flag('watch') ? watchAndRepeat(call, place.directory, once) : once();
  },
};

/** The folder of the organization that would read a record at the target as its own documents. */
function areaOf(directory: string, target: string): string | undefined {
  const [first = ''] = relative(directory, target).split(sep);
  return AREAS.includes(first) ? first : undefined;
}

function readAsInput(out: string, area: string): Diagnostic {
  const message = `${out} lies in ${area}/ of the organization, so the record would be read as if people wrote it`;
  return diagnostic({ code: 'FWY4027', message, fix: 'name another folder with --out' }, fileStart(out));
}

interface Session {
  readonly directory: string;
  readonly out: string;
  readonly target: string;
  readonly loader: OrganizationLoader;
  /** Only while watching: what units were made of. */
  readonly memories: Map<string, UnitMemory> | null;
  /** Hashes of the files of every unit that was written so far; only for a receipt and while watching. */
  readonly hashes: Map<string, string>;
}

async function compileOnce(call: Call, session: Session): Promise<ExitCode> {
  const started = call.io.clock();
  const progress = progressOf(call);
  const now = call.io.now();
  const releases = call.text('releases');
  const { directory, target } = session;
  const organization = await session.loader.load({
    directory,
    source: filesOrganizationSource({ directory }),
    plugins: pluginUse(call, 'render'),
    now,
    ...(releases === undefined ? {} : { releases: resolve(call.io.cwd, releases) }),
  });
  const environments = environmentsOf(call, organization);
  const previous = await previousOf(call, organization, target);
  if (session.memories !== null && !isWhole(session)) session.memories.clear();
  const memory = session.memories === null ? undefined : memoryOf(session.memories);
  const { definition } = organization;
  const service = call.text('service');
  const images = call.list('image').map(parseImageOption);
  const compiled = compileOrganization({
    organization: { ...organization, diagnostics: [...organization.diagnostics, ...previous.diagnostics] },
    environments,
    service: service === undefined ? undefined : parseService(service, definition).name,
    images,
    verify: (workloads) => [
      ...checkImages(images, organization, workloads),
      ...(service === undefined ? [] : checkService(service, organization, workloads)),
    ],
    previous: previous.graph,
    progress,
    now,
    ...(memory === undefined ? {} : { memory }),
  });
  // What is wrong in the definition concerns every unit.
  const keepGoing = call.flag('keep-going') && !hasErrors(ofDefinition(organization.diagnostics));
  const made = new Map<string, string>();
  const result = await write({ call, session, organization, compiled, environments, keepGoing, made });
  progress.end();
  const late = result.diagnostics.filter((one) => one !== stopped);
  const found = [...joinDiagnostics(compiled.diagnostics()), ...late];
  const wrote = !hasErrors(found) || (keepGoing && !hasErrors(late));
  if (wrote) {
    for (const one of session.memories?.values() ?? []) one.commit();
    for (const [path, hash] of made) session.hashes.set(path, hash);
    for (const path of result.removed) session.hashes.delete(path);
    writeReceipt(call, session, organization, compiled);
  }
  const { units, objects } = compiled.counts;
  const output: Omit<CompileOutput, 'diagnostics'> = {
    out: session.out,
    written: result.written,
    removed: result.removed,
    unchanged: result.unchanged,
    units,
    objects,
  };
  const summary = wrote
    ? summaryOf(compiled, result, session.out, call.io.clock() - started)
    : call.flag('keep-going') && !keepGoing
      ? 'nothing was written: errors of the definition concern every service\n'
      : 'nothing was written: repair the errors first, or pass --keep-going to write what is healthy\n';
  const quiet = call.format === 'human' && !call.flag('notes');
  const shown = quiet ? found.filter(({ severity }) => severity !== 'note') : found;
  return report(call, { diagnostics: shown, summary, result: output, organization });
}

function environmentsOf(call: Call, { definition }: Organization): readonly string[] {
  const wanted = call.text('env');
  if (wanted === undefined) return definition.environments.map(({ name }) => name);
  // The compiler says what is wrong with a name that it does not know.
  return [definition.get('Environment', wanted)?.name ?? wanted];
}

async function previousOf(
  call: Call,
  { definition }: Organization,
  target: string,
): Promise<{ graph: (environment: string) => ResourceGraph | undefined; diagnostics: readonly Diagnostic[] }> {
  const previous = call.text('previous');
  if (previous === undefined) return { graph: () => undefined, diagnostics: [] };
  const folder = resolve(call.io.cwd, previous);
  const { locks, diagnostics } = await readPreviousGraph(existsSync(folder) ? folder : previous, target);
  return { graph: previousGraphs(locks, definition.organization.api.group), diagnostics };
}

/** Whether every file that was written while watching still stands in the record. */
function isWhole({ target, hashes }: Session): boolean {
  for (const path of hashes.keys()) if (!existsSync(join(target, path))) return false;
  return true;
}

function memoryOf(memories: Map<string, UnitMemory>): (environment: string) => UnitMemory {
  return (environment) => {
    let memory = memories.get(environment);
    if (memory === undefined) memories.set(environment, (memory = unitMemory()));
    return memory;
  };
}

interface Writing {
  readonly call: Call;
  readonly session: Session;
  readonly organization: Organization;
  readonly compiled: CompiledOrganization;
  readonly environments: readonly string[];
  readonly keepGoing: boolean;
  /** Gets the hash of every file that is handed to the record. */
  readonly made: Map<string, string>;
}

async function write(writing: Writing): Promise<RecordResult> {
  const { call, session, organization, compiled, environments, keepGoing, made } = writing;
  const service = call.text('service');
  const store = filesRecordStore({ directory: session.target });
  // Units that were not made are kept; which ones is known only when the last unit was made.
  const keep: string[] = [];
  const existing = keepGoing ? (await store.readRecord()).units.map(({ folder }) => folder) : [];
  const diagnostics: Diagnostic[] = [];
  function* units(before: RecordBefore) {
    const isAsked = call.text('receipt') !== undefined || session.memories !== null;
    const onFile = isAsked ? (path: string, hash: string) => made.set(path, hash) : undefined;
    const { platform } = organization;
    yield* recordUnits(wanted(compiled, keepGoing), { platform, before, diagnostics, onFile });
    keep.push(...compiled.blocked, ...compiled.unchanged);
    if (!compiled.isComplete()) keep.push(...existing);
  }
  return store.write({
    units,
    scope: {
      ...(call.text('env') === undefined ? {} : { environments }),
      ...(service === undefined ? {} : { services: [parseService(service, organization.definition).name] }),
    },
    keepFolders: keep,
    problems: () => (keepGoing || !compiled.failed() ? diagnostics : [...diagnostics, stopped]),
  });
}

/** The units to write: none once there is an error, but all are made, so that all problems are told at once. */
function* wanted(compiled: CompiledOrganization, keepGoing: boolean): Generator<Unit> {
  for (const unit of compiled.units) if (keepGoing || !compiled.failed()) yield unit;
}

/** Makes the store write nothing; the errors themselves are reported by the command. */
const stopped: Diagnostic = diagnostic(
  { code: 'FWY4031', message: 'there are errors', fix: null },
  fileStart(''),
);

function writeReceipt(
  call: Call,
  session: Session,
  { definition }: Organization,
  compiled: CompiledOrganization,
): void {
  const file = call.text('receipt');
  if (file === undefined) return;
  const { environments } = compiled.counts;
  const receipt = receiptOf(
    { compiler: version, definitionHash: definition.hash, environments },
    session.hashes,
  );
  writeFileSync(resolve(call.io.cwd, file), emitJson(receipt));
}

function summaryOf(
  { counts, blocked }: CompiledOrganization,
  result: RecordResult,
  out: string,
  milliseconds: number,
): string {
  const { services, environments, clusters, units, objects } = counts;
  const changed =
    result.written.length + result.removed.length === 0
      ? 'nothing changed'
      : `${plural(result.written.length, 'file')} written, ${result.removed.length} removed`;
  const left = blocked.size === 0 ? '' : `, ${plural(blocked.size, 'unit')} left as they were`;
  return `${plural(units, 'unit')} of ${plural(services.size, 'service')} in ${plural(environments.length, 'environment')} on ${plural(clusters.size, 'cluster')}: ${plural(objects, 'object')} in ${Math.round(milliseconds)} ms
${changed}${left}; look into ${environments.length === 1 ? join(out, environments[0] ?? '') : out}
`;
}
