#!/usr/bin/env node
// Plain JavaScript that any Node can read: it checks the version, then starts the bundle or the sources.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';

const [major, minor] = process.versions.node.split('.').map(Number);
if ((major === 24 && minor >= 11) || major >= 26) {
  module.enableCompileCache?.();
  if ([...process.argv.slice(2), process.cwd()].some(isLargeOrganization)) spareMemory();
  await import(bundleIsCurrent() ? '../dist/main.js' : '../src/main.ts');
} else {
  process.exitCode = (await startAgain()) ?? refuse();
}

/** Outside of npm an older Node may come first on the PATH: then the one that npm ci installed beside us does the work. */
async function startAgain() {
  const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  if (!existsSync(pinned) || realpathSync(pinned) === realpathSync(process.execPath)) return undefined;
  const command = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const worker = spawn(pinned, command, { stdio: 'inherit' });
  // A terminal sends Ctrl+C to both; only the one that works decides what it means.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => worker.kill('SIGTERM'));
  try {
    const [status] = await once(worker, 'exit');
    return status ?? 3;
  } catch {
    return undefined;
  }
}

function refuse() {
  process.stderr.write(
    `fairway needs Node ^24.11.0 || >=26 and found ${process.versions.node}; ` +
      'in a checkout, after npm ci, npx fairway uses the pinned Node\n',
  );
  return 2;
}

/**
 * Whether a bundle exists that is younger than everything it was built from. Where the sources are not shipped
 * there is nothing to compare. Folders count too: a deleted file leaves no other trace.
 */
function bundleIsCurrent() {
  const built = statSync(new URL('../dist/main.js', import.meta.url), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const rooms = fileURLToPath(new URL('../../', import.meta.url));
  return ['model', 'kubernetes', 'kinds', 'compiler', 'adapters', 'cli'].every((room) =>
    isOlder(`${rooms}${room}/src`, built),
  );
}

/** Every command waits for this: paths are texts, for URLs cost more than looking does. */
function isOlder(folder, time) {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return true;
  if (changed > time) return false;
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isOlder(path, time);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) return true;
    return statSync(path).mtimeMs <= time;
  });
}

/** From 1,500 files of services on a heap would pass 400 MB. */
function isLargeOrganization(place) {
  try {
    return readdirSync(join(place, 'services'), { recursive: true }).length >= 1_500;
  } catch {
    return false;
  }
}

/**
 * V8 lets a heap grow to several times what lives in it before it collects, which is fast and, with thousands of
 * services, most of the memory. Marking in small steps keeps alive what dies meanwhile, and nobody waits for a frame
 * here. The flags are read at every collection, so they may be set while the process runs; but what grew does not
 * shrink, so they come before everything else. They cost up to half more CPU time and more than halve the memory.
 */
function spareMemory() {
  v8.setFlagsFromString('--heap-growing-percent=12');
  v8.setFlagsFromString('--semi-space-growth-factor=1');
  v8.setFlagsFromString('--no-incremental-marking');
}
