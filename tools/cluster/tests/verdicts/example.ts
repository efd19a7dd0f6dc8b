import { acmeFolder, loadOrganization, producedOrganizations } from '@fairway/testing';
import type { KubernetesObject } from '../../client.ts';

/** Every object that compiling the example gives, in all of its environments. */
export async function exampleObjects(): Promise<readonly KubernetesObject[]> {
  const { compile, definition } = await loadOrganization(acmeFolder);
  return definition.environments.flatMap(({ name }) =>
    [...compile(name).units].flatMap(({ objects }) => objects as readonly KubernetesObject[]),
  );
}

/** Objects of the organizations that tests and pages compile, and of acme on other clusters; each only once. */
export interface Produced {
  /** What leaves the compiler. */
  readonly released: readonly KubernetesObject[];
  /** What only units hold that an error blocks. */
  readonly blocked: readonly KubernetesObject[];
  readonly organizations: number;
}

export async function producedObjects(): Promise<Produced> {
  const released = new Map<string, KubernetesObject>();
  const blocked = new Map<string, KubernetesObject>();
  const organizations = await producedOrganizations();
  for (const { environments, units } of organizations) {
    for (const environment of environments) {
      for (const unit of units(environment)) {
        const into = unit.blocked ? blocked : released;
        for (const object of unit.objects) into.set(JSON.stringify(object), object as KubernetesObject);
      }
    }
  }
  for (const text of released.keys()) blocked.delete(text);
  return {
    released: [...released.values()],
    blocked: [...blocked.values()],
    organizations: organizations.length,
  };
}

/** Of each kind the object with the most to say. */
export function representatives(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const chosen = new Map<string, { readonly object: KubernetesObject; readonly size: number }>();
  for (const object of objects) {
    const size = JSON.stringify(object).length;
    if (size > (chosen.get(kindOf(object))?.size ?? 0)) chosen.set(kindOf(object), { object, size });
  }
  return [...chosen.values()].map(({ object }) => object);
}

/** `networking.k8s.io/v1 Ingress`. */
export function kindOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  return `${apiVersion} ${kind}`;
}
