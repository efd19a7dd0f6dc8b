import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './build/recipe.ts';
import { livesOn } from './run-folder.ts';

/** The cluster that `up` started for this checkout. */
export interface State {
  /** Of the process that owns it. */
  readonly pid: number;
  readonly started: string;
  readonly layer: string;
  readonly kubernetes: string;
  /** Undefined until it is ready. */
  readonly kubeconfig?: string;
  /** A socket on which its owner takes orders. */
  readonly control?: string;
}

/** How an owner exits that found another one. It has written nothing: the log is the other's. */
export const TAKEN = 3;

/** The log of the process that owns the cluster. */
export function supervisorLog(): string {
  return join(stateFolder(), 'supervisor.log');
}

/** What runs for this checkout; undefined when nothing does. */
export function readState(): State | undefined {
  try {
    const state = JSON.parse(readFileSync(statePath(), 'utf8')) as State;
    return livesOn(state) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Makes this process the owner of the checkout's cluster; false when there is another one. */
export function claimState(state: State): boolean {
  const own = ownPath(state);
  writeFileSync(own, JSON.stringify(state));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        linkSync(own, statePath());
        return true;
      } catch {
        if (readState() !== undefined) return false;
        removeState();
      }
    }
    return false;
  } finally {
    rmSync(own, { force: true });
  }
}

export function updateState(state: State): void {
  writeFileSync(ownPath(state), JSON.stringify(state));
  renameSync(ownPath(state), statePath());
}

export function removeState(): void {
  rmSync(statePath(), { force: true });
}

/** Where an owner prepares the file that it then puts in its place at once. */
function ownPath({ pid }: State): string {
  return `${statePath()}.${pid}`;
}

function statePath(): string {
  return join(stateFolder(), 'state.json');
}

/** One per checkout, so that checkouts do not meet. */
function stateFolder(): string {
  const checkout = fileURLToPath(new URL('../../', import.meta.url));
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 16);
  const folder = join(cacheFolder(process.env, homedir()), 'running', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
