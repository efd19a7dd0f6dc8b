import { expect, it } from 'vitest';
import { lineReader } from './line-reader.ts';

it('gives lines by number, whatever ends them', () => {
  const line = lineReader((file) => (file === 'a.yaml' ? 'one\ntwo\r\nthree\rfour' : undefined));
  expect([1, 2, 3, 4, 5].map((number) => line('a.yaml', number))).toEqual([
    'one',
    'two',
    'three',
    'four',
    undefined,
  ]);
  expect(line('b.yaml', 1)).toBeUndefined();
});

it('asks for a text once, however many of its lines are wanted', () => {
  const asked: string[] = [];
  const line = lineReader((file) => {
    asked.push(file);
    return file === 'gone' ? undefined : 'a\n'.repeat(1000);
  });
  for (let number = 1; number <= 1000; number += 1) {
    line('a', number);
    line('gone', number);
  }
  expect(asked).toEqual(['a', 'gone']);
});
