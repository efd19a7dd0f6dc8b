import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { honestTests } from './honest-tests.ts';

const broken = (text: string): number => honestTests.check(treeOf({ 'a.test.ts': text })).length;

describe('honest tests', () => {
  it.each([
    'it.skip("a", () => { expect(a).toBe(1); });',
    'describe.only("a", () => { expect(a).toBe(1); });',
    'it.todo("a"); expect(a).toBe(1);',
    'it("a", () => { expect(a).toMatchSnapshot(); });',
    'it("a", () => { expect(a).toMatchInlineSnapshot(); });',
    'it("a", () => { expect(true).toBe(true); });',
    'it("a", () => { run(); });',
  ])('refuses %s', (text) => {
    expect(broken(text)).toBe(1);
  });

  it('allows a test that expects something', () => {
    expect(broken('it("a", () => { expect(sum(1, 2)).toBe(3); });')).toBe(0);
  });
});
