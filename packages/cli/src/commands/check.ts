import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { unitMemory, type UnitMemory } from '@fairway/compiler';
import type { Diagnostic, TextEdit } from '@fairway/model';
import type { Call, Command } from '../command.ts';
import { compileOrganization } from '../compilation/compile-organization.ts';
import type { ExitCode } from '../exit-code.ts';
import { hasErrors, joinDiagnostics } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader, type OrganizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { progressOf } from '../progress.ts';
import { countsOf, plural } from '../reporters/human.ts';
import { report, type Report } from '../reporters/index.ts';
import { watchAndRepeat } from '../watch.ts';

/** Says everything that is wrong in an organization, or in one file of it. Writes nothing but `--fix`. */
export const command: Command = {
  description:
    'Checks an organization, or one intent file inside one, and says everything that is wrong at once.',
  arguments: [{ name: '[path]', description: 'an organization, or a file inside one' }],
  options: [
    { flags: '--fix', description: 'apply the fixes that a machine can apply, then check again' },
    { flags: '--watch', description: 'check again whenever a file changes' },
  ],
  examples: ['fairway check examples/acme', 'fairway check examples/acme --format json'],
  run: async (call) => {
    const place = findPlace(call, call.arguments[0]);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory, file } = place;
    const session = { loader: organizationLoader(), memories: new Map<string, UnitMemory>() };
    const once = async (): Promise<ExitCode> => {
      let found = await checkOnce(call, directory, file, session);
      if (call.flag('fix') && applyFixes(directory, found.diagnostics) > 0) {
        found = await checkOnce(call, directory, file, session);
      }
      return report(call, found);
    };
    return call.flag('watch') ? watchAndRepeat(call, directory, once) : once();
  },
};

interface Session {
  readonly loader: OrganizationLoader;
  readonly memories: Map<string, UnitMemory>;
}

async function checkOnce(
  call: Call,
  directory: string,
  file: string | null,
  session: Session,
): Promise<Report> {
  const now = call.io.now();
  const progress = progressOf(call);
  const organization = await session.loader.load({
    directory,
    source: filesOrganizationSource({ directory }),
    plugins: pluginUse(call, 'read'),
    now,
  });
  const memoryOf = (environment: string): UnitMemory => {
    const memory = session.memories.get(environment) ?? unitMemory();
    session.memories.set(environment, memory);
    return memory;
  };
  const compiled = compileOrganization({ organization, now, memory: memoryOf, progress });
  for (const _unit of compiled.units);
  progress.end();
  for (const memory of session.memories.values()) memory.commit();
  const all = joinDiagnostics(compiled.diagnostics());
  const diagnostics =
    file === null ? all : all.filter((one) => one.file === file || organization.textOf(file) === undefined);
  const { services, environments } = compiled.counts;
  const verdict =
    diagnostics.length === 0 ? 'nothing is wrong' : ['no errors', ...countsOf(diagnostics)].join(', ');
  const summary = hasErrors(diagnostics)
    ? ''
    : `${file ?? plural(services.size, 'service')} in ${plural(environments.length, 'environment')}: ${verdict}\n`;
  return { diagnostics, summary, summaryCounts: true, organization };
}

/** Applies the edits of all fixes, last place first; edits that overlap wait for the next run. Returns how many. */
function applyFixes(directory: string, diagnostics: readonly Diagnostic[]): number {
  const byFile = Map.groupBy(
    diagnostics.flatMap(({ fix }) => fix?.edits ?? []),
    ({ file }) => file,
  );
  let applied = 0;
  for (const [file, edits] of byFile) {
    const path = join(directory, file);
    const before = readFileSync(path, 'utf8');
    const { text, count } = withEdits(before, edits);
    if (text !== before) writeFileSync(path, text);
    applied += count;
  }
  return applied;
}

function withEdits(
  before: string,
  edits: readonly TextEdit[],
): { readonly text: string; readonly count: number } {
  let text = before;
  let limit = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > limit) continue;
    text = text.slice(0, start) + newText + text.slice(end);
    limit = start;
    count += 1;
  }
  return { text, count };
}
