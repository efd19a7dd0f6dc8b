import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isAlive, ownerNamed } from '../../run-folder.ts';

/** Where control groups are mounted: a folder for each controller (version 1), one for all (version 2), or both. */
export function hierarchies(mounts: string = readFileSync('/proc/mounts', 'utf8')): readonly string[] {
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .flatMap(([, folder = '', type = '']) => (type === 'cgroup' || type === 'cgroup2' ? [folder] : []));
}

/**
 * Makes the control group below which the pods of one run live, called like the folder of the run, in every
 * hierarchy. Without one of its own, a second kubelet on the machine would end the pods as unknown.
 * @returns its path in a hierarchy: `/fairway-cluster-...`
 */
export function createControlGroup(folder: string): string {
  const name = basename(folder);
  removeAbandoned(name);
  for (const hierarchy of hierarchies()) mkdirSync(join(hierarchy, name), { recursive: true });
  return `/${name}`;
}

/** Numbers of the processes of one container, as this process sees them. */
export function processesIn(group: string): readonly number[] {
  for (const hierarchy of hierarchies()) {
    const file = join(hierarchy, group, 'cgroup.procs');
    if (existsSync(file)) return readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map(Number);
  }
  return [];
}

/** The groups of the containers of a pod, by its uid; the one that holds its namespaces is among them. */
export function containerGroups(group: string, podUid: string): readonly string[] {
  const found: string[] = [];
  for (const hierarchy of hierarchies().slice(0, 1)) {
    const visit = (path: string, depth: number): void => {
      for (const entry of readdirSync(join(hierarchy, path), { withFileTypes: true })) {
        if (!entry.isDirectory()) continue;
        const own = join(path, entry.name);
        if (path.endsWith(`/pod${podUid}`)) found.push(own);
        else if (depth < 3) visit(own, depth + 1);
      }
    };
    visit(group, 0);
  }
  return found;
}

/** Groups that runs left which were killed together with the process that cleans up after them. */
function removeAbandoned(own: string): void {
  const namespace = ownerNamed(own)?.namespace;
  for (const hierarchy of hierarchies()) {
    for (const name of readdirSync(hierarchy)) {
      const owner = ownerNamed(name);
      if (owner === undefined || owner.namespace !== namespace || isAlive(owner.pid)) continue;
      removeGroup(join(hierarchy, name));
    }
  }
}

/** Removes a group and those below; one with processes stays. */
function removeGroup(folder: string): void {
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) removeGroup(join(folder, entry.name));
    }
    rmdirSync(folder);
  } catch {
    // Somebody else removed it first, or it is in use.
  }
}
