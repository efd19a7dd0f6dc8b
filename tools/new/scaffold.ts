import { camelCase, pascalCase, type Family } from '../house/layout.ts';

const kebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What is wrong with a name for a new member of a family, if anything. */
export function nameProblem(name: string): string | undefined {
  return kebab.test(name) ? undefined : `${name} is not a name in kebab-case, such as canary-steps`;
}

/**
 * The files of a new member from the files of the family's template, both by path within their folder.
 * `placeholder-name`, `placeholderName`, `PlaceholderName` and `placeholdername` become the new name in paths and texts.
 */
export function scaffold(template: ReadonlyMap<string, string>, name: string): ReadonlyMap<string, string> {
  const rename = (text: string): string =>
    text
      .replaceAll('placeholder-name', name)
      .replaceAll('placeholderName', camelCase(name))
      .replaceAll('PlaceholderName', pascalCase(name))
      .replaceAll('placeholdername', name.replaceAll('-', ''));
  return new Map(Array.from(template, ([path, text]) => [rename(path), rename(text)]));
}

/** What to do after a member was made. */
export function nextSteps(family: Family, name: string): string {
  return [
    `made ${family.folder}/${name}`,
    `next: write ${name}.ts and its test, then npm run gen and npm test; CONTRIBUTING.md says more`,
  ].join('\n');
}
