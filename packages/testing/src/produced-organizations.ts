import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile, diagnosticCatalog, exampleOrganization } from '@fairway/compiler';
import { runDiagnostics, touchDiagnostics } from '@fairway/kinds';
import { compareText, type DiagnosticEntry } from '@fairway/model';
import fc from 'fast-check';
import { acmeVariations } from './acme-variations.ts';
import { manyServices, serviceSpecs, serviceSpecsWithOverrides } from './compiler/generated-services.ts';
import { baseOrganization, organizationOf, testNow, type Files } from './harness.ts';
import { baseOrganization as documentedBase } from './kinds/base-organization.ts';
import { unitsOf, type ProducedOrganization } from './produced-units.ts';

const SEED = 20_260_131;
const GENERATED = 60;

/** Every entry of every catalog of diagnostics, by code. */
export const catalog: readonly DiagnosticEntry[] = [
  ...diagnosticCatalog,
  ...runDiagnostics,
  ...touchDiagnostics,
].sort((a, b) => compareText(a.code, b.code));

/** The organization that the examples of an entry are laid over. */
export function catalogBase({ code }: DiagnosticEntry): Files {
  return code.startsWith('FWY31') ? exampleOrganization : documentedBase;
}

/** Whole documents in the pages of kinds and parts: blocks of YAML that begin with an API version. */
export function documentedExamples(): readonly (readonly [file: string, text: string])[] {
  const source = fileURLToPath(new URL('../../kinds/src/', import.meta.url));
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .flatMap((file) =>
      Array.from(
        readFileSync(source + file, 'utf8').matchAll(/```yaml\n(apiVersion: platform\.example\.com[^]*?)```/g),
        ([, block]) => [file, block ?? ''] as const,
      ),
    );
}

/** Every organization that tests, examples, and pages compile, acme on other clusters included. */
export async function producedOrganizations(): Promise<readonly ProducedOrganization[]> {
  return [...catalogOrganizations(), ...documented(), ...generated(), ...(await acmeVariations())];
}

function catalogOrganizations(): readonly ProducedOrganization[] {
  return catalog.flatMap((entry) =>
    (['good', 'bad'] as const)
      .filter((which) => Object.keys(entry[which]).length > 0)
      .map((which) =>
        ofFiles(`${entry.code} ${which}`, 'diagnostics', { ...catalogBase(entry), ...entry[which] }),
      ),
  );
}

function documented(): readonly ProducedOrganization[] {
  return documentedExamples().map(([file, text]) =>
    ofFiles(file, 'documentation', { ...documentedBase, 'services/example.yaml': text }),
  );
}

function generated(): readonly ProducedOrganization[] {
  const specs = [serviceSpecs(), serviceSpecsWithOverrides()].flatMap((arbitrary) =>
    fc.sample(arbitrary, { seed: SEED, numRuns: GENERATED }),
  );
  return [
    ofFiles('many services', 'generated', { ...baseOrganization, ...manyServices() }),
    ...specs.map((text, index) =>
      ofFiles(`generated service ${index}`, 'generated', { ...baseOrganization, 'services/web.yaml': text }),
    ),
  ];
}

function ofFiles(name: string, from: ProducedOrganization['from'], files: Files): ProducedOrganization {
  const { definition, intents, platform } = organizationOf(files);
  return {
    name,
    from,
    environments: definition.environments.map((environment) => environment.name),
    units: (environment) =>
      unitsOf(compile(platform, { definition, environment, documents: intents, now: testNow }).units),
  };
}
