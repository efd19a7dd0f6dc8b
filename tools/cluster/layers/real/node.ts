import { mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createClient } from '../../client.ts';
import { createPrograms, type Programs } from '../../process.ts';
import { addresses, nodeName } from './addresses.ts';
import { createRegistry } from './images/registry.ts';
import type { NodeStart } from './messages.ts';
import { serveNames, type FindService } from './names.ts';
import { inside, writeNodeFiles } from './node-files.ts';

/**
 * Starts containerd, kubelet, kube-proxy, a registry, and a name server in the world that this process is in; says so
 * when one of the programs ends.
 */
export async function startNode(node: NodeStart, fail: (error: Error) => void): Promise<void> {
  const programs = createPrograms(node.folder);
  mkdirSync(inside.kubelet, { recursive: true });
  const files = writeNodeFiles(node);
  programs.start({ name: 'containerd', command: 'containerd', args: ['--config', files.containerd] });
  await Promise.all([
    listen(createRegistry({ folder: node.images, credentials: node.credentials })),
    serveNames(addresses.node, findService(node)),
  ]);
  programs.start({
    name: 'kube-proxy',
    command: join(node.programs, 'kube-proxy'),
    args: [`--config=${files.kubeProxy}`, `--hostname-override=${nodeName}`],
  });
  await programs.until('containerd listens', () => accepts(inside.socket), { seconds: 10 });
  startKubelet(programs, node, files.kubelet);
  for (const program of programs.all) {
    void program.ended.then((how) => fail(new Error(`${program.name} ended (${how}):\n${program.tail()}`)));
  }
}

function startKubelet(programs: Programs, node: NodeStart, configuration: string): void {
  programs.start({
    name: 'kubelet',
    command: join(node.programs, 'kubelet'),
    args: [
      `--config=${configuration}`,
      `--kubeconfig=${node.kubeletKubeconfig}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${addresses.node}`,
      `--root-dir=${inside.kubelet}`,
      `--cert-dir=${inside.kubelet}/certificates`,
    ],
  });
}

function listen(server: ReturnType<typeof createRegistry>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(addresses.registryPort, addresses.node, resolve);
  });
}

function accepts(socket: string): Promise<true | undefined> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('error', () => resolve(undefined));
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
  });
}

/** Remembers for a second, as long as its answers hold, what it found. */
function findService({ server, authority, certificate, key }: NodeStart): FindService {
  const known = new Map<string, { readonly address: Promise<string | undefined>; readonly until: number }>();
  const client = createClient({ server, authority: readFileSync(authority, 'utf8'), certificate, key });
  const ask = async (name: string, namespace: string): Promise<string | undefined> => {
    const reply = await client.get<{ readonly spec: { readonly clusterIP?: string } }>({
      apiVersion: 'v1',
      kind: 'Service',
      name,
      namespace,
    });
    if (reply.ok) return reply.body.spec.clusterIP;
    if (reply.status === 404) return undefined;
    throw new Error(reply.message);
  };
  return (name, namespace) => {
    const key = `${namespace}/${name}`;
    const now = performance.now();
    const before = known.get(key);
    if (before !== undefined && before.until > now) return before.address;
    const address = ask(name, namespace);
    known.set(key, { address, until: now + 1000 });
    return address;
  };
}
