import { expect, it } from 'vitest';
import { isSha256Digest, parseImage } from './image.ts';

const digest = `sha256:${'ab'.repeat(32)}`;

it.each([
  ['nginx', { repository: 'docker.io/library/nginx' }],
  ['team/web:1', { repository: 'docker.io/team/web', tag: '1' }],
  ['registry.example.com/team/web:1.2', { repository: 'registry.example.com/team/web', tag: '1.2' }],
  ['registry.example.com:5000/web', { repository: 'registry.example.com:5000/web' }],
  [`localhost/web@${digest}`, { repository: 'localhost/web', digest }],
  [`registry.example.com/web:1@${digest}`, { repository: 'registry.example.com/web', tag: '1', digest }],
])('reads %s', (text, expected) => {
  expect(parseImage(text)).toEqual(expected);
});

it.each([
  '',
  'Web',
  'registry.example.com/',
  'a b',
  'web:',
  'web@',
  'web@sha256',
  'https://registry.example.com/web',
  'web/../x',
  `${'a'.repeat(600)}`,
])('refuses %s', (text) => {
  expect(parseImage(text)).toBeUndefined();
});

it('takes only whole digests', () => {
  expect(isSha256Digest(digest)).toBe(true);
  expect(isSha256Digest(digest.slice(0, -1))).toBe(false);
  expect(isSha256Digest(digest.toUpperCase())).toBe(false);
});
