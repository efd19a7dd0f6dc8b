import { createHash } from 'node:crypto';
import { loadDefinition, loadIntents, migrateFile } from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import { readDocuments } from '@fairway/kubernetes';
import { createPlatform } from '@fairway/model';
import { describe, expect, it } from 'vitest';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const platform = createPlatform({ plugins: [kindsPlugin], sha256 });
const fairway = `apiVersion: fairway.dev/v1alpha1
kind: Organization
metadata: { name: acme }
spec: { api: { group: platform.example.com } }
---
apiVersion: fairway.dev/v1alpha1
kind: Team
metadata: { name: team-orders }
spec: {}
`;
const { definition } = loadDefinition(readDocuments(fairway, 'fairway.yaml').documents, {
  now: '2026-06-01',
  sha256,
  platform,
});

function migrate(text: string, to = 'v1beta1'): ReturnType<typeof migrateFile> {
  return migrateFile('services/a.yaml', text, { platform, definition, to, today: '2026-06-01' });
}

const head = (version: string, kind = 'WebService'): string =>
  `apiVersion: platform.example.com/${version}\nkind: ${kind}\nmetadata:\n  name: orders-api\n`;

/** The same document before and after, below the head. */
function expectMigration(before: string, after: string, kind = 'WebService'): void {
  const migrated = migrate(head('v1alpha1', kind) + before);
  expect(migrated.diagnostics).toEqual([]);
  expect(migrated.text).toBe(head('v1beta1', kind) + after);
}

describe('migration to v1beta1', () => {
  it('renames keys where they stand and leaves the rest of the line', () => {
    expectMigration(
      "spec:\n  exposure:\n    type:   internal # for colleagues\n  data: { sensitivity: 'internal' }\n",
      "spec:\n  exposure:\n    class:   internal # for colleagues\n  data: { class: 'internal' }\n",
    );
  });

  it('moves a value out of objects that become empty, with the comments that stood at them', () => {
    expectMigration(
      'spec:\n  identity:\n    # Who it is in the cloud.\n    cloudAccess: # by cloud\n      aws:\n        # Reads only.\n        roleProfile: orders-read-secrets # one\n  owner: team-orders\n',
      'spec:\n  identity:\n    # Who it is in the cloud.\n    aws:\n      # by cloud\n      # Reads only.\n      profile: orders-read-secrets # one\n  owner: team-orders\n',
    );
  });

  it('moves two values out of one object', () => {
    expectMigration(
      'spec:\n    identity:\n        cloudAccess:\n            aws:\n                roleProfile: a\n            # Azure too.\n            azure:\n                managedIdentityProfile: "b"\n    owner: team-orders\n',
      'spec:\n    identity:\n        aws:\n            profile: a\n        azure:\n            # Azure too.\n            profile: "b"\n    owner: team-orders\n',
    );
  });

  it('moves within { } too', () => {
    expectMigration(
      'spec: { identity: { cloudAccess: { aws: { roleProfile: a }, azure: { managedIdentityProfile: b } } }, owner: team-orders }\n',
      'spec: { identity: { aws: {profile: a}, azure: {profile: b} }, owner: team-orders }\n',
    );
  });

  it('rewrites what environments say', () => {
    expectMigration(
      'spec:\n  owner: team-orders\nenvironments:\n  prod:\n    secrets:\n      - name: database\n        providerRef: orders/prod/database\n',
      'spec:\n  owner: team-orders\nenvironments:\n  prod:\n    secrets:\n      - name: database\n        path: orders/prod/database\n',
    );
  });

  it.each([
    [
      '- type: queue # where from\n      name: orders\n      concurrency: 4',
      '- queue: orders # where from\n      concurrency: 4',
    ],
    ['- name: orders\n      type: topic', '- topic: orders'],
    ['- concurrency: 4\n      type: queue\n      name: orders', '- concurrency: 4\n      queue: orders'],
    ['- { type: queue, name: orders, engine: kafka }', '- { queue: orders, type: kafka }'],
    [
      '- engine: kafka\n      name: orders\n      type: topic # the product',
      '- type: kafka\n      topic: orders\n      # the product',
    ],
  ])('reads the selector of %j', (before, after) => {
    expectMigration(`spec:\n  consumes:\n    ${before}\n`, `spec:\n  consumes:\n    ${after}\n`, 'Worker');
  });

  it('keeps Windows line endings, a missing last line break, and other documents', () => {
    const other = 'apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: x}\r\n---\r\n';
    const before = `${other}apiVersion: "platform.example.com/v1alpha1"\r\nkind: WebService\r\nmetadata:\r\n  name: a\r\nspec:\r\n  identity:\r\n    cloudAccess:\r\n      aws:\r\n        roleProfile: x\r\n  data:\r\n    sensitivity: internal`;
    const after = `${other}apiVersion: "platform.example.com/v1beta1"\r\nkind: WebService\r\nmetadata:\r\n  name: a\r\nspec:\r\n  identity:\r\n    aws:\r\n      profile: x\r\n  data:\r\n    class: internal`;
    const migrated = migrate(before);
    expect(migrated.text).toBe(after);
    expect(migrated.documents).toEqual([1]);
  });

  it('gives edits of whole lines that make the same text', () => {
    const before = `${head('v1alpha1')}spec:\n  owner: a\n  data:\n    sensitivity: internal\n  system: b\n`;
    const { text, edits } = migrate(before);
    const applied = edits
      .toReversed()
      .reduce((whole, { start, end, newText }) => whole.slice(0, start) + newText + whole.slice(end), before);
    expect(applied).toBe(text);
    expect(edits.map(({ start, end }) => before.slice(start, end))).toEqual([
      'apiVersion: platform.example.com/v1alpha1\n',
      '    sensitivity: internal\n',
    ]);
  });

  it('does not break anchors: the document stays, with a diagnostic', () => {
    const before = `${head('v1alpha1')}spec:\n  data: &data\n    sensitivity: internal\nenvironments:\n  prod:\n    data: *data\n`;
    const migrated = migrate(before);
    expect(migrated.text).toBe(before);
    expect(migrated.diagnostics.map(({ code }) => code)).toEqual(['FWY2021']);
  });

  it('leaves what is newer, foreign, or unreadable alone', () => {
    for (const text of [
      head('v1') + 'spec: {}\n',
      'apiVersion: v1\nkind: Service\n',
      '',
      '# only a comment\n',
    ]) {
      expect(migrate(text).text).toBe(text);
    }
    const broken = 'a: [\n';
    expect(migrate(broken)).toMatchObject({ text: broken, documents: [] });
    expect(migrate(broken).diagnostics).not.toEqual([]);
  });

  it('changes only the version where the schemas are equal', () => {
    expect(migrate(`${head('v1beta1')}spec: {}\n`, 'platform.example.com/v1').text).toBe(
      `${head('v1')}spec: {}\n`,
    );
  });

  it('says which targets there are', () => {
    const [problem] = migrate(`${head('v1beta1')}spec: {}\n`, 'v1beta2').diagnostics;
    expect(problem).toMatchObject({
      code: 'FWY2020',
      fix: { summary: 'one of: v1alpha1, v1beta1, v1, WebService' },
    });
  });
});

describe('migration of an Application to a WebService', () => {
  const application = `# Our first one.
${head('v1beta1', 'Application')}spec:
  # Who answers.
  team: team-orders
  runtime: node-18 # LTS
  replicas: 3
environments: # less where nobody looks
  dev:
    replicas: 1
`;

  it('means the same, and keeps the comments', () => {
    const { text, diagnostics } = migrate(application, 'WebService');
    expect(diagnostics).toEqual([]);
    expect(text).toContain('kind: WebService\n');
    expect(text).toMatch(/ {2}# Who answers\.\n {2}owner: team-orders\n/);
    for (const comment of ['# Our first one.', '# LTS', '# less where nobody looks'])
      expect(text).toContain(comment);
    const specs = [application, text].map((one) => {
      const [loaded] = loadIntents(
        platform,
        definition,
        readDocuments(one, 'services/a.yaml').documents,
        '2026-06-01',
      );
      return { spec: loaded?.intent?.spec, dev: loaded?.intent?.overrides.get('dev')?.spec };
    });
    expect(specs[1]).toEqual(specs[0]);
    expect(specs[1]?.spec).toMatchObject({
      owner: 'team-orders',
      runtime: { language: 'node', version: '18' },
    });
  });

  it('leaves every other kind alone', () => {
    const text = `${head('v1beta1')}spec: {}\n`;
    expect(migrate(text, 'WebService').text).toBe(text);
  });
});
