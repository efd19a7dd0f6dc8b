/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

/** One condition on one label, as in `matchExpressions`. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A `LabelSelector` of the Kubernetes API. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelRequirement[];
}

/** Whether labels hold every pair of a plain selector, as in the `selector` of a Service. */
export function matchesLabels(selector: Labels, labels: Labels): boolean {
  for (const key in selector) {
    if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false;
  }
  return true;
}

/**
 * Whether labels match a selector: all of `matchLabels` and all of `matchExpressions`.
 * An empty selector matches everything, an absent one nothing (API conventions of `LabelSelector`).
 * An operator that the API does not know matches nothing.
 */
export function matchesSelector(selector: LabelSelector | null | undefined, labels: Labels): boolean {
  if (selector === null || selector === undefined) return false;
  if (selector.matchLabels !== undefined && !matchesLabels(selector.matchLabels, labels)) return false;
  for (const requirement of selector.matchExpressions ?? []) if (!meets(requirement, labels)) return false;
  return true;
}

/** `NotIn` and `DoesNotExist` hold for a label that is absent. */
function meets(requirement: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  const listed = value !== undefined && (requirement.values ?? []).includes(value);
  switch (requirement.operator) {
    case 'In':
      return listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
