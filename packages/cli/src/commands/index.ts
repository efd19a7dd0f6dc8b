import type { CommandEntry } from '../command.ts';

/** Every command, in the order of `fairway --help`. Each is loaded only when it is called. */
export const commands: readonly CommandEntry[] = [
  { name: 'welcome', summary: 'compile the example organization and show where to look next', load: () => import('./welcome.ts') },
  { name: 'check', summary: 'check an organization and report every problem at once', load: () => import('./check.ts') },
  { name: 'compile', summary: 'compile an organization into manifests', load: () => import('./compile.ts') },
];
