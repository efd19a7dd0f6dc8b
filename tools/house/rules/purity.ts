import { rooms } from '../layout.ts';
import { factsOf, lineAt } from '../source.ts';
import { isTestCode, roomOf, type HouseRule } from '../tree.ts';

const free = String.raw`(?<![.\w$])`;

/** What a pure room may not say, and why. */
const impure: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${free}process\\s*[.[]`, 'g'), 'the process is outside of a pure room'],
  [new RegExp(`${free}globalThis\\b`, 'g'), 'globals are outside of a pure room'],
  [
    new RegExp(`${free}Date\\.now\\b|new Date\\(\\s*\\)|(?<!new )${free}Date\\(`, 'g'),
    'time comes in as an argument',
  ],
  [new RegExp(`${free}performance\\b\\s*\\.`, 'g'), 'time comes in as an argument'],
  [new RegExp(`${free}Math\\.random\\b|${free}crypto\\s*\\.`, 'g'), 'chance comes in as an argument'],
  [
    new RegExp(`${free}(?:fetch|setTimeout|setInterval|setImmediate|queueMicrotask)\\s*\\(`, 'g'),
    'a pure room neither waits nor calls out',
  ],
  [new RegExp(`${free}console\\s*\\.`, 'g'), 'a pure room prints nothing'],
  [
    /\.localeCompare\(|\.toLocale[A-Z]\w*\(|(?<![.\w$])Intl\s*\.(?!DateTimeFormat\(['"][^,]*, \{ timeZone)/g,
    'the result depends on the locale',
  ],
  [
    /\.(?:getHours|getMinutes|getDate|getDay|getMonth|getFullYear|getTimezoneOffset|toDateString|toTimeString)\(/g,
    'the result depends on the time zone',
  ],
];

/** Pure rooms give the same answer everywhere: nothing from the process, the clock, chance, locale or time zone. */
export const purity: HouseRule = {
  name: 'purity',
  check: (tree) =>
    tree.files
      .filter(
        ({ path }) => path.endsWith('.ts') && rooms[roomOf(path) ?? '']?.pure === true && !isTestCode(path),
      )
      .flatMap((file) => {
        const { code } = factsOf(file);
        return impure.flatMap(([pattern, why]) =>
          Array.from(code.matchAll(pattern), (match) => ({
            file: file.path,
            line: lineAt(code, match.index),
            message: `${match[0].trim()}: ${why}`,
          })),
        );
      }),
};
