import { isObject, type DiagnosticEntry } from '@fairway/model';

/** One workload of an example: kind, name, and `spec` without owner; language and image are filled in. */
export type ExampleWorkload = readonly [kind: string, name: string, spec: Readonly<Record<string, unknown>>];

/** An image that every environment takes. */
export const exampleImage = `registry.example.com/shop/web@sha256:${'0123456789abcdef'.repeat(4)}`;

/** Files of an example: `services/<name>.yaml` for each workload of team-a. */
export function services(...workloads: readonly ExampleWorkload[]): Record<string, string> {
  return Object.fromEntries(
    workloads.map(([kind, name, spec]) => {
      const runtime = spec['runtime'] as Readonly<Record<string, unknown>> | undefined;
      const image = runtime !== undefined && 'imageFrom' in runtime ? {} : { image: exampleImage };
      const document = {
        apiVersion: 'platform.example.com/v1beta1',
        kind,
        metadata: { name },
        spec: { owner: 'team-a', ...spec, runtime: { language: 'other', ...image, ...runtime } },
      };
      return [`services/${name}.yaml`, yamlOf(document)];
    }),
  );
}

/** A page of the catalogue whose examples are workloads. */
export function entry(
  code: string,
  title: string,
  texts: { readonly explanation: string; readonly fix: string },
  bad: Readonly<Record<string, string>>,
  good: Readonly<Record<string, string>>,
): DiagnosticEntry {
  return { code, title, severity: 'error', ...texts, bad, good };
}

const plain = /^(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z/][\w./@-]*(?::[\w./@-]+)*$/i;

/** Block YAML of plain data, for examples that people read. */
export function yamlOf(value: Readonly<Record<string, unknown>>, indent = ''): string {
  return Object.entries(value)
    .map(([key, inner]) => `${indent}${scalar(key)}:${block(inner, `${indent}  `)}`)
    .join('');
}

function block(value: unknown, indent: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return `\n${value.map((item: unknown) => `${indent}-${entryOf(item, indent)}`).join('')}`;
  }
  if (isObject(value) && Object.keys(value).length > 0) return `\n${yamlOf(value, indent)}`;
  return ` ${scalar(value)}\n`;
}

function entryOf(item: unknown, indent: string): string {
  return isObject(item) ? ` ${yamlOf(item, `${indent}  `).trimStart()}` : ` ${scalar(item)}\n`;
}

function scalar(value: unknown): string {
  return typeof value === 'string' && plain.test(value) ? value : JSON.stringify(value);
}
