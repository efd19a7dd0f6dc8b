import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hierarchies } from './control-groups.ts';

/** What the real layer shows that no other does; said when it cannot run. */
export const whatRealProves =
  'pods become ready through their own probes, under their own security context and read-only root; images are pulled ' +
  'with the pull secret; Services answer; a rolling update drops no request; what is killed comes back';

/** What of a machine decides whether pods can run on it. */
export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly isRoot: boolean;
  readonly hasProgram: (name: string) => boolean;
  readonly exists: (path: string) => boolean;
  readonly hasFileSystem: (name: string) => boolean;
  readonly hasControlGroups: () => boolean;
  /** Whether namespaces can be made; only asked when nothing else is missing. */
  readonly canUnshare: () => boolean;
}

/** Debian package by the program that it brings. */
const needed: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  'containerd-shim-runc-v2': 'containerd',
  runc: 'runc',
  nft: 'nftables',
  ip: 'iproute2',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  ldd: 'libc-bin',
};

/** Where Debian, and everybody else, keeps plugins for networks of containers. */
const pluginFolders = ['/usr/lib/cni', '/opt/cni/bin'];
const plugins = ['bridge', 'host-local', 'loopback'];

/** The folder with the plugins for networks, undefined where they are missing. */
export function networkPlugins(exists: Machine['exists'] = existsSync): string | undefined {
  return pluginFolders.find((folder) => plugins.every((plugin) => exists(join(folder, plugin))));
}

/** What a machine lacks for the real layer, one thing a line; empty when nothing. */
export function missingForReal(machine: Machine = thisMachine): readonly string[] {
  if (machine.platform !== 'linux') return ['Linux: pods are made of its namespaces and control groups'];
  const missing: string[] = [];
  if (machine.architecture !== 'x64') missing.push('a 64-bit x86 processor: the images are made for it');
  if (!machine.isRoot) missing.push('root: namespaces, mounts, and control groups need it');
  for (const [program, name] of Object.entries(needed)) {
    if (!machine.hasProgram(program)) missing.push(`${program} (Debian's ${name})`);
  }
  if (networkPlugins(machine.exists) === undefined)
    missing.push(`network plugins ${plugins.join(', ')} (Debian's containernetworking-plugins)`);
  if (!machine.hasFileSystem('overlay')) missing.push('the overlay file system of the kernel');
  if (!machine.exists('/proc/sys/net/bridge/bridge-nf-call-iptables'))
    missing.push('the kernel module br_netfilter: without it pods do not reach Services');
  if (!machine.hasControlGroups()) missing.push('control groups that may be written');
  if (missing.length === 0 && !machine.canUnshare())
    missing.push('the right to make namespaces: unshare fails');
  return missing;
}

const thisMachine: Machine = {
  platform: process.platform,
  architecture: process.arch,
  isRoot: process.geteuid?.() === 0,
  hasProgram: (name) =>
    [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) =>
      existsSync(join(folder, name)),
    ),
  exists: existsSync,
  hasFileSystem: (name) => readFileSync('/proc/filesystems', 'utf8').includes(`\t${name}\n`),
  hasControlGroups: () => {
    const found = hierarchies();
    return found.length > 0 && found.every(isWritable);
  },
  canUnshare: () => {
    const options = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    return spawnSync('unshare', [...options, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
  },
};

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
