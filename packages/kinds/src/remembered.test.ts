import { expect, it } from 'vitest';
import { oneOfEqual, remembered } from './remembered.ts';

it('works out each text once, whatever comes of it', () => {
  const asked: string[] = [];
  const first = remembered((text) => {
    asked.push(text);
    return text[0];
  });
  expect(['ab', '', 'ab', ''].map(first)).toEqual(['a', undefined, 'a', undefined]);
  expect(asked).toEqual(['ab', '']);
});

it('gives the first of equal objects, and others by other parts', () => {
  const one = oneOfEqual<{ readonly port: unknown }>();
  const first = one(['http', 8080], { port: 8080 });
  expect(one(['http', 8080], { port: 8080 })).toBe(first);
  expect(one(['http', '8080'], { port: '8080' })).toEqual({ port: '8080' });
  expect(one(['http'], { port: undefined })).toEqual({ port: undefined });
});

it('goes on rightly when it has seen more than it remembers', () => {
  const lengthOf = remembered((text) => text.length);
  const one = oneOfEqual<readonly number[]>();
  for (let index = 0; index < 10_001; index += 1) {
    lengthOf(`${index}`);
    one([index], [index]);
  }
  expect([lengthOf('0'), lengthOf('10000')]).toEqual([1, 5]);
  expect([one([0], [0]), one([10_000], [10_000])]).toEqual([[0], [10_000]]);
});
