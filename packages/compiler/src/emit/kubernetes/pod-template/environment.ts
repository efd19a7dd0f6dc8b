import type { EmitContext, GraphNode, WorkloadProperties } from '@fairway/model';
import { commonByBoth } from '../../../common-by.ts';
import { sortedKeys, type SecretUse } from '../workload.ts';
import { eachDependencyVariable } from './dependency-outputs.ts';

/** A variable with its value, or with the key of a Secret that holds it. */
export type EnvironmentVariable =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
    };

/**
 * The variables of a container. Kubernetes expands `$(NAME)` only where NAME stands earlier in the list:
 * outputs of dependencies come first, then the platform's, then those from secrets, then the author's own,
 * which may refer to all of them and to each other.
 */
export function environmentOf(
  node: GraphNode,
  workload: WorkloadProperties,
  secrets: readonly SecretUse[],
  context: EmitContext,
): EnvironmentVariable[] {
  const list: EnvironmentVariable[] = [];
  const add = (name: string, value: string): void => {
    list.push({ name, value });
  };
  eachDependencyVariable(node, context, add);
  list.push(
    frequentVariable('PLATFORM_ENVIRONMENT', context.environment.name),
    frequentVariable('PLATFORM_REGION', context.cluster.spec.region ?? ''),
    frequentVariable('PLATFORM_CLUSTER', context.cluster.name),
    frequentVariable('PLATFORM_SYSTEM', node.system),
    frequentVariable('PLATFORM_SERVICE', node.name),
  );
  for (const { object, secret } of secrets) {
    if (secret.as !== 'env') continue;
    for (const name of sortedKeys(secret.keys)) {
      list.push({ name, valueFrom: { secretKeyRef: { name: object, key: name } } });
    }
  }
  for (const name of orderOf(workload.env)) add(name, workload.env[name] ?? '');
  return list;
}

const frequentVariable = commonByBoth((name: string, value: string) => ({ name, value }));

const REFERENCE = /\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g;

function someRefer(variables: Readonly<Record<string, string>>): boolean {
  for (const name in variables) if (variables[name]?.includes('$(') === true) return true;
  return false;
}

/** Names in alphabetical order, except that a variable stands behind those that its value refers to. */
function orderOf(variables: Readonly<Record<string, string>>): readonly string[] {
  const names = sortedKeys(variables);
  if (!someRefer(variables)) return names;
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const [, other] of (variables[name] ?? '').matchAll(REFERENCE)) {
      if (other !== undefined && Object.hasOwn(variables, other)) visit(other);
    }
    ordered.push(name);
  };
  for (const name of names) visit(name);
  return ordered;
}
