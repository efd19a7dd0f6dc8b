import { createHash } from 'node:crypto';
import {
  fromHub,
  kindSchemas,
  loadDefinition,
  migrateFile,
  toHub,
  validateShape,
  type KindSchema,
} from '@fairway/compiler';
import { kindsPlugin } from '@fairway/kinds';
import { emitDocument, readDocuments } from '@fairway/kubernetes';
import { createPlatform, type SchemaVersion, type SourceDocument } from '@fairway/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryOf } from '../arbitrary.ts';

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
  return migrateFile('service.yaml', text, { platform, definition, to, today: '2026-06-01' });
}

function only(text: string): SourceDocument {
  const [document] = readDocuments(text, 'service.yaml').documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

const kinds = [...new Set(kindSchemas(platform).values())];
const changing = kinds.filter(({ steps }) => steps.length > 0);

function specs(schema: KindSchema, version: SchemaVersion): fc.Arbitrary<unknown> {
  return arbitraryOf(schema.spec[version]);
}

describe('conversions', () => {
  it.each(kinds.map((schema) => [schema.kind.kind, schema] as const))(
    'of %s lose nothing in either direction',
    (_, schema) => {
      fc.assert(
        fc.property(specs(schema, 'v1beta1'), (hub) => {
          expect(toHub(fromHub(hub, schema.steps), schema.steps).spec).toEqual(hub);
        }),
        { numRuns: 60 },
      );
      fc.assert(
        fc.property(specs(schema, 'v1alpha1'), (older) => {
          expect(fromHub(toHub(older, schema.steps).spec, schema.steps)).toEqual(older);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(kinds.map((schema) => [schema.kind.kind, schema] as const))(
    'of %s give what the hub admits',
    (_, schema) => {
      fc.assert(
        fc.property(specs(schema, 'v1alpha1'), (older) => {
          const { spec } = toHub(older, schema.steps);
          expect(validateShape(spec, schema.spec.v1beta1, only('spec: {}'), ['spec']).diagnostics).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );
});

/** Ways in which people write the same document. */
const styles = fc.record({
  crlf: fc.boolean(),
  flow: fc.boolean(),
  comments: fc.boolean(),
  gaps: fc.boolean(),
});

function written(
  kind: string,
  spec: unknown,
  style: { crlf: boolean; flow: boolean; comments: boolean; gaps: boolean },
): string {
  const head = `# A service.\napiVersion: 'platform.example.com/v1alpha1'   # version\nkind: ${kind}\nmetadata:\n    name: sample\n`;
  const body = style.flow ? `spec: ${JSON.stringify(spec)}\n` : emitDocument({ spec });
  const lines = (head + body).split('\n');
  const decorated = lines.flatMap((line, index) => {
    const key = /^( *)[A-Za-z][A-Za-z0-9]*:$/.exec(line);
    if (key === null || style.flow) return [line];
    return [
      ...(style.gaps && index > 5 ? [''] : []),
      ...(style.comments ? [`${key[1]}# about ${line.trim()}`] : []),
      style.comments ? `${line}  # kept ${index}` : line,
    ];
  });
  const text = decorated.join('\n');
  return style.crlf ? text.replaceAll('\n', '\r\n') : text;
}

describe('migration of generated documents', () => {
  it.each(changing.map((schema) => [schema.kind.kind, schema] as const))(
    'of %s says what the conversion says',
    (kind, schema) => {
      fc.assert(
        fc.property(specs(schema, 'v1alpha1'), styles, (older, style) => {
          const text = written(kind, older, style);
          const read = only(text).value as { spec: unknown };
          expect(read.spec).toEqual(older);
          const migrated = migrate(text);
          expect(migrated.diagnostics).toEqual([]);
          const after = only(migrated.text).value as { apiVersion: string; spec: unknown };
          expect(after.apiVersion).toBe('platform.example.com/v1beta1');
          expect(after.spec).toEqual(toHub(older, schema.steps).spec);
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each(changing.map((schema) => [schema.kind.kind, schema] as const))(
    'of %s keeps comments, line endings, and every other line',
    (kind, schema) => {
      fc.assert(
        fc.property(specs(schema, 'v1alpha1'), styles, (older, style) => {
          const text = written(kind, older, style);
          const migrated = migrate(text).text;
          const bare = migrated.replaceAll('\r\n', '');
          expect(bare.includes(style.crlf ? '\n' : '\r')).toBe(false);
          const comments = text.match(/# (?:about|kept) [^\r\n]*/g) ?? [];
          expect(comments.filter((comment) => !migrated.includes(comment))).toEqual([]);
          const touched =
            /apiVersion|providerRef|mount|sensitivity|roleProfile|managedIdentityProfile|cloudAccess|identity|aws|azure|type|engine|name:|# /;
          const after = new Set(migrated.split('\n'));
          const lines = style.flow ? [] : text.split('\n').filter((line) => !touched.test(line));
          expect(lines.filter((line) => !after.has(line))).toEqual([]);
        }),
        { numRuns: 100 },
      );
    },
  );
});

describe('migration to an older version', () => {
  it.each(['WebService', 'Delivery'])('of a %s is refused, whether or not the versions differ', (kind) => {
    const text = `apiVersion: platform.example.com/v1beta1\nkind: ${kind}\nmetadata: { name: web }\nspec: {}\n`;
    const { text: after, diagnostics } = migrate(text, 'v1alpha1');
    expect([after, diagnostics.map(({ code }) => code)]).toEqual([text, ['FWY2021']]);
    expect(diagnostics[0]?.fix?.summary).toContain('keep it');
  });
});
