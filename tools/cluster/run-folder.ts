import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'fairway-cluster-';

/** Who owns a folder: a process of one process namespace, told from a later one with its number by its start. */
export interface Owner {
  readonly namespace: string;
  readonly pid: number;
  readonly started: string;
}

/**
 * A new folder of this process below the system's temporary folder. Its name says who owns it, so that whoever
 * starts next removes the folders of processes that were killed. Removes such folders first.
 */
export function createRunFolder(): string {
  removeLeftOvers();
  return mkdtempSync(join(tmpdir(), folderPrefix(ownerOf(process.pid))));
}

/** Removes folders of runs whose process is gone; folders of other process namespaces stay. */
export function removeLeftOvers(): void {
  const { namespace } = ownerOf(process.pid);
  for (const name of readdirSync(tmpdir())) {
    const owner = ownerNamed(name);
    if (owner === undefined || owner.namespace !== namespace) continue;
    if (livesOn(owner)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's folder, or one that somebody else removes right now.
    }
  }
}

/** The start of the name of an owner's folders. */
export function folderPrefix({ namespace, pid, started }: Owner): string {
  return `${prefix}${namespace}-${pid}-${started}-`;
}

/** The owner that the name of a folder tells, undefined for other folders. */
export function ownerNamed(name: string): Owner | undefined {
  const [, namespace, pid, started] = /^fairway-cluster-([0-9]+)-([0-9]+)-([0-9]+)-/.exec(name) ?? [];
  if (namespace === undefined || pid === undefined || started === undefined) return undefined;
  return { namespace, pid: Number(pid), started };
}

/** True while the very process that is meant runs. */
export function livesOn({ pid, started }: Pick<Owner, 'pid' | 'started'>): boolean {
  return isAlive(pid) && startOf(pid) === started;
}

/** True while a process of that number runs; one that ended and that nobody collected yet does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPERM') return false;
  }
  return statOf(pid)[0] !== 'Z';
}

/** How the process of that number is told from a later one with the same number. */
export function ownerOf(pid: number): Owner {
  return { namespace: processNamespace(), pid, started: startOf(pid) };
}

/** The number of the namespace in which process numbers hold, `0` where the system has none. */
function processNamespace(): string {
  try {
    return /[0-9]+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** When a process started, in clock ticks since the machine did; `0` where the system does not tell. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? '0';
}

/** What the system tells of a process from its state on (proc(5)), nothing where it does not. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
