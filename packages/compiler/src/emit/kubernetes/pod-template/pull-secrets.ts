import type { EmitContext, ImageRegistry } from '@fairway/model';
import { commonBy } from '../../../common-by.ts';

/** Name of the Secret that pods pull with: secret paths become names. */
export function pullSecretName(pullSecret: string): string {
  return pullSecret.replaceAll('/', '-');
}

/** References to the pull secret of an image's registry; `undefined` where the registry needs none. */
export function pullSecretsOf(image: string, context: EmitContext): readonly object[] | undefined {
  const { pullSecret } = registryOf(image, context.definition.organization.imageRegistries) ?? {};
  return pullSecret === undefined ? undefined : referenceTo(pullSecret);
}

const referenceTo = commonBy((pullSecret: string) => [{ name: pullSecretName(pullSecret) }]);

/** The most precise registry of the organization that an image comes from. */
function registryOf(image: string, registries: readonly ImageRegistry[]): ImageRegistry | undefined {
  let best: ImageRegistry | undefined;
  for (const registry of registries) {
    const { host } = registry;
    if (host.length > (best?.host.length ?? 0) && image[host.length] === '/' && image.startsWith(host))
      best = registry;
  }
  return best;
}
