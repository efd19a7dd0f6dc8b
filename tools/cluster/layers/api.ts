import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildProduct } from '../build/build.ts';
import { createAuthority, createSigningKey, type Authority, type Subject } from '../certificates.ts';
import { createClient, type Access, type Client } from '../client.ts';
import { createEtcd } from '../etcd.ts';
import { kubeconfigOf } from '../kubeconfig.ts';
import { freePorts } from '../ports.ts';
import type { Programs, RunningProgram } from '../process.ts';
import { completeMinor, kubernetesOf, productNamed, type Minor } from '../products.ts';
import { apiServerFlags, controllerManagerFlags, etcdFlags, schedulerFlags, type Files } from './flags.ts';

/** A control plane that runs: what the other layers build on. */
export interface ControlPlane {
  readonly minor: Minor;
  /** Everything of this run, logs too; removed when it ends. */
  readonly folder: string;
  readonly programs: Programs;
  readonly authority: Authority;
  /** Of an administrator, as a file and as values. */
  readonly kubeconfig: string;
  readonly access: Access;
  readonly client: Client;
  /** Address of etcd, such as `http://127.0.0.1:23790`. */
  readonly etcd: string;
  /** Writes a kubeconfig for somebody else and gives its path. */
  readonly writeKubeconfig: (name: string, subject: Subject) => string;
  /** False when there is only an API server: then no controller creates ServiceAccounts or Pods. */
  readonly controllers: boolean;
}

export interface ApiLayerOptions {
  readonly minor: Minor;
  readonly folder: string;
  readonly programs: Programs;
  /** Under which address everybody reaches the API server; 127.0.0.1 if not given. */
  readonly address?: string;
  /** Added to its own flags; of a flag that is there twice the last one counts. */
  readonly apiServerFlags?: readonly string[];
  /** Instead of `freePorts`. */
  readonly choosePorts?: (count: number) => Promise<readonly number[]>;
  /** A command that runs programs in another place, such as `nsenter` with its options. */
  readonly through?: readonly string[];
  /** Makes a port of that place reachable from here, under the same number. */
  readonly reach?: (port: number) => Promise<void>;
}

const attempts = 4;

/**
 * Starts etcd, an API server, and, if there are any for the minor, controller manager and scheduler; ready means
 * that pods could be created. @throws Error with the end of a log when one of them ends or is not ready in time.
 */
export async function startControlPlane(options: ApiLayerOptions): Promise<ControlPlane> {
  const [etcd, kubernetes] = await Promise.all([
    buildProduct(productNamed('etcd')),
    buildProduct(kubernetesOf(options.minor)),
  ]);
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(options, etcd.folder, kubernetes.folder);
    } catch (error) {
      await options.programs.stop();
      rmSync(join(options.folder, 'etcd'), { recursive: true, force: true });
      const taken = /address already in use/.test(String(error));
      if (!taken || attempt === attempts) throw error;
    }
  }
}

async function start(options: ApiLayerOptions, etcdBin: string, bin: string): Promise<ControlPlane> {
  const { folder, programs, minor, address = '127.0.0.1' } = options;
  const place = options.through === undefined ? {} : { through: options.through };
  const [clientPort = 0, peerPort = 0, securePort = 0] = await (options.choosePorts ?? freePorts)(3);
  for (const port of [clientPort, securePort]) await options.reach?.(port);
  const etcd = `http://127.0.0.1:${clientPort}`;
  const member = basename(folder);
  const args = etcdFlags(member, join(folder, 'etcd'), etcd, `http://127.0.0.1:${peerPort}`);
  const store = programs.start({
    name: 'etcd',
    command: join(etcdBin, 'etcd'),
    args,
    disposable: true,
    ...place,
  });
  const authority = createAuthority(new Date());
  const files = writeFiles(folder, authority, address);
  const access: Access = {
    server: `https://${address}:${securePort}`,
    authority: authority.certificate,
    ...authority.issue({ commonName: 'admin', organizations: ['system:masters'] }),
  };
  const controllers = controllerMinor(minor);
  const plane: ControlPlane = {
    minor,
    folder,
    programs,
    authority,
    kubeconfig: writeSecret(join(folder, 'kubeconfig'), kubeconfigOf(access)),
    access,
    client: createClient(access),
    etcd,
    writeKubeconfig: (name, subject) =>
      writeSecret(
        join(folder, `${name}.kubeconfig`),
        kubeconfigOf({ ...access, ...authority.issue(subject) }, name),
      ),
    controllers: controllers !== undefined,
  };
  await programs.until('etcd answers', () => isMember(etcd, member), { seconds: 10, of: store });
  const server = programs.start({
    name: 'kube-apiserver',
    command: join(bin, 'kube-apiserver'),
    args: [
      ...apiServerFlags({ etcd, port: securePort, files, address, controllers: plane.controllers }),
      ...(options.apiServerFlags ?? []),
    ],
    disposable: true,
    ...place,
  });
  await untilServing(plane, server);
  if (controllers !== undefined) {
    await startControllers(plane, files, controllers, place);
    await untilControlled(plane, server);
  }
  return plane;
}

/** Controllers may be older than the API server by a minor, never newer (version skew policy). */
export function controllerMinor(minor: Minor): Minor | undefined {
  return Number(minor.split('.')[1]) >= Number(completeMinor.split('.')[1]) ? completeMinor : undefined;
}

async function startControllers(
  plane: ControlPlane,
  files: Files,
  minor: Minor,
  place: { readonly through?: readonly string[] },
): Promise<void> {
  const { folder } = await buildProduct(kubernetesOf(minor));
  const manager = plane.writeKubeconfig('controller-manager', { commonName: 'system:kube-controller-manager' });
  const scheduler = plane.writeKubeconfig('scheduler', { commonName: 'system:kube-scheduler' });
  plane.programs.start({
    name: 'kube-controller-manager',
    command: join(folder, 'kube-controller-manager'),
    args: controllerManagerFlags(manager, files),
    ...place,
  });
  plane.programs.start({
    name: 'kube-scheduler',
    command: join(folder, 'kube-scheduler'),
    args: schedulerFlags(scheduler),
    ...place,
  });
}

/** Ready also means that the first roles are there: controllers that start before are refused and wait for seconds. */
async function untilServing({ programs, client }: ControlPlane, server: RunningProgram): Promise<void> {
  await programs.until(
    'the API server is ready',
    async () => {
      const reply = await client.request('GET', '/readyz', undefined, { timeout: 2000 });
      return reply.ok ? true : undefined;
    },
    { seconds: 60, of: server },
  );
}

/** Until the first namespaces have what pods in them need. */
async function untilControlled({ programs, client }: ControlPlane, server: RunningProgram): Promise<void> {
  for (const [kind, name] of [
    ['ServiceAccount', 'default'],
    ['ConfigMap', 'kube-root-ca.crt'],
  ] as const) {
    await programs.until(
      `every namespace has its ${kind} ${name}`,
      async () => {
        const reply = await client.list('v1', kind, { fieldSelector: `metadata.name=${name}` });
        return reply.ok && reply.body.items.length >= firstNamespaces ? true : undefined;
      },
      { seconds: 60, of: server },
    );
  }
}

/** default, kube-node-lease, kube-public, kube-system. */
const firstNamespaces = 4;

/** True when it answers and is ours: the port could have gone to the etcd of another run. */
async function isMember(etcd: string, name: string): Promise<true | undefined> {
  try {
    const members = await createEtcd(etcd).members();
    return members.length === 1 && members[0] === name ? true : undefined;
  } catch {
    return undefined;
  }
}

function writeFiles(folder: string, authority: Authority, address: string): Files {
  const server = authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['localhost', 'kubernetes', 'kubernetes.default', 'kubernetes.default.svc'],
    addresses: [...new Set(['127.0.0.1', '10.96.0.1', address])],
  });
  const kubelet = authority.issue({ commonName: 'kube-apiserver', organizations: ['system:masters'] });
  const signing = createSigningKey();
  const write = (name: string, text: string): string => writeSecret(join(folder, name), text);
  return {
    authority: write('ca.crt', authority.certificate),
    authorityKey: write('ca.key', authority.key),
    serverCertificate: write('server.crt', server.certificate),
    serverKey: write('server.key', server.key),
    kubeletCertificate: write('kubelet-client.crt', kubelet.certificate),
    kubeletKey: write('kubelet-client.key', kubelet.key),
    signingKey: write('service-account.key', signing.privateKey),
    verifyingKey: write('service-account.pub', signing.publicKey),
  };
}

function writeSecret(path: string, text: string): string {
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
