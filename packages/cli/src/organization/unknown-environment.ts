import { suggest, type Definition } from '@fairway/model';

/** What to say of a name that no environment has. */
export function unknownEnvironment(wanted: string, { environments }: Definition): string {
  const names = environments.map(({ name }) => name);
  const nearest = suggest(wanted, names);
  const hint = nearest === undefined ? `there are ${names.join(', ')}` : `did you mean ${nearest}?`;
  return `there is no environment ${wanted}; ${hint}`;
}
