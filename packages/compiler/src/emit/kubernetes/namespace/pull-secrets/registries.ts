import type { EmitContext } from '@fairway/model';
import { pullSecretName } from '../../pod-template/pull-secrets.ts';

/** A pull secret of a namespace: the Secret's name and the path in the store. */
export interface PullSecret {
  readonly name: string;
  readonly path: string;
}

/** The pull secrets of the organization's registries, each once, by name. */
export function pullSecretsToMake(context: EmitContext): readonly PullSecret[] {
  const byName = new Map<string, string>();
  for (const { pullSecret } of context.definition.organization.imageRegistries) {
    if (pullSecret !== undefined) byName.set(pullSecretName(pullSecret), pullSecret);
  }
  return [...byName.keys()].toSorted().map((name) => ({ name, path: byName.get(name) ?? name }));
}
