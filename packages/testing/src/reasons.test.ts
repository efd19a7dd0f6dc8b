import { readFileSync } from 'node:fs';
import { declaredReasons, reasonDocs } from '@fairway/compiler';
import { expect, it } from 'vitest';

const page = readFileSync(new URL('../../../docs/reference/reasons.md', import.meta.url), 'utf8');
const reasons = [...declaredReasons().values()];

it('gives every declared reason a place of its own on the page of reasons', () => {
  expect(reasons.length).toBeGreaterThan(50);
  const anchors = [...page.matchAll(/^<a id="([^"]+)"><\/a>$/gm)].map(([, anchor]) => anchor);
  expect(new Set(anchors)).toEqual(new Set(reasons.map(({ anchor }) => anchor)));
  expect(anchors).toHaveLength(reasons.length);
});

it('leads from the sentence to the place', () => {
  for (const { anchor, reason } of reasons) {
    expect(reasonDocs(reason)).toBe(`https://fairway.dev/reference/reasons#${anchor}`);
    expect(page).toContain(`### ${reason}\n`);
  }
  expect(reasonDocs('A plugin says so.')).toBeNull();
});
