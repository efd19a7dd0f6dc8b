import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import { forTests, rooms } from '../layout.ts';
import { factsOf, type ImportedModule } from '../source.ts';
import { isTestCode, roomOf, type HouseRule, type RepositoryTree } from '../tree.ts';

/**
 * Arrows between rooms and packages from outside go only as the table says; another room is entered
 * by its name and the entries that its `exports` publish, never by a path. An organization's own code
 * (`examples/`) runs from any folder, so outside its tests it imports packages for their types only.
 */
export const arrows: HouseRule = {
  name: 'arrows',
  check: (tree) =>
    tree.files
      .filter((file) => file.path.endsWith('.ts'))
      .flatMap((file) =>
        factsOf(file).imports.flatMap((entry) => {
          const message = problemOf(tree, file.path, entry);
          return message === undefined ? [] : [{ file: file.path, line: entry.line, message }];
        }),
      ),
};

function problemOf(tree: RepositoryTree, path: string, entry: ImportedModule): string | undefined {
  const { specifier } = entry;
  if (specifier.startsWith('.')) return relativeProblem(path, specifier);
  const target = /^@fairway\/([^/]+)(\/.*)?$/.exec(specifier);
  const room = roomOf(path);
  const name = target?.[1];
  if (name !== undefined) {
    const entries = exportsOf(tree, name);
    if (entries === undefined) return `there is no room ${name}`;
    if (!entries.includes(`.${target?.[2] ?? ''}`))
      return `${specifier} is not an entry that room ${name} publishes`;
  }
  if (path.startsWith('examples/') && !isTestCode(path)) {
    return entry.typeOnly
      ? undefined
      : `code of an organization imports packages for types only, not ${specifier}`;
  }
  if (room === undefined) return undefined;
  const allowed = rooms[room];
  if (allowed === undefined) return `room ${room} is not in the table of rooms`;
  const test = isTestCode(path);
  if (name !== undefined) {
    if (allowed.rooms.includes(name) || (test && forTests.rooms.includes(name))) return undefined;
    return name === room ? `inside ${room} import by path, not by name` : `${room} may not import ${name}`;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `write node:${specifier}`;
    return allowed.pure && !test ? `${room} is pure and may not import ${specifier}` : undefined;
  }
  const outside = packageName(specifier);
  if (allowed.packages.includes(outside) || (test && forTests.packages.includes(outside))) return undefined;
  return `${outside} is not among the packages of room ${room}`;
}

function relativeProblem(path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  const room = roomOf(path);
  const entered = roomOf(target);
  if (entered !== undefined && entered !== room) return `enter room ${entered} by its name, not by a path`;
  if (room !== undefined && entered === undefined) return `${specifier} leads out of room ${room}`;
  if (isTestCode(target) && !isTestCode(path)) return `only tests may import ${specifier}`;
  return undefined;
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function exportsOf(tree: RepositoryTree, room: string): readonly string[] | undefined {
  const manifest = tree.byPath.get(`packages/${room}/package.json`);
  if (manifest === undefined) return undefined;
  const { exports } = JSON.parse(manifest.text) as { exports?: Record<string, string> };
  return Object.keys(exports ?? {});
}
