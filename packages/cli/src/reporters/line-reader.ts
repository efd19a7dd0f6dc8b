/** Gives lines of files by number, from 1; `undefined` where there is none. */
export type LineReader = (file: string, line: number) => string | undefined;

/** Reads and splits each file once, at its first question: asking for every line of a file costs its length. */
export function lineReader(textOf: (file: string) => string | undefined): LineReader {
  const files = new Map<string, readonly string[] | undefined>();
  return (file, line) => {
    if (!files.has(file)) files.set(file, textOf(file)?.split(/\r\n|\n|\r/));
    return files.get(file)?.[line - 1];
  };
}
