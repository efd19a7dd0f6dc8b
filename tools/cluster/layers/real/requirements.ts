import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the real layer shows that no other does; said when it cannot run. */
export const whatRealProves =
  'pods become ready through their own probes, under their own security context and read-only root; images are pulled ' +
  'with the pull secret; Services answer; a rolling update drops no request; what is killed comes back';

/** Program by the Debian package that brings it. */
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
export function networkPlugins(): string | undefined {
  return pluginFolders.find((folder) => plugins.every((plugin) => existsSync(join(folder, plugin))));
}

/** What this machine lacks for the real layer, one thing a line; empty when nothing. */
export function missingForReal(): readonly string[] {
  const missing: string[] = [];
  if (process.platform !== 'linux') return ['Linux: pods are made of its namespaces and control groups'];
  if (process.arch !== 'x64') missing.push('a 64-bit x86 processor: the images are made for it');
  if (process.geteuid?.() !== 0) missing.push('root: namespaces, mounts, and control groups need it');
  for (const [program, name] of Object.entries(needed)) {
    if (!isInstalled(program)) missing.push(`${program}: Debian package ${name}`);
  }
  if (networkPlugins() === undefined)
    missing.push(`network plugins ${plugins.join(', ')}: Debian package containernetworking-plugins`);
  if (!readFileSync('/proc/filesystems', 'utf8').includes('\toverlay\n'))
    missing.push('the overlay file system of the kernel');
  if (!existsSync('/proc/sys/net/bridge/bridge-nf-call-iptables'))
    missing.push('the kernel module br_netfilter: Services are not reached from pods without it');
  if (!isWritable('/sys/fs/cgroup')) missing.push('control groups that may be written, at /sys/fs/cgroup');
  if (missing.length === 0 && !canUnshare()) missing.push('the right to make namespaces (unshare fails)');
  return missing;
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => existsSync(join(folder, program)));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function canUnshare(): boolean {
  const options = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  return spawnSync('unshare', [...options, 'ip', 'link', 'set', 'lo', 'up']).status === 0;
}
