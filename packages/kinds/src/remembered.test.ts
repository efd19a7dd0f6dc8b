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

it('makes one object of the same parts, and others of others', () => {
  const portOf = oneOfEqual((port: unknown, host?: string) => ({ port, host }));
  const first = portOf(8080);
  expect(portOf(8080)).toBe(first);
  expect([portOf('8080'), portOf(8080, 'web'), portOf(Number.NaN)]).toEqual([
    { port: '8080', host: undefined },
    { port: 8080, host: 'web' },
    { port: Number.NaN, host: undefined },
  ]);
});

it('goes on rightly when it has seen more than it remembers', () => {
  const lengthOf = remembered((text) => text.length);
  const list = oneOfEqual((index: number) => [index]);
  for (let index = 0; index < 10_001; index += 1) {
    lengthOf(`${index}`);
    list(index);
  }
  expect([lengthOf('0'), lengthOf('10000')]).toEqual([1, 5]);
  expect([list(0), list(10_000)]).toEqual([[0], [10_000]]);
});
