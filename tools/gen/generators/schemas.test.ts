import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorSchemas, openApiDocument, resourceDefinitions, typeFiles } from '@fairway/compiler';
import { readDocuments } from '@fairway/kubernetes';
import { isObject } from '@fairway/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleSource } from './schemas.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

type Schema = Readonly<Record<string, unknown>>;

/** The few keywords that our schemas use; enough to hold documents to them. */
function problems(value: unknown, schema: Schema, rootSchema: Schema, at = ''): string[] {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) as string;
    return problems(
      value,
      (rootSchema['definitions'] as Record<string, Schema>)[name] as Schema,
      rootSchema,
      at,
    );
  }
  const found: string[] = [];
  const {
    const: only,
    enum: values,
    anyOf,
    type,
    pattern,
    minimum,
    maximum,
    items,
  } = schema as Record<string, never>;
  if (only !== undefined && value !== only) found.push(`${at}: not ${String(only)}`);
  if (values !== undefined && !(values as unknown[]).includes(value)) found.push(`${at}: none of the values`);
  if (
    anyOf !== undefined &&
    !(anyOf as Schema[]).some((one) => problems(value, one, rootSchema, at).length === 0)
  )
    found.push(`${at}: no alternative fits`);
  const actual = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if (type !== undefined && type !== actual && !(type === 'number' && actual === 'integer'))
    found.push(`${at}: ${String(actual)}, not ${String(type)}`);
  if (pattern !== undefined && typeof value === 'string' && !new RegExp(pattern, 'u').test(value))
    found.push(`${at}: ${value}`);
  if (typeof value === 'number' && (value < (minimum ?? -Infinity) || value > (maximum ?? Infinity)))
    found.push(`${at}: ${value}`);
  if (Array.isArray(value) && items !== undefined)
    value.forEach((item, index) =>
      found.push(...problems(item, items as Schema, rootSchema, `${at}[${index}]`)),
    );
  if (isObject(value)) found.push(...objectProblems(value, schema, rootSchema, at));
  return found;
}

function objectProblems(
  value: { readonly [key: string]: unknown },
  schema: Schema,
  rootSchema: Schema,
  at: string,
): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const others = schema['additionalProperties'];
  const missing = ((schema['required'] ?? []) as string[])
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}.${name} is missing`);
  const inside = Object.entries(value).flatMap(([name, item]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : isObject(others) ? others : undefined;
    if (own !== undefined) return problems(item, own, rootSchema, `${at}.${name}`);
    return others === false ? [`${at}.${name} is unknown`] : [];
  });
  return [...missing, ...inside];
}

/** Documents of the example with the schema that `organization.json` leads them to. */
function exampleDocuments(
  schemas: ReadonlyMap<string, Schema>,
): { file: string; value: unknown; schema: Schema | undefined }[] {
  const branches = (schemas.get('organization.json')?.['allOf'] ?? []) as {
    if: { properties: { apiVersion: Schema; kind: Schema } };
    then: { $ref: string };
  }[];
  const folder = `${root}examples/acme/`;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(?:fairway|platform\/.*|services\/.*|governance\/.*|releases\/.*)\.ya?ml$/.test(file))
    .flatMap((file) => readDocuments(readFileSync(folder + file, 'utf8'), file).documents)
    .map(({ file, value }) => {
      const { apiVersion, kind } = value as { apiVersion: string; kind: string };
      const branch = branches.find(
        ({ if: { properties } }) =>
          properties.apiVersion['const'] === apiVersion && (properties.kind['enum'] as string[]).includes(kind),
      );
      return { file, value, schema: branch === undefined ? undefined : schemas.get(branch.then.$ref) };
    });
}

let source: Awaited<ReturnType<typeof exampleSource>>;
beforeAll(async () => {
  source = await exampleSource();
});

describe('schemas of the example organization', () => {
  it('lead every document of it to a schema that admits it', () => {
    const documents = exampleDocuments(editorSchemas(source));
    expect(documents.length).toBeGreaterThan(20);
    const found = documents.flatMap(({ file, value, schema }) =>
      schema === undefined ? [`${file}: no schema`] : problems(value, schema, schema, file),
    );
    expect(found).toEqual([]);
  });

  it('refuse unknown fields, wrong words, and what an environment may not set', () => {
    const schema = editorSchemas(source).get('kinds/web-service_v1beta1.json') as Schema;
    const document = (rest: object): unknown => ({
      apiVersion: 'platform.example.com/v1beta1',
      kind: 'WebService',
      metadata: { name: 'a' },
      spec: { runtime: { language: 'java' } },
      ...rest,
    });
    expect(problems(document({}), schema, schema)).toEqual([]);
    expect(problems(document({ spec: { runtime: { language: 'java', prot: 1 } } }), schema, schema)).toEqual([
      '.spec.runtime.prot is unknown',
    ]);
    expect(problems(document({ environments: { prod: { owner: 'team-a' } } }), schema, schema)).toEqual([
      '.environments.prod.owner is unknown',
    ]);
    expect(
      problems(document({ environments: { prod: { scaling: { maxReplicas: 0 } } } }), schema, schema),
    ).toEqual(['.environments.prod.scaling.maxReplicas: 0']);
  });

  it('show the defaults that apply', () => {
    const schema = editorSchemas(source).get('kinds/web-service_v1beta1.json') as {
      properties: { spec: { properties: { runtime: { properties: { port: Schema } } } } };
    };
    expect(schema.properties.spec.properties.runtime.properties.port['default']).toBe(8080);
  });

  it('spell the older version as it was', () => {
    const older = JSON.stringify(editorSchemas(source).get('kinds/web-service_v1alpha1.json'));
    for (const name of ['providerRef', 'sensitivity', 'roleProfile']) expect(older).toContain(`"${name}"`);
    expect(JSON.stringify(editorSchemas(source).get('kinds/web-service_v1.json'))).not.toContain('providerRef');
  });

  it('have references in OpenAPI that lead somewhere', () => {
    const document = openApiDocument(source) as { components: { schemas: Record<string, unknown> } };
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name as string,
    );
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((name) => !Object.hasOwn(document.components.schemas, name))).toEqual([]);
  });

  it('stay within what the API server computes for rules', () => {
    for (const { metadata, spec } of resourceDefinitions(source)) {
      for (const { schema } of spec.versions) {
        const costs = ruleCosts(schema.openAPIV3Schema, 1);
        expect([metadata.name, Math.max(0, ...costs) < 10_000_000]).toEqual([metadata.name, true]);
        expect([metadata.name, costs.reduce((sum, cost) => sum + cost, 0) < 100_000_000]).toEqual([
          metadata.name,
          true,
        ]);
      }
    }
  });
});

/** A high estimate of each rule's cost: every name and call counts 2, times its map's keys, times the entries above. */
function ruleCosts(node: Schema, times: number): number[] {
  const rules = (node['x-kubernetes-validations'] ?? []) as { rule: string }[];
  const own = rules.map(({ rule }) => {
    const steps = (rule.match(/[\w]+/g) ?? []).length * 2;
    return steps * times * (rule.includes('self.all(') ? Number(node['maxProperties']) : 1);
  });
  const list = Number(node['maxItems'] ?? node['maxProperties'] ?? 1);
  const below = [
    ...Object.values((node['properties'] ?? {}) as Record<string, Schema>).map((child) =>
      ruleCosts(child, times),
    ),
    ...(isObject(node['items']) ? [ruleCosts(node['items'], times * list)] : []),
    ...(isObject(node['additionalProperties']) ? [ruleCosts(node['additionalProperties'], times * list)] : []),
  ];
  return [...own, ...below.flat()];
}

describe('types of the example organization', () => {
  it('are legal TypeScript, and hold a document to its kind', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fairway-types-'));
    try {
      for (const [file, text] of typeFiles(source)) writeFileSync(join(folder, file), text);
      const use = (port: string): string =>
        `import type { WebService } from './web-service_v1beta1.ts';\nexport const a: WebService = { apiVersion: 'platform.example.com/v1beta1', kind: 'WebService', metadata: { name: 'a' }, spec: { runtime: { language: 'java', port: ${port} } }, environments: { prod: { scaling: { maxReplicas: 3 } } } };\n`;
      writeFileSync(join(folder, 'good.ts'), use('8080'));
      const check = (): string => {
        try {
          execFileSync(
            `${root}node_modules/.bin/tsc`,
            [
              '--ignoreConfig',
              '--noEmit',
              '--strict',
              '--allowImportingTsExtensions',
              '--module',
              'nodenext',
              ...readdirSync(folder).map((file) => join(folder, file)),
            ],
            { encoding: 'utf8' },
          );
          return '';
        } catch (error) {
          return (error as { stdout: string }).stdout;
        }
      };
      expect(check()).toBe('');
      writeFileSync(join(folder, 'bad.ts'), use("'8080'"));
      expect(check()).toContain("Type 'string' is not assignable to type 'number'");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
