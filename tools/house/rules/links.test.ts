import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { links } from './links.ts';

const target = '# The way\n\n## Why `fairway why` is fast\n\n## The way\n';
const broken = (text: string): string[] =>
  links
    .check(treeOf({ 'docs/a.md': text, 'docs/guides/b.md': target, LICENSE: '' }))
    .map(({ message }) => message);

describe('links', () => {
  it.each([
    '[b](guides/b.md)',
    '[b](./guides/b.md#the-way)',
    '[b](guides/b.md#the-way-1)',
    '[b](guides/b.md#why-fairway-why-is-fast)',
    '[license](../LICENSE)',
    '[folder](guides/)',
    '[web](https://example.com/x)',
    '# Here\n[here](#here)',
    '`[code](nowhere.md)`',
    '```\n[code](nowhere.md)\n```',
  ])('allows %j', (text) => {
    expect(broken(text)).toEqual([]);
  });

  it.each([
    ['[x](nowhere.md)', 'nowhere.md leads nowhere'],
    ['![x](picture.svg)', 'picture.svg leads nowhere'],
    ['[x]: nowhere.md', 'nowhere.md leads nowhere'],
    ['<img src="picture.svg">', 'picture.svg leads nowhere'],
    ['[x](guides/b.md#nothing)', 'docs/guides/b.md has no heading #nothing'],
    ['[x](#nothing)', 'docs/a.md has no heading #nothing'],
  ])('refuses %s', (text, message) => {
    expect(broken(text)).toEqual([message]);
  });
});
