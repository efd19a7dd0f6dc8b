import { readDocuments } from '@fairway/kubernetes';
import type { Diagnostic } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { checkPlainSecrets } from './plain-secrets.ts';

const token = ['gh', 'p_', 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'].join('');

function check(spec: string, file = 'services/web.yaml'): readonly Diagnostic[] {
  const text = `metadata:\n  name: web\nspec:\n  system: shop\n  owner: team-a\n${spec}`;
  return readDocuments(new TextEncoder().encode(text), file).documents.flatMap((one) =>
    checkPlainSecrets(one, true),
  );
}

describe('plain secrets', () => {
  it('of a variable are told with the line that replaces it', () => {
    const [found, ...more] = check('  runtime:\n    env:\n      DB_PASSWORD: hunter2\n');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'FWY3250', severity: 'error', line: 8, column: 20 });
    expect(found?.message).toMatch(
      /^spec\.runtime\.env\.DB_PASSWORD is called "DB_PASSWORD", so its value is a/,
    );
    expect(found?.fix?.summary).toContain(
      'write secrets: [{name: web, path: shop/{environment}/web, as: env, keys: {DB_PASSWORD: db-password}}]',
    );
  });

  it.each([
    [
      '  runtime: { config: { application.yaml: "db:\\n  password: hunter2\\n" } }\n',
      'spec.runtime.config["application.yaml"]',
    ],
    ['  runtime: { args: [--db-password, hunter2] }\n', 'spec.runtime.args[1]'],
    ['  runtime: { command: [run, "postgres://orders:hunter2@db/orders"] }\n', 'spec.runtime.command[1]'],
    ['  health: { type: exec, command: [probe, --token, hunter2] }\n', 'spec.health.command[2]'],
  ])('that a program reads are told with the file to read: %s', (spec, place) => {
    const found = check(spec);
    expect(found.map(({ message }) => message.split(' ')[0])).toEqual([place]);
    expect(found[0]?.fix?.summary).toContain('as: file}], and let the program read /etc/web/secrets/web/');
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('that are a name are told without it, at the name', () => {
    const [found, ...more] = check(`  runtime:\n    env:\n      ${token}: a\n`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ line: 8, column: 7 });
    expect(found?.message).toMatch(/^a name in spec\.runtime\.env holds a GitHub token; /);
  });

  it('in the name of a file are told once', () => {
    const found = check('  a: 1\n---\nmetadata: {}\n', `services/${token}.yaml`);
    expect(found.map(({ message }) => message.slice(0, 44))).toEqual([
      'the name of this file holds a GitHub token; ',
    ]);
  });

  it('are told once for each place', () => {
    const found = check(
      `  description: ${token}\nenvironments:\n  prod:\n    runtime: { env: { A_TOKEN: ${token} } }\n`,
    );
    expect(found.map(({ line }) => line)).toEqual([6, 9]);
  });
});
