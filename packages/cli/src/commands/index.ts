import type { CommandEntry } from '../command.ts';

/** Every command, in the order of `fairway --help`. Each is loaded only when it is called. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'welcome',
    summary: 'compile the example organization and show where to look next',
    load: () => import('./welcome.ts'),
  },
  {
    name: 'check',
    summary: 'say everything that is wrong, and repair what can be repaired',
    load: () => import('./check.ts'),
  },
  {
    name: 'compile',
    summary: 'write the manifests of every service and environment',
    load: () => import('./compile.ts'),
  },
  {
    name: 'diff',
    summary: 'what differs between two records, organizations, or Git revisions',
    load: () => import('./diff.ts'),
  },
  {
    name: 'eject',
    summary: 'plain manifests of one service that need no Fairway',
    load: () => import('./eject.ts'),
  },
];
