import {
  suggest,
  type Definition,
  type DefinitionDocument,
  type DefinitionSpecs,
  type Diagnostic,
} from '@fairway/model';
import { isTemporary } from './create-definition.ts';
import { placeOf, reportOn } from './entry.ts';

type Document<K extends keyof DefinitionSpecs> = DefinitionDocument<DefinitionSpecs[K]>;
type ClusterEntry = DefinitionSpecs['Environment']['clusters'][number];

const CLOUD_OF_IDENTITY = { podIdentity: 'aws', irsa: 'aws', workloadIdentity: 'azure' } as const;

/** Environments and clusters fit each other. */
export function checkEnvironments(definition: Definition, diagnostics: Diagnostic[]): void {
  const environments = definition.all('Environment');
  for (const environment of environments) checkEnvironment(environment, diagnostics);
  for (const cluster of definition.all('Cluster')) checkCluster(cluster, definition, diagnostics);
  checkChain(definition, diagnostics);
}

function checkEnvironment(environment: Document<'Environment'>, diagnostics: Diagnostic[]): void {
  const { clusters } = environment.spec;
  if (clusters.length === 0) {
    reportOn(diagnostics, environment, ['spec', 'clusters'], {
      code: 'FWY3118',
      message: environment.builtIn
        ? `environment ${environment.name} is built in and cannot know which of your clusters to use`
        : `environment ${environment.name} has no cluster`,
      fix: environment.builtIn
        ? 'write Environment documents that list their clusters'
        : 'list at least one cluster',
    });
  }
  const primaries = clusters.flatMap((entry, position) =>
    entry.primary === true && isGeneral(entry) ? [position] : [],
  );
  for (const position of primaries.slice(1)) {
    reportOn(diagnostics, environment, ['spec', 'clusters', position], {
      code: 'FWY3117',
      message: `environment ${environment.name} has two primary clusters, ${clusters[primaries[0] ?? 0]?.name} and ${clusters[position]?.name}`,
      fix: 'keep primary: true on one of them',
    });
  }
}

/** Whether an entry takes every system. */
function isGeneral(entry: ClusterEntry): boolean {
  return entry.tenantTiers === undefined && entry.systems === undefined;
}

function checkChain(definition: Definition, diagnostics: Diagnostic[]): void {
  const { environments } = definition;
  for (const environment of environments) {
    const stage = definition.get('EnvironmentClass', environment.spec.class)?.spec.stage;
    if (!isTemporary(stage)) continue;
    reportOn(diagnostics, environment, ['spec', 'class'], {
      code: 'FWY3116',
      message: `environment ${environment.name} is in environmentChain, but its class ${environment.spec.class} counts as ${stage}, which comes and goes`,
      fix: 'take it out of Organization.spec.environmentChain',
    });
  }
  if (definition.organization.environmentChain !== undefined) return;
  for (const [position, environment] of environments.entries()) {
    const before = environments[position - 1];
    if (before === undefined || before.spec.order !== environment.spec.order) continue;
    reportOn(diagnostics, environment, ['spec', 'order'], {
      code: 'FWY3119',
      severity: 'warning',
      message: `environments ${before.name} and ${environment.name} have the same order, so their names decide which comes first`,
      fix: 'give them different orders',
      related: [placeOf(before, before.name)],
    });
  }
}

function checkCluster(cluster: Document<'Cluster'>, definition: Definition, diagnostics: Diagnostic[]): void {
  const { cloud, identity, capabilities } = cluster.spec;
  if (identity?.mode !== undefined && CLOUD_OF_IDENTITY[identity.mode] !== cloud) {
    reportOn(diagnostics, cluster, ['spec', 'identity', 'mode'], {
      code: 'FWY3121',
      message: `cluster ${cluster.name} runs on ${cloud}, but ${identity.mode} works on ${CLOUD_OF_IDENTITY[identity.mode]} only`,
      fix:
        cloud === 'none'
          ? 'remove identity'
          : `use ${cloud === 'aws' ? 'podIdentity or irsa' : 'workloadIdentity'}`,
    });
  }
  const known = new Set(
    definition.all('Capability').flatMap(({ spec }) => (spec.cluster === undefined ? [] : [spec.cluster])),
  );
  for (const name of Object.keys(capabilities ?? {})) {
    if (known.has(name)) continue;
    const nearest = suggest(name, known);
    reportOn(diagnostics, cluster, ['spec', 'capabilities', name], {
      code: 'FWY3122',
      severity: 'warning',
      message: `no Capability document knows "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
      fix: nearest === undefined ? `write a Capability with cluster: ${name}` : `write ${nearest}`,
    });
  }
}

/** Whether a system runs on a cluster of an environment. */
export function takesSystem(entry: ClusterEntry, system: Document<'System'>): boolean {
  if (entry.tenantTiers?.includes(system.spec.tenantTier) === false) return false;
  return entry.systems?.includes(system.name) !== false;
}
