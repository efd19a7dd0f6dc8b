import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of the editor's settings of a folder; `undefined` where there are none. */
export function readSettings(directory: string): string | undefined {
  const path = join(directory, '.vscode/settings.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
