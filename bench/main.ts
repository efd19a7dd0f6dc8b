/**
 * `npm run bench`: generates organizations of 1 to 5,000 services in three environments and prints what compiling
 * them takes, always beside a yardstick in the same run. `--short` for CI, `--gate` to fail where a limit is missed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, runPaired, runProcess, type Paired, type Usage } from './measure.ts';
import { writeOrganization } from './organization.ts';

const short = process.argv.includes('--short');
const gate = process.argv.includes('--gate');
const root = fileURLToPath(new URL('../', import.meta.url));
const fairway = join(root, 'packages/cli/bin/fairway.js');
const work = mkdtempSync(join(tmpdir(), 'fairway-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

interface Stages {
  readonly units: number;
  readonly objects: number;
  readonly bytes: number;
  readonly resolve: number;
  readonly emit: number;
  readonly serialize: number;
  readonly stringify: number;
  readonly ratio: number;
  /** Strict validation with CEL over JSON.stringify. */
  readonly validation: number;
  readonly memory: number;
}

interface Row {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function stagesOf(count: number, rounds: number, dump?: string): Stages {
  const args = [
    join(root, 'bench/stages.ts'),
    String(count),
    String(rounds),
    ...(dump === undefined ? [] : [dump]),
  ];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8 })) as Stages;
}

function printStages(count: number, stages: Stages): void {
  const { units, objects, bytes, resolve, emit, serialize, stringify, ratio, memory } = stages;
  const figures = [resolve, emit, serialize, stringify].map((time) => time.toFixed(0).padStart(8)).join('');
  print(
    `${String(count).padStart(6)}${String(units).padStart(8)}${String(objects).padStart(9)}${(bytes / 1e6).toFixed(1).padStart(8)}` +
      `${figures}${ratio.toFixed(2).padStart(8)}${memory.toFixed(0).padStart(8)}`,
  );
}

/** Files to files, everything on, beside a process that parses, stringifies, and writes the same. */
function compileFiles(count: number, rounds: number): Paired {
  const organization = writeOrganization(count);
  const dump = join(work, `objects-${count}.json`);
  stagesOf(count, 1, dump);
  let run = 0;
  const subject = (): Usage => {
    const out = join(work, `record-${count}-${(run += 1)}`);
    const usage = runProcess(process.execPath, [
      fairway,
      'compile',
      organization,
      '--out',
      out,
      '--format',
      'json',
    ]);
    rmSync(out, { recursive: true, force: true });
    return usage;
  };
  const yardstick = (): Usage => {
    const out = join(work, `plain-${count}-${run}`);
    const usage = runProcess(process.execPath, [join(root, 'bench/baseline.ts'), organization, dump, out]);
    rmSync(out, { recursive: true, force: true });
    return usage;
  };
  const paired = runPaired(subject, yardstick, rounds);
  rmSync(organization, { recursive: true, force: true });
  return paired;
}

/** `kubectl kustomize` over the rendered objects of N services as one build, without any patch: its best case. */
function kustomize(count: number): number | undefined {
  if (spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status !== 0) return undefined;
  const organization = writeOrganization(count);
  const record = join(work, 'kustomize');
  execFileSync(process.execPath, [fairway, 'compile', organization, '--out', record], { stdio: 'ignore' });
  const folders = readdirSync(record, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('manifests.yaml'),
  );
  const resources = folders.map((file) => file.replace(/\/manifests\.yaml$/, ''));
  for (const folder of resources)
    writeFileSync(join(record, folder, 'kustomization.yaml'), 'resources: [manifests.yaml]\n');
  writeFileSync(
    join(record, 'kustomization.yaml'),
    `resources:\n${resources.map((folder) => `- ${folder}`).join('\n')}\n`,
  );
  const start = performance.now();
  execFileSync('kubectl', ['kustomize', record], { stdio: 'ignore', maxBuffer: 1e9 });
  return performance.now() - start;
}

function whyOf(organization: string, object: string): number {
  const field = 'spec.template.spec.containers[name=app].resources.requests.cpu';
  const runs = Array.from({ length: 3 }, () =>
    runProcess(process.execPath, [fairway, 'why', 'prod', object, field, '--org', organization]),
  );
  return median(runs.map(({ wall }) => wall)) / 1000;
}

const rows: Row[] = [];
print(
  'stages in one process, milliseconds for three environments; ratio: resolve+emit+serialize over JSON.stringify',
);
print('services   units  objects      MB resolve    emit    yaml    json   ratio     MiB');
const sizes = short ? [1, 10, 100] : [1, 10, 100, 1000, 5000];
const stages = new Map<number, Stages>();
for (const size of sizes) {
  const found = stagesOf(size, size >= 1000 ? 3 : 5);
  stages.set(size, found);
  printStages(size, found);
}
const largest = sizes.at(-1) as number;
const reference = short ? 100 : 1000;
rows.push({
  name: `objects of ${reference} services, over JSON.stringify`,
  value: (stages.get(reference) as Stages).ratio,
  limit: 3,
  unit: '×',
});
rows.push({
  name: `strict validation of ${reference} services with CEL, over JSON.stringify`,
  value: (stages.get(reference) as Stages).validation,
  limit: 10,
  unit: '×',
});

print('\nfiles to files, CPU milliseconds and peak MiB, beside reading, stringifying, and writing the same');
const files = new Map<number, Paired>();
for (const size of short ? [100] : [10, 100, 1000, 5000]) {
  const paired = compileFiles(size, size >= 1000 ? 2 : 3);
  files.set(size, paired);
  const { subject, yardstick, ratio } = paired;
  print(
    `${String(size).padStart(6)} services: ${subject.cpu.toFixed(0)} ms CPU, ${subject.wall.toFixed(0)} ms wall, ${subject.memory.toFixed(0)} MiB; ` +
      `yardstick ${yardstick.cpu.toFixed(0)} ms CPU; ratio ${ratio.toFixed(2)}`,
  );
}
const compiled = files.get(reference) as Paired;
rows.push({
  name: `fairway compile of ${reference} services, over the yardstick`,
  value: compiled.ratio,
  limit: 6,
  unit: '×',
});
if (largest === 5000) {
  const large = (files.get(5000) as Paired).subject;
  // What the kernel takes for thirty thousand files depends on what was written before.
  const growth = Math.log(large.user / compiled.subject.user) / Math.log(5);
  rows.push({
    name: 'growth of user CPU from 1,000 to 5,000 services, exponent',
    value: growth,
    limit: 1.1,
    unit: '',
  });
  rows.push({
    name: 'peak memory with 5,000 services',
    value: (large.memory * 2 ** 20) / 1e6,
    limit: 400,
    unit: ' MB',
  });
}

const help = runPaired(
  () => runProcess(process.execPath, [fairway, '--help']),
  () => runProcess(process.execPath, ['-e', '0']),
  short ? 5 : 15,
);
rows.push({ name: 'fairway --help, over node -e 0', value: help.ratio, limit: 2, unit: '×' });
rows.push({
  name: 'why of one field of the example',
  value: whyOf(join(root, 'examples/acme'), 'workload/orders-api'),
  limit: 0.5,
  unit: ' s',
});
if (!short) {
  const thousand = writeOrganization(1000);
  rows.push({
    name: 'why of one field with 1,000 services',
    value: whyOf(thousand, 'workload/svc-00042'),
    limit: 1.5,
    unit: ' s',
  });
  rmSync(thousand, { recursive: true, force: true });
  const peer = kustomize(100);
  if (peer === undefined)
    print('\nkubectl is not installed: the comparison with kubectl kustomize is left out');
  else {
    const own = (files.get(100) as Paired).subject.wall;
    print(
      `\nkubectl kustomize of 100 services × 3: ${(peer / 1000).toFixed(1)} s; fairway ${(own / 1000).toFixed(2)} s, ${(peer / own).toFixed(0)} times as fast`,
    );
  }
}

print('\nlimits');
for (const { name, value, limit, unit } of rows) {
  print(
    `  ${value <= limit ? 'holds ' : 'MISSED'}  ${name}: ${value.toFixed(2)}${unit} (limit ${limit}${unit})`,
  );
}
if (gate && rows.some(({ value, limit }) => value > limit)) process.exitCode = 1;
