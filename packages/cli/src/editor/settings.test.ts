import { describe, expect, it } from 'vitest';
import { withSchemaMapping } from './settings.ts';

const SCHEMA = './.fairway/schemas/organization.json';

function textOf(before: string | undefined): string {
  const settings = withSchemaMapping(before);
  if (!settings.ok) throw new Error(settings.reason);
  return settings.text;
}

describe('editor settings', () => {
  it('are made where there are none', () => {
    for (const before of [undefined, '', '{}', '{\n}\n']) {
      const settings = JSON.parse(textOf(before)) as { 'yaml.schemas': Record<string, string[]> };
      expect(settings['yaml.schemas'][SCHEMA]).toContain('services/**/*.yaml');
    }
  });

  it('keep what is there, comments, indentation, and line endings included', () => {
    const before = '// mine\r\n{\r\n\t"editor.tabSize": 2, // two\r\n\t/* last */\r\n}\r\n';
    const text = textOf(before);
    expect(text.startsWith('// mine\r\n{\r\n\t"yaml.schemas": {')).toBe(true);
    expect(text.endsWith(',\r\n\t"editor.tabSize": 2, // two\r\n\t/* last */\r\n}\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it('keep other mappings', () => {
    const settings = JSON.parse(textOf('{"yaml.schemas": {"a.json": "b.yaml"}, "x": 1}')) as Record<
      string,
      object
    >;
    expect(Object.keys(settings['yaml.schemas'] ?? {})).toEqual(['a.json', SCHEMA]);
    expect(settings['x']).toBe(1);
  });

  it('do not change a second time', () => {
    const once = textOf('{ "a": 1 }');
    expect(textOf(once)).toBe(once);
  });

  it('are refused where comments would be lost, with what to add by hand', () => {
    const settings = withSchemaMapping('{ "yaml.schemas": { "a.json": "b" } // mine\n}');
    expect(settings).toMatchObject({ ok: false });
    expect(settings.ok ? '' : settings.reason).toContain(SCHEMA);
  });
});
