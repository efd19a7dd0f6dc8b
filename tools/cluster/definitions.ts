import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, KubernetesObject } from './client.ts';
import { servedResources } from './reset.ts';

/**
 * Installs CustomResourceDefinitions and waits until the server serves their kinds.
 * @throws Error with every definition that it refused, or that is not served within `seconds`, and why.
 */
export async function installDefinitions(
  client: Client,
  definitions: readonly KubernetesObject[],
  seconds = 60,
): Promise<void> {
  if (definitions.length === 0) return;
  const refused: string[] = [];
  await Promise.all(
    definitions.map(async (definition) => {
      const reply = await client.apply(definition, { force: true });
      if (!reply.ok) refused.push(`${definition.metadata.name}: ${reply.message}`);
    }),
  );
  if (refused.length > 0) throw new Error(`refused definitions:\n${refused.toSorted().join('\n')}`);
  await untilServed(
    client,
    definitions.map(({ metadata }) => metadata.name),
    seconds,
  );
}

/**
 * Waits until the server serves the kinds of definitions, by their names. It looks at discovery, because definitions
 * are large and reading them again and again slows the server down that is to serve them.
 * @throws Error with what the server says of each that is not served within `seconds`.
 */
export async function untilServed(client: Client, names: readonly string[], seconds = 60): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  for (let pause = 25; ; pause = Math.min(pause * 1.5, 250)) {
    const served = await servedResources(client);
    if (served !== undefined && names.every((name) => served.has(name))) return;
    if (performance.now() > deadline) {
      const waiting = await notEstablished(client, new Set(names));
      throw new Error(`not served within ${seconds} s: ${waiting.join('\n') || names.join(', ')}`);
    }
    await sleep(pause);
  }
}

interface Definition extends KubernetesObject {
  readonly status?: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/** One line per definition that is not served yet, with what the server says of it. */
async function notEstablished(client: Client, names: ReadonlySet<string>): Promise<readonly string[]> {
  const reply = await client.list<Definition>('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  if (!reply.ok) return [reply.message];
  const waiting = new Set(names);
  const lines: string[] = [];
  for (const { metadata, status } of reply.body.items) {
    const conditions = status?.conditions ?? [];
    if (conditions.some(({ type, status: is }) => type === 'Established' && is === 'True'))
      waiting.delete(metadata.name);
    else if (waiting.delete(metadata.name)) {
      const said = conditions.filter(({ status: is }) => is === 'False').map(({ message }) => message ?? '');
      lines.push(`${metadata.name}: ${said.join('; ')}`);
    }
  }
  return [...lines, ...[...waiting].map((name) => `${name}: not there`)];
}
