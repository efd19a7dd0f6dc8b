import type {
  EmitContext,
  EndpointProperties,
  GraphNode,
  KubernetesObject,
  SecretProperties,
  WorkloadProperties,
} from '@fairway/model';
import { nodeId } from '@fairway/model';

/** The properties of a workload node, as its node type declares them. */
export function workloadOf(node: GraphNode): WorkloadProperties {
  return node.properties as unknown as WorkloadProperties;
}

/** Name and namespace of an object, with the labels of its unit or others. */
export function metadataOf(
  name: string,
  context: EmitContext,
  annotations?: Readonly<Record<string, string>>,
  labels = context.labels,
) {
  return annotations === undefined
    ? { name, namespace: context.namespace, labels }
    : { name, namespace: context.namespace, labels, annotations };
}

/** What emitters return where there is nothing to emit. */
export const nothing: readonly KubernetesObject[] = [];

/** Whether pods of the workload run for ever (services and workers). */
export function runsForEver(workload: WorkloadProperties): boolean {
  return workload.shape === 'service' || workload.shape === 'worker';
}

/** Whether other workloads can reach it by a Service: workers and jobs take no requests. */
export function hasService(workload: WorkloadProperties): boolean {
  return workload.shape === 'service' && workload.ports.length > 0;
}

/** Whether Argo Rollouts runs it instead of a Deployment. */
export function usesRollout(workload: WorkloadProperties): boolean {
  const strategy = workload.rollout?.strategy;
  return runsForEver(workload) && (strategy === 'canary' || strategy === 'blueGreen');
}

/** Whether an autoscaler owns the number of replicas. */
export function isAutoscaled(workload: WorkloadProperties): boolean {
  const { scaling } = workload;
  return runsForEver(workload) && scaling !== undefined && scaling.min !== scaling.max;
}

/** The endpoint of a workload, where it is exposed. */
export function endpointOf(node: GraphNode, context: EmitContext): EndpointProperties | undefined {
  const endpoint = context.node(nodeId('endpoint', node.system, node.name));
  return endpoint === undefined ? undefined : (endpoint.properties as unknown as EndpointProperties);
}

/** A secret that a workload reads, with the names of its objects. */
export interface SecretUse {
  /** Name of the ExternalSecret and of the Secret that it writes. */
  readonly object: string;
  readonly secret: SecretProperties;
}

/**
 * The secrets that a workload reads, in order of their ids. Nodes of secrets are named `<workload>.<secret>`;
 * so are their objects, because with a hyphen `a` and `b-c` would meet `a-b` and `c`.
 */
export function secretsOf(node: GraphNode, context: EmitContext): readonly SecretUse[] {
  const uses: SecretUse[] = [];
  for (const edge of context.edgesFrom(node.id, 'uses')) {
    const target = context.node(edge.to);
    if (target === undefined || target.type !== 'secret') continue;
    const secret = target.properties as unknown as SecretProperties;
    uses.push({ object: target.name, secret });
  }
  return uses;
}

/** The keys of a map in the order of their code units. */
export function sortedKeys(map: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(map);
  return keys.length < 2 ? keys : keys.sort();
}

/** A setting of an installed product that is a text. */
export function setting(context: EmitContext, capability: string, name: string): string | undefined {
  const value = context.cluster.capability(capability)?.[name];
  return typeof value === 'string' ? value : undefined;
}

const PLACEHOLDER = /\{(region|cluster|account)\}/g;

/** Fills the placeholders whose values belong to the cluster; one without a value there is reported. */
export function fillPlaceholders(text: string, node: GraphNode, context: EmitContext): string {
  if (!text.includes('{')) return text;
  const { name, spec } = context.cluster;
  const values = {
    cluster: name,
    region: spec.region,
    account: spec.account?.id ?? spec.account?.subscription,
  };
  return text.replace(PLACEHOLDER, (whole, placeholder: keyof typeof values) => {
    const value = values[placeholder];
    if (value === undefined) {
      context.report(
        {
          code: 'FWY4106',
          message: `${text} has the placeholder ${whole}, but cluster ${name} has no ${placeholder}`,
          fix: `write ${placeholder} into Cluster ${name}, or leave the placeholder out`,
        },
        node.id,
      );
    }
    return value ?? whole;
  });
}
