import type { EmitContext, ImageRegistry } from '@fairway/model';

/** Name of the Secret that pods pull with: secret paths become names. */
export function pullSecretName(pullSecret: string): string {
  return pullSecret.replaceAll('/', '-');
}

/** References to the pull secret of an image's registry; `undefined` where the registry needs none. */
export function pullSecretsOf(image: string, context: EmitContext): { name: string }[] | undefined {
  const { pullSecret } = registryOf(image, context.definition.organization.imageRegistries) ?? {};
  return pullSecret === undefined ? undefined : [{ name: pullSecretName(pullSecret) }];
}

/** The most precise registry of the organization that an image comes from. */
function registryOf(image: string, registries: readonly ImageRegistry[]): ImageRegistry | undefined {
  let best: ImageRegistry | undefined;
  for (const registry of registries) {
    if (image.startsWith(`${registry.host}/`) && registry.host.length > (best?.host.length ?? 0))
      best = registry;
  }
  return best;
}
