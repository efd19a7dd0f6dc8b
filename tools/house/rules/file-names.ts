import type { HouseRule } from '../tree.ts';

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
/** Names that others gave. */
const given = new Set(['README.md', 'CONTRIBUTING.md', 'LICENSE', '_template']);

/** Code and pages have kebab-case names. What compilers write into example records follows Kubernetes' names. */
export const fileNames: HouseRule = {
  name: 'file-names',
  check: (tree) =>
    tree.files
      .filter(
        ({ path }) => /^(?:packages|tools|bench|docs)\//.test(path) && !path.startsWith('docs/reference/'),
      )
      .filter(({ path }) => /\.(?:ts|js|md)$/.test(path))
      .filter(({ path }) => path.split('/').some((segment) => !given.has(segment) && !kebab.test(segment)))
      .map(({ path }) => ({ file: path, line: 0, message: 'name files and folders in kebab-case' })),
};
