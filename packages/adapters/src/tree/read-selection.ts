import { compareDiagnostics, compareText } from '@fairway/model';
import type { Diagnostic, OrganizationFile, OrganizationTree } from '@fairway/model';
import { FILE_LIMIT } from './areas.ts';
import * as problems from './problems.ts';
import type { Selection } from './select.ts';
import { isFault } from './tree.ts';
import type { Tree, TreeFault } from './tree.ts';

/** Reads the selected files; what cannot be read becomes a diagnostic. */
export async function readSelection(tree: Tree, selection: Selection): Promise<OrganizationTree> {
  const selected = selection.files.sort((a, b) => compareText(a.path, b.path));
  const answers = await tree.read(
    selected.map((file) => file.location),
    FILE_LIMIT,
  );
  const files: OrganizationFile[] = [];
  const diagnostics = [...selection.diagnostics];
  selected.forEach(({ path }, position) => {
    const answer = answers[position];
    if (answer === undefined) return;
    if (isFault(answer)) diagnostics.push(problemOf(path, answer));
    else files.push({ path, text: answer });
  });
  return { files, diagnostics: diagnostics.sort(compareDiagnostics) };
}

function problemOf(path: string, answer: TreeFault): Diagnostic {
  if (answer.fault === 'tooLarge') return problems.tooLarge(path);
  if (answer.fault === 'special') return problems.specialFile(path);
  return problems.unreadable(path, answer.reason);
}
