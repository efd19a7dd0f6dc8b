import { common } from '@fairway/kubernetes';
import type { GraphNode, WorkloadProperties } from '@fairway/model';
import { commonBy, onceBy } from '../../common-by.ts';

/** The label that selectors use; frozen for the life of a workload. */
export const instanceLabel = 'app.kubernetes.io/instance';

/** What the labels of a unit are made of. */
export interface LabelInput {
  /** Prefix of Fairway's own labels: `platform.example.com`. */
  readonly prefix: string;
  readonly environment: string;
}

/**
 * Labels of every object of a workload's unit: Kubernetes' recommended ones, then who owns it and who pays.
 * The version is not among them: it would change every object with every release.
 */
export function unitLabels(node: GraphNode, input: LabelInput): Record<string, string> {
  const properties = node.properties as unknown as WorkloadProperties;
  const own = ownLabels(input.prefix);
  return {
    'app.kubernetes.io/name': node.name,
    [instanceLabel]: node.name,
    'app.kubernetes.io/component': properties.shape,
    'app.kubernetes.io/part-of': node.system,
    'app.kubernetes.io/managed-by': 'fairway',
    [own.team]: node.owner,
    [own.environment]: input.environment,
    [own.costCenter]: properties.costCenter,
    [own.dataClass]: properties.dataClass,
  };
}

/** Names of Fairway's own labels by their prefix. */
const ownLabels = onceBy((prefix: string) => ({
  team: `${prefix}/team`,
  environment: `${prefix}/env`,
  costCenter: `${prefix}/cost-center`,
  dataClass: `${prefix}/data-class`,
}));

/** What selects the pods of a workload: its instance label and nothing more. */
export const selectorOf = commonBy((name: string) => ({ [instanceLabel]: name }));

/** The same where Kubernetes asks for a LabelSelector. */
export const labelSelectorOf = commonBy((name: string) => ({ matchLabels: selectorOf(name) }));

const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** The tag of an image where it can be a label: the value of `app.kubernetes.io/version`. */
export function versionOf(image: string): string | undefined {
  const digest = image.indexOf('@');
  const name = digest === -1 ? image : image.slice(0, digest);
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) return undefined;
  const tag = name.slice(colon + 1);
  return LABEL_VALUE.test(tag) ? tag : undefined;
}

/**
 * Tells Polaris that `replicas` is missing on purpose: the autoscaler owns the number
 * (policy check 38: no value there satisfies every scanner).
 */
export const replicasOmitted = common({
  'polaris.fairwinds.com/deploymentMissingReplicas-exempt': 'true',
} as const);
