import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { filesOrganizationSource, filesRecordStore, findOrganization } from '@fairway/adapters';
import type { Diagnostic } from '@fairway/model';
import type { Command } from '../command.ts';
import { compileOrganization } from '../compilation/compile-organization.ts';
import { recordUnits } from '../compilation/record.ts';
import { exampleFolder } from '../example.ts';
import { hasErrors, joinDiagnostics } from '../organization/diagnostics.ts';
import { organizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';

/** The first minute: compiles the example organization and says where to look next. */
export const command: Command = {
  description: 'Compiles the example organization into a temporary folder and says where to look next.',
  options: [{ flags: '--out <dir>', description: 'write the record there instead' }],
  run: async (call) => {
    const { io } = call;
    const started = io.clock();
    const found = findOrganization(resolve(io.cwd, call.text('org') ?? exampleFolder));
    if (found.directory === null) return report(call, { diagnostics: [found.diagnostic] });
    const { directory } = found;
    const now = io.now();
    const source = filesOrganizationSource({ directory });
    const organization = await organizationLoader().load({
      directory,
      source,
      plugins: pluginUse(call, 'render'),
      now,
    });
    const out = call.text('out') ?? join(mkdtempSync(join(tmpdir(), 'fairway-')), 'record');
    const compiled = compileOrganization({ organization, now });
    const { platform } = organization;
    const diagnostics: Diagnostic[] = [];
    const written = await filesRecordStore({ directory: resolve(io.cwd, out) }).write({
      units: (before) => recordUnits(compiled.units, { platform, before, diagnostics, onFile: undefined }),
      problems: () => [...diagnostics, ...compiled.diagnostics().flat()],
    });
    const joined = joinDiagnostics([...compiled.diagnostics(), written.diagnostics]);
    if (hasErrors(joined)) return report(call, { diagnostics: joined, organization });
    const { services, environments, clusters, objects } = compiled.counts;
    const org = relative(io.cwd, directory) || '.';
    const seconds = ((io.clock() - started) / 1000).toFixed(1);
    const summary = `Fairway compiled ${plural(services.size, 'service')} of ${org} for ${environments.join(', ')}
on ${plural(clusters.size, 'cluster')}: ${plural(objects, 'Kubernetes object')} in ${seconds} s.
They are in ${out}

Try next:
  npx fairway check ${org}
  npx fairway compile ${org} --out out
  npx fairway why prod workload/orders-api spec.template.spec.terminationGracePeriodSeconds --org ${org}
  npx fairway explain WebService --org ${org}
`;
    const result = { out, services: services.size, environments, clusters: [...clusters].sort(), objects };
    return report(call, {
      diagnostics: call.format === 'human' ? [] : joined,
      summary,
      result,
      organization,
    });
  },
};
