import { type CelLibrary, celLibraries } from '@fairway/kubernetes';
import type { Generator } from '../generator.ts';

const page = 'docs/reference/cel.md';

/** The page of CEL: which function exists from which minor of Kubernetes, and how near to a server Fairway is. */
export const generator: Generator = {
  name: 'cel-page',
  owns: [page],
  generate: () => Promise.resolve(new Map([[page, text()]])),
};

/** What every server that Fairway knows can do needs no version. */
const OLDEST = 33;

function text(): string {
  return [INTRODUCTION, ...celLibraries.map(section), DIFFERENCES].join('\n\n').concat('\n');
}

function section({ name, since, functions, macros = [] }: CelLibrary): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  const grouped = new Map<string, string[]>();
  for (const [each, signature] of functions) {
    const known = grouped.get(each) ?? [];
    grouped.set(each, known);
    if (!known.includes(signature)) known.push(signature);
  }
  const rows = [...grouped].map(([each, signatures]) => {
    const shown = signatures.slice(0, 6).map((signature) => `\`${signature}\``);
    const more = signatures.length > 6 ? `, and ${signatures.length - 6} more` : '';
    return `| \`${each.replaceAll('|', '\\|')}\` | ${shown.join(', ')}${more} |`;
  });
  const table = rows.length === 0 ? [] : ['| Function | Signatures |', '|---|---|', ...rows];
  const known = macros.length === 0 ? [] : [`Macros: ${macroText(macros)}.`];
  return [
    `## ${title}`,
    '',
    since < OLDEST ? 'Every version.' : versions(since),
    ...known.flatMap((line) => ['', line]),
    '',
    ...table,
  ]
    .join('\n')
    .trimEnd();
}

function versions(since: number): string {
  return `New expressions from Kubernetes 1.${since + 1} on; stored ones from 1.${since} on.`;
}

function macroText(macros: readonly string[]): string {
  const counts = new Map<string, string[]>();
  for (const macro of macros) {
    const [name = '', count = ''] = macro.split('/');
    counts.set(name, [...(counts.get(name) ?? []), count]);
  }
  return [...counts].map(([name, numbers]) => `\`${name}\` (${numbers.join(' or ')} arguments)`).join(', ');
}

const INTRODUCTION = `# CEL

Definitions of resources carry rules in the Common Expression Language. Fairway evaluates them offline as an API server
does, for every object it writes and for \`fairway validate\`; \`fairway validate --with\` also compiles the rules of the
definitions that are brought. The tests send more than a thousand rules and values to real API servers of every minor
that Fairway builds, and both must agree whether a rule compiles, what it may cost, and whether it holds, breaks, or
fails.

A server reads a **new** expression with what the minor before its own knew, so that it can be rolled back; a **stored**
one with all that it knows itself. A signature \`string.(int) -> string\` is a method of text, \`(string) -> int\` a
function; single capital letters stand for any type.

## Types

| In the schema | In expressions |
|---|---|
| \`string\` | \`string\`; with format \`date-time\` or \`date\` a timestamp, with \`duration\` a duration, with \`byte\` bytes |
| \`integer\`, \`number\`, \`boolean\` | \`int\`, \`double\`, \`bool\` |
| \`array\` | list; \`listType: set\` and \`map\` have no order in \`==\`, and \`+\` merges |
| \`object\` with \`properties\` | an object; a field that is null is absent |
| \`object\` with \`additionalProperties\` | map with \`string\` keys |
| int-or-string | \`dyn\` |
| no type, unknown fields preserved | not visible: \`undefined field\` |

Names are escaped: \`a-b\` is \`a__dash__b\`, \`a.b\` is \`a__dot__b\`, \`a/b\` is \`a__slash__b\`, \`__\` is \`__underscores__\`;
reserved words such as \`namespace\` may be written as they are or as \`__namespace__\`. The root of an object and embedded
resources always have \`apiVersion\`, \`kind\`, \`metadata.name\`, and \`metadata.generateName\`.`;

const DIFFERENCES = `## What differs from a server

- **Cost of an evaluation**: a server counts every step; Fairway counts the rounds of macros and the sizes of what
  functions read. Both stop an expression at 1,000,000, but not at the same moment. The **estimate** by which a server
  refuses definitions (10,000,000 for a rule, 100,000,000 for a definition, times how often the rule may be evaluated)
  is the server's own.
- Whole numbers of documents beyond 2^53 are as exact as JSON in JavaScript. Arithmetic is exact: 64 bits, and an
  overflow is an error.
- \`1.0\` in a document without a schema is the integer \`1\`: JSON in JavaScript does not tell them apart.
- \`authorizer\` is not available: only a running server can answer it. Messages (\`Type{field: value}\`) cannot be
  written, and names in backquotes are refused, as in rules of definitions on a server.
- Time zones by name are those of the JavaScript runtime.
- Texts of problems are Fairway's own, except where a server's words are what people look for (\`no such key\`,
  \`undefined field\`).`;
