import type { Client, KubernetesObject } from '../../client.ts';

/** Applies objects one after the other. @throws Error with the server's words when it refuses one. */
export async function applyAll(client: Client, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const reply = await client.apply(object, { force: true });
    if (!reply.ok) throw new Error(`${object.kind} ${object.metadata.name} is refused: ${reply.message}`);
  }
}
