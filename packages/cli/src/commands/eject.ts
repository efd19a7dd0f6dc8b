import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesOrganizationSource } from '@fairway/adapters';
import { emitDocument, emitManifests } from '@fairway/kubernetes';
import type { PatchableService } from '@fairway/compiler';
import { diagnostic, fileStart, type Diagnostic, type Unit } from '@fairway/model';
import type { Command } from '../command.ts';
import { compileOrganization } from '../compilation/compile-organization.ts';
import { checkService, parseService } from '../compilation/services.ts';
import { WrongUse } from '../exit-code.ts';
import { hasErrors, joinDiagnostics } from '../organization/diagnostics.ts';
import { findPlace } from '../organization/find.ts';
import { organizationLoader } from '../organization/load.ts';
import { pluginUse } from '../organization/plugins.ts';
import { plural } from '../reporters/human.ts';
import { report } from '../reporters/index.ts';

/** Writes the manifests of one service with a kustomization: the way out of Fairway. */
export const command: Command = {
  description:
    'Writes plain manifests of one service plus a kustomization.yaml. They need no Fairway any more.',
  arguments: [{ name: '<service>', description: 'the service' }],
  options: [
    { flags: '--env <environment>', description: 'this environment only, straight into --out' },
    { flags: '--out <dir>', description: 'a new or empty folder' },
  ],
  examples: ['fairway eject orders-api --org examples/acme --env prod --out plain'],
  run: async (call) => {
    const [named = ''] = call.arguments;
    const out = call.text('out');
    const environment = call.text('env');
    if (out === undefined) throw new WrongUse('say where to write: --out DIR');
    const target = resolve(call.io.cwd, out);
    if (existsSync(target) && readdirSync(target).length > 0) throw new WrongUse(`${out} is not empty`);
    const place = findPlace(call);
    if ('diagnostic' in place) return report(call, { diagnostics: [place.diagnostic] });
    const { directory } = place;
    const now = call.io.now();
    const source = filesOrganizationSource({ directory });
    const organization = await organizationLoader().load({
      directory,
      source,
      plugins: pluginUse(call, 'render'),
      now,
    });
    const environments = environment === undefined ? undefined : [environment];
    const service = parseService(named, organization.definition).name;
    const unknown: Diagnostic[] = [];
    const verify = (workloads: readonly PatchableService[]): readonly Diagnostic[] => {
      unknown.push(...checkService(named, organization, workloads));
      return [];
    };
    const compiled = compileOrganization({ organization, now, environments, verify });
    const units: Unit[] = [];
    for (const unit of compiled.units) if (unit.service === service) units.push(unit);
    const all = joinDiagnostics(compiled.diagnostics());
    const mine = all.filter(
      (one) =>
        one.severity === 'error' &&
        (one.units.length === 0 || one.units.some((id) => id.endsWith(`/${service}`))),
    );
    if (hasErrors(mine)) return report(call, { diagnostics: mine, organization });
    if (units.length === 0 && unknown.length === 0) unknown.push(runsNowhere(service, environment));
    if (unknown.length > 0) return report(call, { diagnostics: unknown, organization });
    const files = filesOf(units, environment === undefined);
    for (const [path, text] of files) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), text);
    }
    const summary = `${plural(files.size, 'file')} in ${out}; try kubectl kustomize ${join(out, [...files.keys()].map(dirname).sort()[0] ?? '')}\n`;
    return report(call, {
      diagnostics: [],
      summary,
      result: { out, files: [...files.keys()].sort() },
    });
  },
};

function runsNowhere(service: string, environment: string | undefined): Diagnostic {
  const message = `${service} does not run in ${environment ?? 'any environment'}`;
  const fix = 'name another service or environment, or add the environment to its Delivery';
  return diagnostic({ code: 'FWY4033', message, fix }, fileStart('services'));
}

/** Manifests and a kustomization per environment; each cluster below it where there are several. */
function filesOf(units: readonly Unit[], perEnvironment: boolean): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [environment, group] of Map.groupBy(units, (unit) => unit.environment)) {
    for (const unit of group) {
      const folders = [perEnvironment ? environment : '', group.length > 1 ? unit.cluster : ''];
      const folder = folders.filter((one) => one !== '').join('/');
      const at = (name: string): string => (folder === '' ? name : `${folder}/${name}`);
      files.set(at('manifests.yaml'), emitManifests(unit.objects));
      files.set(
        at('kustomization.yaml'),
        emitDocument({
          apiVersion: 'kustomize.config.k8s.io/v1beta1',
          kind: 'Kustomization',
          resources: ['manifests.yaml'],
        }),
      );
    }
  }
  return files;
}
