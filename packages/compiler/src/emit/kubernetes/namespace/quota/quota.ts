import { formatBytes, formatCpu, parseBytes, parseCpu } from '@fairway/kubernetes';
import type { EmitContext, Emitter, GraphNode, NamespaceProperties } from '@fairway/model';
import { clamp, namespaceQuota, shortages, type Amounts } from '../../../../quota/index.ts';
import { metadataOf } from '../../workload.ts';
import { namespaceReasons } from '../reasons.ts';
import { objectCounts } from './counts.ts';
import { quotaUnits } from './footprint.ts';

/** The ResourceQuota of a namespace, computed from what it holds; nobody sets one by hand. */
export const quota: Emitter = {
  name: 'quota',
  nodes: ['namespace'],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      reasons: {
        ...namespaceReasons,
        'metadata.name': 'The one quota of a namespace.',
        'spec.hard["services.loadbalancers"]': 'Traffic enters through the gateway.',
        'spec.hard["services.nodeports"]': 'Traffic enters through the gateway.',
        'spec.hard["requests.storage"]': 'The namespace holds no volume claims.',
        'spec.hard.persistentvolumeclaims': 'The namespace holds no volume claims.',
        'spec.hard.**':
          'Computed from the workloads of the namespace: room for all of their rollouts at once, times the factor of the environment class, at most what the tenant tier allows.',
      },
    },
  ],
  *emit(node, context) {
    const { floor, recommended } = namespaceQuota(
      quotaUnits(context),
      context.environment.class.spec.quotaFactor,
    );
    const amounts = withinCaps(node, floor, recommended, context);
    const counts = objectCounts(context);
    yield {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadataOf('compute-quota', context),
      spec: {
        hard: {
          'requests.cpu': formatCpu(amounts.cpu),
          'requests.memory': formatBytes(amounts.memory),
          'limits.memory': formatBytes(amounts.memoryLimit),
          'requests.ephemeral-storage': formatBytes(amounts.ephemeral),
          pods: String(amounts.pods),
          services: String(counts.services),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
          configmaps: String(counts.configMaps),
          secrets: String(counts.secrets),
          'count/jobs.batch': String(counts.jobs),
          'requests.storage': '0',
          persistentvolumeclaims: '0',
        },
      },
    };
  },
};

/** What a cap is called in `TenantTier.spec.caps`. */
const capNames: Readonly<Record<keyof Amounts, string>> = {
  cpu: 'cpu',
  memory: 'memory',
  memoryLimit: 'memoryLimit',
  ephemeral: 'ephemeral storage',
  pods: 'pods',
};

function withinCaps(node: GraphNode, floor: Amounts, recommended: Amounts, context: EmitContext): Amounts {
  const { tenantTier } = node.properties as unknown as NamespaceProperties;
  const caps = capsOf(tenantTier, context);
  const missing = shortages(floor, caps);
  if (missing.length > 0) {
    const what = missing
      .map((key) => `${text(key, floor[key])} of ${capNames[key]} (cap ${text(key, caps[key] ?? 0)})`)
      .join(', ');
    context.report(
      {
        code: 'FWY4151',
        message: `namespace ${context.namespace} needs at least ${what}: the tier ${tenantTier} allows less in class ${context.environment.class.name}, and with less a rollout would never end`,
        fix: `lower scaling.maxReplicas or runtime.size of a service of the system, or let the platform team raise caps.${context.environment.class.spec.stage} of TenantTier ${tenantTier}`,
      },
      node.id,
    );
    return recommended;
  }
  const lowered = shortages(recommended, caps);
  if (lowered.length > 0) {
    const what = lowered
      .map((key) => `${capNames[key]} ${text(key, recommended[key])} to ${text(key, caps[key] ?? 0)}`)
      .join(', ');
    context.report(
      {
        code: 'FWY4150',
        severity: 'note',
        message: `the quota of namespace ${context.namespace} was lowered to the caps of the tier ${tenantTier}: ${what}; rollouts of several services at once may have to wait for each other`,
      },
      node.id,
    );
  }
  return clamp(recommended, caps);
}

function text(key: keyof Amounts, amount: number): string {
  if (key === 'pods') return String(amount);
  return key === 'cpu' ? formatCpu(amount) : formatBytes(amount);
}

/** Caps of the tier for the class, by its own name or the stage that it counts as. */
function capsOf(tier: string, context: EmitContext): Partial<Amounts> {
  const all = context.definition.get('TenantTier', tier)?.spec.caps;
  const caps = all?.[context.environment.class.name] ?? all?.[context.environment.class.spec.stage];
  if (caps === undefined) return {};
  const amounts: { -readonly [key in keyof Amounts]?: number } = {};
  if (caps.cpu !== undefined) set(amounts, 'cpu', parseCpu(caps.cpu));
  if (caps.memory !== undefined) set(amounts, 'memory', parseBytes(caps.memory));
  if (caps.memoryLimit !== undefined) set(amounts, 'memoryLimit', parseBytes(caps.memoryLimit));
  if (caps.pods !== undefined) amounts.pods = caps.pods;
  return amounts;
}

function set(
  amounts: Partial<Record<keyof Amounts, number>>,
  key: keyof Amounts,
  parsed: ReturnType<typeof parseCpu>,
): void {
  if (parsed.ok) amounts[key] = parsed.value;
}
