import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commands, commonOptions } from '@fairway/cli/commands';
import { run } from '@fairway/cli/run';
import type { Diagnostic } from '@fairway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  brokenFiles,
  cleanOrganization,
  plantedOrganization,
  plantedServices,
} from './planted-organization.ts';
import { planter, written, type Planted } from './planted-secrets.ts';

const { files: plantedFiles, planted } = plantedOrganization();
const broken = planter();
const told = planter();
/** Formats of what is printed; absent: every format that a command has. */
const organizations: Readonly<
  Record<string, { files: Readonly<Record<string, string>>; formats?: readonly string[] }>
> = {
  clean: { files: cleanOrganization, formats: ['human', 'json', 'mermaid', 'dot', 'svg'] },
  planted: { files: plantedFiles },
  services: { files: plantedServices().files, formats: ['human', 'json'] },
  broken: { files: { ...cleanOrganization, ...brokenFiles(broken) }, formats: ['human', 'json'] },
};

const word = (place: string): string => told.hide(place, 'github');
const named = (place: string): string => told.hide(place, 'named');

/**
 * Calls of every command; OUT is a folder of its own for each call, RECORD a record with secrets in it.
 * Some have secrets among their arguments.
 */
const calls: Readonly<Record<string, readonly (readonly string[])[]>> = {
  welcome: [
    ['--org', '.', '--out', 'OUT'],
    ['--org', word('welcome')],
  ],
  check: [[], ['--notes'], ['--fix'], [word('check')]],
  compile: [
    ['--out', 'OUT'],
    ['--out', 'OUT', '--keep-going', '--receipt', 'OUT.json'],
    ['--out', 'OUT', '--image', `good=registry.example.com/good:${word('tag of an image')}`],
    ['--out', 'OUT', '--image', `good=https://ada:${named('password of an image')}@registry.example.com/good`],
    ['--out', 'OUT', '--image', `--password=${named('no image')}`],
    ['--out', 'OUT', '--env', word('environment'), '--service', word('service')],
    ['--out', 'OUT', '--releases', `${word('releases')}.yaml`, '--previous', word('previous')],
    [`--${word('option')}`],
  ],
  diff: [
    ['RECORD', '.'],
    ['.', 'RECORD'],
    [word('revision'), '.'],
    [written.url(named('URL of a revision')), '.'],
  ],
  graph: [[], ['--out', 'OUT'], ['--env', word('environment of a graph')]],
  patches: [[], [word('patches')]],
  eject: [
    ['good', '--out', 'OUT'],
    ['variables', '--env', 'dev', '--out', 'OUT'],
    [word('eject'), '--out', 'OUT'],
  ],
  why: [
    ['prod', 'workload/good', 'spec.replicas'],
    ['prod', 'workload/variables', 'spec.template.spec.containers[name=variables].env[name=DB_PASSWORD].value'],
    [word('environment of why'), word('object of why'), word('field of why')],
  ],
  affects: [['good.runtime.env'], ['variables.runtime.env.DB_PASSWORD'], [`good.${word('affects')}`]],
  init: [
    ['OUT', '--name', 'shop', '--group', 'platform.shop.example', '--team', 'team-a', '--service', 'shop-api'],
    ['OUT', '--name', word('name of an organization'), '--group', word('group'), '--team', word('team')],
  ],
  platform: [['lock'], ['check'], ['bundle'], [word('action of platform')]],
  explain: [['WebService'], ['WebService.runtime'], ['Team/team-a'], ['Team/team-b'], [word('explain')]],
  migrate: [
    ['--to', 'v1beta1'],
    ['--to', word('migrate')],
  ],
  validate: [
    ['.'],
    ['.', '--with', '.', '--kubernetes', '1.35'],
    ['.', '--kubernetes', word('kubernetes')],
    [word('validate'), '--with', word('with')],
  ],
  schema: [['install'], ['export', '--crds', 'OUT'], [word('action of schema')]],
  doctor: [
    [],
    [word('doctor')],
    ['--cluster', word('cluster')],
    ['--cluster', 'local', '--kubeconfig', word('kubeconfig'), '--context', word('context')],
  ],
  completion: [['bash'], [word('shell')]],
};

const root = mkdtempSync(join(tmpdir(), 'fairway-secrets-'));
/** Everything that was printed and written, by the call that did it. */
const outputs: { readonly call: string; readonly text: string }[] = [];
let reported: readonly Diagnostic[] = [];

beforeAll(async () => {
  await writeRecord();
  for (const [name, { files, formats }] of Object.entries(organizations)) {
    write(join(root, name), files);
    for (const argv of await everyCall(formats)) {
      // What stands in arguments is the same for every organization.
      if (name !== 'clean' && told.planted.some(({ value }) => argv.join(' ').includes(value))) continue;
      const out = join(root, 'out', String(outputs.length));
      const words = argv.map((one) => one.replace(/^OUT/, out).replace('RECORD', join(root, 'record')));
      await call(name, words);
    }
    readWritten(join(root, name), new Set(Object.keys(files)));
  }
  readWritten(join(root, 'out'), new Set());
  const check = await call('planted', ['check', '--format', 'json']);
  reported = (JSON.parse(check) as { diagnostics: readonly Diagnostic[] }).diagnostics.filter(
    ({ code }) => code === 'FWY3250',
  );
  await call('clean', [word('command')]);
  await call('clean', ['help', word('command of help')]);
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A record of the clean organization, as it was when somebody had written secrets into it. */
async function writeRecord(): Promise<void> {
  write(join(root, 'before'), cleanOrganization);
  await call('before', ['compile', '--out', join(root, 'record')]);
  for (const file of filesBelow(join(root, 'record')).filter((one) => one.endsWith('manifests.yaml'))) {
    const text = readFileSync(join(root, 'record', file), 'utf8');
    const variables = [
      `DB_PASSWORD\n$1  value: ${named(`record ${file}`)}`,
      `NOTE\n$1  value: ${word(`token ${file}`)}`,
    ];
    const changed = text.replace(
      /^( *)- name: LOG_LEVEL$/m,
      `${variables.map((one) => `$1- name: ${one}\n`).join('')}$&`,
    );
    writeFileSync(join(root, 'record', file), changed);
  }
}

/** Every call of every command in every format that it has, or in those that are wanted. */
async function everyCall(wanted?: readonly string[]): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  for (const { name, load } of commands) {
    const { options = [] } = (await load()).command;
    const format = [...options, ...commonOptions].find(({ flags }) => flags.startsWith('--format'));
    for (const choice of (format?.choices ?? []).filter((one) => wanted?.includes(one) ?? true))
      for (const words of calls[name] ?? []) found.push([name, ...words, '--format', choice]);
  }
  return found;
}

async function call(place: string, argv: readonly string[]): Promise<string> {
  let text = '';
  const output = { write: (more: string) => void (text += more) };
  await run(argv, {
    stdout: output,
    stderr: output,
    cwd: join(root, place),
    env: {},
    isTerminal: { stdout: false, stderr: true },
    columns: 100,
    now: () => '2026-06-01T12:00:00Z',
    clock: () => 0,
    signal: new AbortController().signal,
  });
  outputs.push({ call: `${place}: fairway ${argv.join(' ')}`, text });
  return text;
}

/** Files that are there now and were no input. */
function readWritten(folder: string, inputs: ReadonlySet<string>): void {
  for (const file of filesBelow(folder))
    if (!inputs.has(file))
      outputs.push({ call: `the file ${file}`, text: readFileSync(join(folder, file), 'utf8') });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Whether a diagnostic stands where the secret does. */
function isAt({ value }: Planted, { file, line, endLine }: Diagnostic): boolean {
  if (file.includes('[redacted]')) return Object.keys(plantedFiles).some((one) => one.includes(value));
  const lines = plantedFiles[file]?.split('\n') ?? [];
  return lines.slice(line - 1, endLine).some((one) => one.includes(value));
}

describe('secrets in plain text', () => {
  it('are planted, more than fifty and all different', () => {
    const values = [...planted, ...broken.planted, ...told.planted].map(({ value }) => value);
    expect(planted.length).toBeGreaterThanOrEqual(50);
    expect(new Set(values.map((value) => value.slice(0, 12))).size).toBe(values.length);
  });

  it('are looked for in the output of every command', () => {
    expect(Object.keys(calls).sort()).toEqual(commands.map(({ name }) => name).sort());
    expect(outputs.filter(({ text }) => text !== '').length).toBeGreaterThan(200);
    expect(outputs.filter(({ text }) => text.includes('[redacted]')).length).toBeGreaterThan(100);
    const files = outputs.filter(({ call: from }) => from.startsWith('the file '));
    expect(files.some(({ text }) => text.includes('LOG_LEVEL'))).toBe(true);
  });

  it('are never printed and never written, not even their first twelve characters', () => {
    const all = [...planted, ...broken.planted, ...told.planted];
    const leaks = outputs.flatMap(({ call: from, text }) =>
      all.filter(({ value }) => text.includes(value.slice(0, 12))).map(({ place }) => `${place} in ${from}`),
    );
    expect(leaks).toEqual([]);
  });

  it('end no command as a bug', () => {
    expect(outputs.filter(({ text }) => text.includes('FWY-BUG')).map(({ call: from }) => from)).toEqual([]);
  });

  it.each(planted.filter((one) => one.reported))('are an error: $place', (one) => {
    expect(reported.filter((found) => isAt(one, found)).length).toBeGreaterThan(0);
  });

  it('are an error once for each place', () => {
    const places = reported.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    expect(places.filter((one, index) => places.indexOf(one) !== index)).toEqual([]);
    expect(reported.length).toBeLessThanOrEqual(planted.length);
  });
});
