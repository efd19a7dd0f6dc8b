import { afterEach, expect, it } from 'vitest';
import { minimal, workspace, type Workspace } from '../testing.ts';

let space: Workspace;
afterEach(() => space.remove());

const both: Record<string, string> = {};
for (const [path, text] of Object.entries(minimal)) {
  both[`one/${path}`] = text;
  both[`two/${path}`] = text;
}

// What is named twice must be one organization; otherwise one of the two would quietly be ignored.
it.each([
  ['one', 0],
  ['one/services', 0],
  ['one/services/shop.yaml', 0],
  ['one/services/shpo.yaml', 1],
  ['nowhere', 1],
  ['two', 2],
  ['two/services/shop.yaml', 2],
])('check %s --org one exits with %d', async (argument, expected) => {
  space = workspace(both);
  expect((await space.fairway('check', argument, '--org', 'one')).code).toBe(expected);
});
