import type { DiagnosticEntry } from '@fairway/model';
import { image, page, toldPage, web } from './example.ts';

/** Problems of reading files: `FWY1001` to `FWY1013` of their text, `FWY1020` to `FWY1029` of where they lie. */
export const readingDiagnostics: readonly DiagnosticEntry[] = [
  page(
    'FWY1001',
    'A file without a document',
    {
      severity: 'warning',
      explanation:
        'The file is empty or holds comments only. Somebody meant it to say something, or it can go.',
      fix: 'Write a document into it, or remove it.',
    },
    { 'services/web.yaml': web(), 'services/later.yaml': '# to do\n' },
    { 'services/web.yaml': web() },
  ),
  page(
    'FWY1003',
    'The file is not YAML',
    {
      explanation:
        'The text cannot be read: a bracket or quote is not closed, a space after a colon is missing, or the indentation does not fit. Nothing of the document is used.',
      fix: 'Look at the place that the message names; the mistake is often one line above.',
    },
    web('  scaling: { minReplicas: 2\n'),
    web('  scaling: { minReplicas: 2 }\n'),
  ),
  page(
    'FWY1004',
    'A key stands twice in one map',
    {
      explanation: 'Only one of the two can count, and which one is up to the reader. So none does.',
      fix: 'Keep one of them. The message names the place of the first.',
    },
    web('  scaling:\n    minReplicas: 2\n    minReplicas: 3\n'),
    web('  scaling:\n    minReplicas: 3\n'),
  ),
  page(
    'FWY1005',
    'A tab as indentation',
    {
      explanation: 'YAML knows spaces only: a tab has no width that everybody agrees on.',
      fix: 'Replace it by spaces. Editors can do that when they save.',
    },
    web('  scaling:\n\tminReplicas: 2\n'),
    web('  scaling:\n    minReplicas: 2\n'),
  ),
  page(
    'FWY1006',
    'A character that nobody sees',
    {
      explanation:
        'A control character, such as NUL, came into the file. People do not see it, and programs read it differently.',
      fix: 'Remove it; inside double quotes it can be written as an escape.',
    },
    web('  description: Shop\u0007\n'),
    web('  description: Shop\n'),
  ),
  toldPage(
    'FWY1007',
    'The file is not UTF-8',
    {
      explanation: 'Texts are read as UTF-8. In another encoding, letters would silently become others.',
      fix: 'Save the file as UTF-8.',
    },
    'An editor saved the file as Latin-1, so that `ü` is the single byte FC.',
  ),
  page(
    'FWY1008',
    'An alias that never ends, or nearly so',
    {
      explanation:
        'An alias repeats what its anchor named. One that stands inside what it repeats would never end; aliases of aliases fill the memory in a few lines.',
      fix: 'Write the value out.',
    },
    web('  dependencies: &all\n    - *all\n'),
    web('  dependencies: &all []\n'),
  ),
  toldPage(
    'FWY1009',
    'The file is too large',
    {
      explanation:
        'Files have a bound, so that a wrong file cannot exhaust the machine. Intent is never that large.',
      fix: 'Split the file, or move data out of it.',
    },
    'A data file of 10 MB lies below `services/`.',
  ),
  page(
    'FWY1010',
    'Too deeply nested',
    {
      explanation: 'Nothing that Fairway reads is that deep, and every reader has a bound.',
      fix: 'Flatten the data.',
    },
    web(`  description: ${'['.repeat(300)}${']'.repeat(300)}\n`),
    web('  description: Shop\n'),
  ),
  page(
    'FWY1011',
    'A merge key',
    {
      explanation:
        '`<<` belongs to an old version of YAML. Readers differ in what wins, so it is not read. Values that many services share are defaults of the platform.',
      fix: 'Write the values out, or make them a KindDefault.',
    },
    web('  scaling:\n    <<: { minReplicas: 2 }\n'),
    web('  scaling:\n    minReplicas: 2\n'),
  ),
  page(
    'FWY1012',
    'A key that is no text',
    {
      explanation:
        'Keys are names. YAML reads some words as something else: `on` and `yes` as booleans, `1` as a number, a list as a list.',
      fix: 'Put the key in quotes.',
    },
    `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: web
spec:
  owner: team-a
  runtime:
    language: go
    image: ${image}
    env:
      1: one
`,
    `apiVersion: platform.example.com/v1beta1
kind: WebService
metadata:
  name: web
spec:
  owner: team-a
  runtime:
    language: go
    image: ${image}
    env:
      ONE: one
`,
  ),
  page(
    'FWY1013',
    'A tag that is not read',
    {
      explanation:
        'Tags such as `!binary` ask the reader to do something. Intent is data and asks for nothing.',
      fix: 'Remove the tag.',
    },
    web('  description: !shout Shop\n'),
    web('  description: Shop\n'),
  ),
  toldPage(
    'FWY1020',
    'No organization here',
    {
      explanation: 'An organization is a folder with `fairway.yaml`. There is none in the folder or above it.',
      fix: 'Go there, name it with --org, or make one with `fairway init`.',
    },
    '`fairway check` in an empty folder.',
  ),
  toldPage(
    'FWY1021',
    'A link that leads out of the organization',
    {
      explanation:
        'A symbolic link points outside. What lies there is not part of the revision that was reviewed.',
      fix: 'Copy the file into the organization, or remove the link.',
    },
    '`services/shared.yaml` is a link to a file in another repository.',
  ),
  toldPage(
    'FWY1022',
    'A file that cannot be read',
    {
      explanation: 'The file is there, but the system refuses to give it, or the link leads nowhere.',
      fix: 'Correct its rights or the link.',
    },
    'The file belongs to another user, with rights for that user only.',
  ),
  toldPage(
    'FWY1023',
    'A folder where a file belongs, or a file where a folder belongs',
    {
      explanation: 'Places such as `fairway.yaml` and `services/` are one or the other.',
      fix: 'Rename what stands there.',
    },
    'There is a folder named `services/web.yaml`.',
  ),
  toldPage(
    'FWY1024',
    'Not a file that can be read',
    {
      explanation: 'A pipe, a socket, or a device: reading it could wait for ever.',
      fix: 'Remove it from the organization.',
    },
    'There is a named pipe below `services/`.',
  ),
  toldPage(
    'FWY1025',
    'A name that is not UTF-8',
    {
      explanation: 'The name of the file is no text, so nobody could refer to it.',
      fix: 'Rename the file.',
    },
    'A file was copied from a system with another encoding of names.',
  ),
  toldPage(
    'FWY1026',
    'An application repository that is not there',
    {
      explanation: 'The folder that was named as an application repository does not exist.',
      fix: 'Name a folder that exists.',
    },
    'The path has a typing mistake.',
  ),
  toldPage(
    'FWY1027',
    'An unknown Git revision',
    {
      explanation: 'The repository has no such commit, branch, or tag.',
      fix: 'Fetch it, or name another one.',
    },
    '`fairway diff v9 HEAD` in a repository without the tag `v9`.',
  ),
  toldPage(
    'FWY1028',
    'A submodule instead of files',
    {
      explanation:
        'At a revision, the content of a submodule lies in another repository and is not there to read.',
      fix: 'Keep the files in this repository.',
    },
    '`services/` is a submodule.',
  ),
  toldPage(
    'FWY1029',
    'Not a Git repository',
    {
      explanation: 'A revision was named, but the organization does not lie in a Git repository.',
      fix: 'Leave the revision out, or put the organization under Git.',
    },
    '`fairway diff HEAD~1 HEAD` in a plain folder.',
  ),
  toldPage(
    'FWY1030',
    'A folder that is not empty',
    {
      explanation: '`fairway init` makes an organization from nothing and never writes over files of yours.',
      fix: 'Name another folder.',
    },
    '`fairway init .` in a folder that holds an organization already.',
  ),
];
