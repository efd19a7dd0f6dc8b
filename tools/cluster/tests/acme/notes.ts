import { acmeFolder, loadOrganization } from '@fairway/testing';

/** What the compiler notes with a code, in all environments of the example organization. */
export async function notesOf(code: string): Promise<readonly string[]> {
  const { definition, compile } = await loadOrganization(acmeFolder);
  return definition.environments.flatMap(({ name }) =>
    [...compile(name).units].flatMap(({ diagnostics }) =>
      diagnostics.filter((one) => one.code === code).map(({ message }) => message),
    ),
  );
}
