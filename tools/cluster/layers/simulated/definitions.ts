import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { goEnvironment } from '../../build/recipe.ts';
import type { Client } from '../../client.ts';
import { untilServed } from '../../definitions.ts';

const run = promisify(execFile);

/** The folder of a Go module at the version that the product's `go.mod` names; downloaded if it is not there. */
export async function moduleFolder(product: string, module: string): Promise<string> {
  const cwd = fileURLToPath(new URL(`../../products/${product}/`, import.meta.url));
  const env = { ...process.env, ...goEnvironment };
  const { stdout } = await run('go', ['mod', 'download', '-json', module], { cwd, env });
  const { Dir: folder } = JSON.parse(stdout) as { readonly Dir?: string };
  if (folder === undefined) throw new Error(`module ${module} of ${product} has no folder`);
  return folder;
}

/**
 * Installs the CustomResourceDefinitions that a product keeps in the folder `manifests/crds` of its Go module, and
 * waits until the server serves them. @throws Error when the server refuses one.
 */
export async function installModuleDefinitions(client: Client, product: string, module: string): Promise<void> {
  const folder = join(await moduleFolder(product, module), 'manifests', 'crds');
  const files = readdirSync(folder).filter((file) => file.endsWith('-crd.yaml'));
  const names = await Promise.all(
    files.map((file) => install(client, readFileSync(join(folder, file), 'utf8'))),
  );
  await untilServed(client, names);
}

/** The server reads YAML itself; of the text only the name is needed. */
async function install(client: Client, yaml: string): Promise<string> {
  const name = /^ {2}name: (\S+)$/m.exec(yaml)?.[1];
  if (name === undefined) throw new Error('a definition has no name');
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
  const reply = await client.request('PATCH', path, yaml, {
    contentType: 'application/apply-patch+yaml',
    query: { fieldManager: 'fairway-test', force: 'true' },
  });
  if (!reply.ok) throw new Error(`definition ${name} is refused: ${reply.message}`);
  return name;
}
