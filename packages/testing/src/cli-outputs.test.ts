import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { commands } from '@fairway/cli/commands';
import { commandOutputs } from '@fairway/cli/outputs';
import { schemaTools, type ResourceGraph } from '@fairway/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Called, Calls } from './cli-runner.ts';
import { acmeFolder, acmeNow } from './organization.ts';

type Name = keyof typeof commandOutputs;
/** A copy of the example, one with a mistake in its definition, and a folder without an organization. */
type Place = 'acme' | 'broken' | 'empty';
type Case = readonly [name: Name, place: Place, words: string, code: 0 | 1 | 2];

const field = 'prod workload/orders-api spec.template.spec.terminationGracePeriodSeconds';
const cases: readonly Case[] = [
  ['welcome', 'acme', '--org . --out ../welcome', 0],
  ['welcome', 'broken', '--org . --out ../welcome-broken', 1],
  ['check', 'acme', '', 0],
  ['check', 'broken', '', 1],
  ['compile', 'acme', '--out ../record --env dev', 0],
  ['compile', 'broken', '--out ../record-broken --env dev', 1],
  ['compile', 'empty', '--out ../record-empty', 1],
  ['diff', 'acme', '../record .', 0],
  ['diff', 'acme', 'no-such-revision .', 1],
  ['graph', 'acme', '--env dev', 0],
  ['graph', 'acme', '--env nowhere', 1],
  ['patches', 'acme', '', 0],
  ['patches', 'empty', '', 1],
  ['eject', 'acme', 'orders-api --env dev --out ../plain', 0],
  ['eject', 'acme', 'orders-apy --env dev --out ../plain-unknown', 1],
  ['why', 'acme', field, 0],
  ['why', 'empty', field, 1],
  ['affects', 'acme', 'orders-api.runtime.size --env dev', 0],
  ['affects', 'empty', 'orders-api.runtime.size', 1],
  ['init', 'empty', 'shop --group platform.shop.example --team team-shop --service shop-api', 0],
  ['init', 'acme', '', 1],
  ['platform', 'acme', 'check', 0],
  ['platform', 'acme', 'lock', 0],
  ['platform', 'acme', 'bundle', 0],
  ['platform', 'broken', 'check', 1],
  ['explain', 'acme', 'WebService.scaling.maxReplicas', 0],
  ['explain', 'acme', 'SizeProfile/medium', 0],
  ['explain', 'broken', 'WebService', 1],
  ['migrate', 'acme', '--to v1beta1 --dry-run', 0],
  ['migrate', 'acme', '--to v9 --dry-run', 1],
  ['schema', 'acme', 'install', 0],
  ['schema', 'broken', 'export --crds ../crds', 1],
  ['validate', 'acme', '../record --kubernetes 1.35', 0],
  ['validate', 'empty', '', 1],
  ['doctor', 'acme', '', 0],
  ['doctor', 'empty', '', 1],
  ['completion', 'empty', 'bash', 0],
  ...Object.keys(commandOutputs).map((name): Case => [name as Name, 'empty', '--nonsense', 2]),
];

const root = mkdtempSync(join(tmpdir(), 'fairway-outputs-'));
let called: readonly Called[] = [];
beforeAll(async () => {
  for (const place of ['acme', 'broken']) cpSync(acmeFolder, join(root, place), { recursive: true });
  mkdirSync(join(root, 'empty'));
  appendFileSync(join(root, 'broken/platform/teams.yaml'), '---\nkind: Nothing\n');
  const calls = cases.map(([name, place, words]) => ({
    cwd: join(root, place),
    argv: [name, ...words.split(' ').filter((word) => word !== ''), '--format', 'json'],
  }));
  const runner = fileURLToPath(new URL('cli-runner.ts', import.meta.url));
  const child = spawn(process.execPath, [runner], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ now: acmeNow, calls } satisfies Calls));
  called = JSON.parse(await text(child.stdout)) as readonly Called[];
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('--format json', () => {
  it('is described for every command, and every command is called', () => {
    const names = commands.map(({ name }) => name).sort();
    expect(Object.keys(commandOutputs).sort()).toEqual(names);
    expect([...new Set(cases.map(([name]) => name))].sort()).toEqual(names);
  });

  it.each(cases.map((one, index) => [one.slice(0, 3).join(' '), index] as const))('%s', (_, index) => {
    const [name, , , code] = cases[index] as Case;
    const { code: found, stdout } = called[index] as Called;
    const output: unknown = JSON.parse(stdout);
    expect(commandOutputs[name].safeParse(output).error?.issues ?? []).toEqual([]);
    expect([found, Object.keys(output as object).length > 0]).toEqual([code, true]);
    const saysMore = code === 0 && name !== 'check' && name !== 'graph';
    expect(Object.keys(output as object).length).toBeGreaterThanOrEqual(saysMore ? 2 : 1);
  });

  it.each(['graph_v1.json', 'cli/graph.json'])('of a graph with nodes of plugins fits %s', (file) => {
    const published = readFileSync(new URL(`../../../schemas/${file}`, import.meta.url), 'utf8');
    const { z } = schemaTools;
    const schema = z.fromJSONSchema(JSON.parse(published) as Parameters<typeof z.fromJSONSchema>[0]);
    const index = cases.findIndex(([name, place]) => name === 'graph' && place === 'acme');
    const graph = JSON.parse((called[index] as Called).stdout) as ResourceGraph;
    expect(graph.nodes.map(({ type }) => type)).toContain('maintenancePage');
    expect(schema.safeParse(graph).error?.issues ?? []).toEqual([]);
  });

  it('refuses what a command does not print', () => {
    expect(commandOutputs.check.safeParse({ diagnostics: [], more: 1 }).success).toBe(false);
    expect(commandOutputs.why.safeParse({ diagnostics: [{ code: 'FWY1001' }] }).success).toBe(false);
  });
});
