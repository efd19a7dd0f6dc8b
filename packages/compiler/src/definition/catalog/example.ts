import { definitionApiVersion } from '@fairway/model';

/** Text of a file with definition documents; each spec is one line of YAML. */
export function documents(...list: readonly (readonly [kind: string, name: string, spec: string])[]): string {
  return list
    .map(
      ([kind, name, spec]) =>
        `apiVersion: ${definitionApiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec: ${spec}\n`,
    )
    .join('---\n');
}

/** The small organization that the examples of the catalogue are laid over: path and text. */
export const exampleOrganization: Readonly<Record<string, string>> = {
  'fairway.yaml': documents(['Organization', 'example', '{ api: { group: platform.example.com } }']),
  'platform/teams.yaml': documents([
    'Team',
    'team-orders',
    '{ aliases: [orders], members: [{ id: ada, roles: [developer] }, { id: grace, roles: [lead] }] }',
  ]),
};
