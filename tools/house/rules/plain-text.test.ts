import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { plainText } from './plain-text.ts';

const broken = (text: string): number => plainText.check(treeOf({ 'docs/a.md': text })).length;

describe('plain text', () => {
  it.each([
    ['see /wo', 'rk/main/a'],
    ['see /ro', 'ot/.config'],
    ['see /ho', 'me/sam/a'],
    ['https://registry.npm', 'js.org/zod'],
    ['// TO', 'DO later'],
    ['// @ts-', 'ignore'],
    ['// oxlint-', 'disable'],
  ])('refuses %s%s', (start, end) => {
    expect(broken(start + end)).toBe(1);
  });

  it.each([
    'spec.securityContext.runAsNonRoot',
    'src/work/a.ts',
    'mounted at /tmp and /etc/orders/config',
    'registry.example.com/a',
  ])('allows %s', (text) => {
    expect(broken(text)).toBe(0);
  });
});
