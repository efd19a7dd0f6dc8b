import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '@fairway/compiler';
import type { KubernetesObject, Unit } from '@fairway/model';
import { acmeFolder, acmeNow, loadOrganization, type LoadedOrganization } from '@fairway/testing';
import type { Client } from '../../client.ts';
import { nodeProgram, type RealLayer, type StoredImage } from '../../layers/real/index.ts';

export const environment = 'dev';
export const namespace = 'order-management-dev';
const cluster = 'aws-frankfurt';
export const registry = 'registry.example.com';
export const pullCredentials = { username: 'orders', password: 'pull-fixture' };

const acme = await loadOrganization(acmeFolder);

/** The example organization with one file written anew. */
export async function acmeWith(file: string, change: (text: string) => string): Promise<LoadedOrganization> {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-acme-'));
  try {
    cpSync(acmeFolder, folder, { recursive: true });
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
    return await loadOrganization(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The namespace of orders-api and orders-api itself, as Fairway emits them for an image. */
export function compiled(
  image: string,
  { definition, intents, platform }: LoadedOrganization = acme,
): { readonly namespace: Unit; readonly service: Unit } {
  const { units } = compile(platform, {
    definition,
    environment,
    documents: intents,
    now: acmeNow,
    images: [{ service: 'orders-api', image }],
  });
  const all = [...units];
  const unit = (name: string): Unit => {
    const id = `${environment}/${cluster}/${namespace}/${name}`;
    const found = all.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no unit ${id} among ${all.map((one) => one.id).join(', ')}`);
    return found;
  };
  return { namespace: unit('_namespace'), service: unit('orders-api') };
}

/** Values of secrets, as a store would hold them. */
const secretValues: Readonly<Record<string, string>> = {
  DATABASE_USER: 'orders',
  DATABASE_PASSWORD: 'a fixture',
  '.dockerconfigjson': JSON.stringify({ auths: { [registry]: pullCredentials } }),
};

/** The Secret that External Secrets would make of its object. */
export function secretOf(object: KubernetesObject): KubernetesObject {
  const spec = object['spec'] as {
    readonly data: readonly { readonly secretKey: string }[];
    readonly target: { readonly name: string; readonly template?: { readonly type?: string } };
  };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: spec.target.name, namespace: object.metadata.namespace ?? '' },
    type: spec.target.template?.type ?? 'Opaque',
    stringData: Object.fromEntries(
      spec.data.map(({ secretKey }) => [secretKey, secretValues[secretKey] ?? 'a fixture']),
    ),
  } as KubernetesObject;
}

/**
 * Applies objects as they are; those of External Secrets become Secrets.
 * @returns kinds that this cluster does not have, so that a test says which ones it leaves out
 */
export async function applyAll(
  client: Client,
  objects: readonly KubernetesObject[],
): Promise<readonly string[]> {
  const unknown = new Set<string>();
  for (const object of objects) {
    const one = object.kind === 'ExternalSecret' ? secretOf(object) : object;
    if ((await client.resource(one.apiVersion, one.kind)) === undefined) {
      unknown.add(one.kind);
      continue;
    }
    const reply = await client.apply(one as never, { force: true });
    if (!reply.ok) throw new Error(`${one.kind} ${one.metadata.name}: ${reply.message}`);
  }
  return [...unknown].sort();
}

/** An image of orders-api whose answers name the version. */
export function ordersImage(
  real: RealLayer,
  version: string,
  change = (text: string): string => text,
): StoredImage {
  const text = change(sourceOf('program.ts').replace('VERSION', version));
  return real.addImage({ name: `${registry}/order-management/orders-api`, tag: version, ...nodeProgram(text) });
}

/** An image that calls an address without pause, from a registry that everybody may pull from. */
export function loadImage(real: RealLayer, target: string): StoredImage {
  const text = sourceOf('load.ts').replace('TARGET', target);
  return real.addImage({ name: 'tests.invalid/load', tag: '1', ...nodeProgram(text) });
}

function sourceOf(name: string): string {
  return readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
}
