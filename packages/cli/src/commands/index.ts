import type { CommandEntry } from '../command.ts';

export { commonOptions, type Command, type CommandOption } from '../command.ts';

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
    summary: 'show what differs between two records, organizations, or Git revisions',
    load: () => import('./diff.ts'),
  },
  {
    name: 'graph',
    summary: 'print the resource graph of an environment: json, mermaid, dot, svg',
    load: () => import('./graph.ts'),
  },
  {
    name: 'patches',
    summary: 'list patches with owner, age, expiry, and budget',
    load: () => import('./patches.ts'),
  },
  {
    name: 'eject',
    summary: 'write plain manifests of one service that need no Fairway',
    load: () => import('./eject.ts'),
  },
  {
    name: 'why',
    summary: 'say why a field of a rendered object has its value',
    load: () => import('./why.ts'),
  },
  {
    name: 'affects',
    summary: 'list the fields that a value of a service decides',
    load: () => import('./affects.ts'),
  },
  {
    name: 'init',
    summary: 'make a small organization that compiles',
    load: () => import('./init.ts'),
  },
  {
    name: 'platform',
    summary: 'lock the published definition, or check it',
    load: () => import('./platform.ts'),
  },
  {
    name: 'explain',
    summary: 'explain a kind, a field, or a document of the definition',
    load: () => import('./explain.ts'),
  },
  {
    name: 'migrate',
    summary: 'rewrite intent files for another API version or kind',
    load: () => import('./migrate.ts'),
  },
  {
    name: 'schema',
    summary: 'write schemas for editors (install) and clusters (export)',
    load: () => import('./schema.ts'),
  },
  {
    name: 'validate',
    summary: 'check any manifests as strictly as an API server does',
    load: () => import('./validate.ts'),
  },
  {
    name: 'doctor',
    summary: 'look at everything around an organization, and say what to do',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'completion',
    summary: 'print a completion script for bash, zsh, or fish',
    load: () => import('./completion.ts'),
  },
];
