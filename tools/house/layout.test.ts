import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import vitestConfig from '../../vitest.config.ts';
import { camelCase, pascalCase, rooms } from './layout.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const named = (text: string): string[] => Array.from(text.matchAll(/`([a-z]+)`/g), (match) => match[1] ?? '');

describe('the table of rooms', () => {
  it('names every folder of packages', () => {
    expect(readdirSync(new URL('packages', root)).sort()).toEqual(Object.keys(rooms).sort());
  });

  it('is the one that decision 1 shows', () => {
    const before: string[] = [];
    const rows = read('docs/decisions/0001-rooms-and-arrows.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, room = '', , arrows = '', packages = '']) => {
        const name = named(room)[0] ?? '';
        const entry = {
          rooms: arrows === 'all of the above' ? [...before] : named(arrows),
          packages: packages === '–' ? [] : packages.split(', '),
        };
        before.push(name);
        return [name, entry] as const;
      });
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(
        Object.entries(rooms).map(([name, room]) => [name, { rooms: room.rooms, packages: room.packages }]),
      ),
    );
  });

  it('gives the command the rooms that its bundle is made from', () => {
    const list = /\[('[^\]]+')\]\.every/.exec(read('packages/cli/bin/fairway.js'))?.[1] ?? '';
    expect(list.replaceAll("'", '').split(', ')).toEqual([...(rooms['cli']?.rooms ?? []), 'cli']);
  });

  it('gives the test runner the pure rooms', () => {
    const include = JSON.stringify(vitestConfig.test?.projects?.[0]);
    const pure = Object.keys(rooms).filter((name) => rooms[name]?.pure === true);
    expect(Array.from(include.matchAll(/packages\/([a-z]+)\/src/g), (match) => match[1])).toEqual(pure);
  });
});

it('spells names for code', () => {
  expect(camelCase('web-service')).toBe('webService');
  expect(pascalCase('web-service')).toBe('WebService');
});
