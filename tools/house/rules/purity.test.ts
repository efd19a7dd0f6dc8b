import { describe, expect, it } from 'vitest';
import { treeOf } from '../tree.ts';
import { purity } from './purity.ts';

const broken = (path: string, text: string): number => purity.check(treeOf({ [path]: text })).length;

describe('purity', () => {
  it.each([
    'const a = process.env;',
    "const a = process['env'];",
    'const a = globalThis.x;',
    'const a = Date.now();',
    'const a = new Date();',
    'const a = Date();',
    'const a = performance.now();',
    'const a = Math.random();',
    'const a = crypto.randomUUID();',
    'await fetch(url);',
    'setTimeout(f, 1);',
    'console.log(a);',
    'names.sort((a, b) => a.localeCompare(b));',
    'const a = n.toLocaleString();',
    'const a = new Intl.NumberFormat();',
    "const a = new Intl.DateTimeFormat('en-US');",
    'const a = new Intl.DateTimeFormat(undefined, { timeZone: zone });',
    'const a = date.getHours();',
    'const a = `${Date.now()}`;',
  ])('refuses %s', (text) => {
    expect(broken('packages/compiler/src/a.ts', text)).toBe(1);
  });

  it.each([
    'const a = new Date(now);',
    'const a = queue.process(1);',
    'const a = Math.round(1);',
    'const a = Date.parse(text);',
    "const a = 'process.env and Date.now()'; // Math.random()",
    'const a = store.fetch(1);',
    'const a = date.getUTCHours();',
    "const a = new Intl.DateTimeFormat('en-US', { timeZone: zone });",
  ])('allows %s', (text) => {
    expect(broken('packages/compiler/src/a.ts', text)).toBe(0);
  });

  it('leaves tests and rooms that touch the world alone', () => {
    expect(broken('packages/compiler/src/a.test.ts', 'Date.now()')).toBe(0);
    expect(broken('packages/adapters/src/a.ts', 'Date.now()')).toBe(0);
  });

  it('names the line', () => {
    expect(purity.check(treeOf({ 'packages/model/src/a.ts': '\n\nconst a = Math.random();\n' }))).toEqual([
      { file: 'packages/model/src/a.ts', line: 3, message: 'Math.random: chance comes in as an argument' },
    ]);
  });
});
