import { matchesSelector } from '../../selectors/index.ts';
import type { LabelSelector } from '../../selectors/index.ts';
import type { Check, Found } from '../problem.ts';
import { isRecord, onObject, problem } from '../problem.ts';
import type { Fields } from './fields.ts';
import { fieldOf } from './fields.ts';

/** Whether a selector says nothing. */
export function isEmptySelector(selector: unknown): boolean {
  if (!isRecord(selector)) return true;
  const { matchLabels, matchExpressions } = selector;
  return (
    (!isRecord(matchLabels) || Object.keys(matchLabels).length === 0) &&
    (!Array.isArray(matchExpressions) || matchExpressions.length === 0)
  );
}

/** The selector is not empty and selects the pods of the template. */
export function selectorFits(spec: Fields): Found {
  return isEmptySelector(spec['selector'])
    ? problem('required', 'it must select the pods of the template', 'selector')
    : selectorMatches(spec);
}

/** The selector, whatever it says, selects the pods of the template. */
export function selectorMatches({ selector, template }: Fields): Found {
  const labels = fieldOf(template, 'metadata', 'labels');
  return matchesSelector(selector as LabelSelector, isRecord(labels) ? (labels as Record<string, string>) : {})
    ? undefined
    : problem(
        'combination',
        'the labels of the template do not match the selector',
        'template',
        'metadata',
        'labels',
      );
}

/** Pods of the workload can only have one of these policies; `Always` is the default. */
export function restartPolicies(allowed: readonly string[], kind: string): Check {
  return onObject((spec) => {
    const policy = fieldOf(spec['template'], 'spec', 'restartPolicy');
    const given = typeof policy === 'string' && policy !== '' ? policy : 'Always';
    return allowed.includes(given)
      ? undefined
      : problem(
          'enum',
          `pods of a ${kind} have ${allowed.join(' or ')}, not ${given}`,
          'template',
          'spec',
          'restartPolicy',
        );
  });
}
