#!/usr/bin/env node
// Plain JavaScript that any Node can read: it checks the version, then starts the bundle or the sources.
import { readdirSync, statSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if ((major === 24 && minor >= 11) || major >= 26) {
  module.enableCompileCache?.();
  await import(bundleIsCurrent() ? '../dist/main.js' : '../src/main.ts');
} else {
  process.stderr.write(
    `fairway needs Node ^24.11.0 || >=26 and found ${process.versions.node}; ` +
      'in a checkout, after npm ci, npx fairway uses the pinned Node\n',
  );
  process.exitCode = 2;
}

/**
 * Whether a bundle exists that is younger than everything it was built from. Where the sources are not shipped
 * there is nothing to compare. Folders count too: a deleted file leaves no other trace.
 */
function bundleIsCurrent() {
  const built = statSync(new URL('../dist/main.js', import.meta.url), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return false;
  const rooms = new URL('../../', import.meta.url);
  return ['model', 'kubernetes', 'kinds', 'compiler', 'adapters', 'cli'].every((room) =>
    isOlder(new URL(`${room}/src/`, rooms), built),
  );
}

function isOlder(folder, time) {
  const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return true;
  if (changed > time) return false;
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    if (entry.isDirectory()) return isOlder(new URL(`${entry.name}/`, folder), time);
    if (!entry.name.endsWith('.ts') || entry.name.endsWith('.test.ts')) return true;
    return statSync(new URL(entry.name, folder)).mtimeMs <= time;
  });
}
