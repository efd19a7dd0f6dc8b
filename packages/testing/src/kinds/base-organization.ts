/** The small organization that examples are laid over: team-a with the system shop. */
export const baseOrganization: Readonly<Record<string, string>> = {
  'fairway.yaml':
    'apiVersion: fairway.dev/v1alpha1\nkind: Organization\nmetadata:\n  name: example\nspec:\n  api:\n    group: platform.example.com\n',
  'platform/team-a.yaml': [
    'apiVersion: fairway.dev/v1alpha1',
    'kind: Team',
    'metadata:',
    '  name: team-a',
    'spec:',
    '  displayName: Team A',
    '  costCenter: cc-1',
    '  defaultSystem: shop',
    '---',
    'apiVersion: fairway.dev/v1alpha1',
    'kind: System',
    'metadata:',
    '  name: shop',
    'spec:',
    '  owner: team-a',
    '',
  ].join('\n'),
};
