import type { Call } from '../command.ts';
import { WrongUse } from '../exit-code.ts';
import type { LoadOptions } from './load.ts';

/** Where the organization is: the argument, else `--org`, else the current folder. */
export function whereOf(call: Call, argument?: string): LoadOptions {
  const org = call.text('org');
  if (argument !== undefined && org !== undefined) throw new WrongUse('give the organization once: as argument or as --org');
  const directory = argument ?? org;
  return { ...(directory === undefined ? {} : { directory }), plugins: !call.flag('no-plugins') };
}
