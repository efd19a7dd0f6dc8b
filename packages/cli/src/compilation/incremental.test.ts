import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { serializeUnit, unitMemory, type UnitMemory } from '@fairway/compiler';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { joinDiagnostics } from '../organization/diagnostics.ts';
import { organizationLoader, type OrganizationLoader } from '../organization/load.ts';
import { minimal, webService, workspace, type Workspace } from '../testing.ts';
import { compileOrganization } from './compile-organization.ts';

const now = '2026-06-01T12:00:00Z';
const names = ['one', 'two', 'three', 'four'];

/** An edit: one file gets another text, or goes away. */
interface Edit {
  readonly file: string;
  readonly text: string | null;
}

const name = fc.constantFrom(...names);
const more = fc.constantFrom(
  (): string => '',
  (other: string): string => `  dependencies: [{ service: ${other} }]\n`,
  (): string => '  exposure: { class: internal }\n',
  (): string => '  scaling: { minReplicas: 2, maxReplicas: 4 }\n',
  (): string => '  reliability: { terminationGracePeriod: 60s }\n  nonsense: 1\n',
  (other: string): string =>
    `  exposure: { class: internal, host: shared }\n  dependencies: [{ service: ${other} }]\n`,
);
const service = fc.tuple(name, more, name, fc.boolean()).map(([own, body, other, comment]): Edit => ({
  file: `services/${own}.yaml`,
  text: `${comment ? '# moved down\n' : ''}${webService(own, body(other))}`,
}));
const imageFrom = fc.tuple(name, name).map(([own, other]): Edit => ({
  file: `services/${own}.yaml`,
  text: webService(own).replace(/image: .*/, `imageFrom: ${other}`),
}));
const delivery = fc
  .tuple(name, fc.constantFrom('[dev]', '[dev, prod]', '[]'))
  .map(([own, environments]): Edit => ({
    file: `services/delivery-${own}.yaml`,
    text: `apiVersion: platform.example.com/v1beta1\nkind: Delivery\nmetadata: { name: ${own} }\nspec: { environments: ${environments} }\n`,
  }));
const team = fc.constantFrom('cc-1', 'cc-2').map((costCenter): Edit => ({
  file: 'platform/team.yaml',
  text: `${minimal['platform/team.yaml']?.replace('spec: {}', `spec: { costCenter: ${costCenter} }`) ?? ''}`,
}));
const removal = name.map((own): Edit => ({ file: `services/${own}.yaml`, text: null }));
const edits = fc.array(fc.oneof({ weight: 5, arbitrary: service }, imageFrom, delivery, team, removal), {
  minLength: 3,
  maxLength: 12,
});

interface Result {
  readonly units: ReadonlyMap<string, string>;
  readonly diagnostics: readonly object[];
}

async function compileAll(
  directory: string,
  loader: OrganizationLoader,
  memories: Map<string, UnitMemory> | null,
  before: ReadonlyMap<string, string>,
): Promise<Result> {
  const organization = await loader.load({
    directory,
    source: filesOrganizationSource({ directory }),
    plugins: 'bundle',
    now,
  });
  const memory = (environment: string): UnitMemory => {
    const known = memories?.get(environment) ?? unitMemory();
    memories?.set(environment, known);
    return known;
  };
  const compiled = compileOrganization({ organization, now, ...(memories === null ? {} : { memory }) });
  const units = new Map<string, string>();
  for (const unit of compiled.units)
    units.set(unit.id, JSON.stringify(serializeUnit(unit, organization.platform)));
  for (const id of compiled.unchanged)
    if (!compiled.blocked.has(id)) units.set(id, before.get(id) ?? 'forgotten');
  for (const one of memories?.values() ?? []) one.commit();
  return {
    units: new Map([...units].sort(([a], [b]) => (a < b ? -1 : 1))),
    diagnostics: joinDiagnostics(compiled.diagnostics()),
  };
}

let space: Workspace | undefined;
afterEach(() => space?.remove());

describe('compiling again', () => {
  it('gives what compiling from the start gives, whatever was edited', { timeout: 120_000 }, async () => {
    let reused = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (sequence) => {
        space?.remove();
        space = workspace({
          ...minimal,
          ...Object.fromEntries(names.map((one) => [`services/${one}.yaml`, webService(one)])),
        });
        const { directory } = space;
        const loader = organizationLoader();
        const memories = new Map<string, UnitMemory>();
        let before = (await compileAll(directory, loader, memories, new Map())).units;
        for (const { file, text } of sequence) {
          if (text === null) rmSync(join(directory, file), { force: true });
          else space.write({ [file]: text });
          const again = await compileAll(directory, loader, memories, before);
          const fresh = await compileAll(directory, organizationLoader(), null, new Map());
          expect(again).toEqual(fresh);
          reused += [...memories.values()].reduce((sum, memory) => sum + memory.unchanged().length, 0);
          before = again.units;
        }
      }),
      { numRuns: 40 },
    );
    expect(reused).toBeGreaterThan(1000);
  });
});
