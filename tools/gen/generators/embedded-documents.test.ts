import { stripTypeScriptTypes } from 'node:module';
import { expect, it } from 'vitest';
import { embedded } from './embedded-documents.ts';

it('keeps every byte of the text', async () => {
  const files = [
    { file: 'empty.yaml', text: '' },
    { file: 'sizes.yaml', text: "kind: SizeProfile\r\n# don't `${x}` \\n\n\tlast line without an end" },
  ];
  const code = stripTypeScriptTypes(embedded(files));
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    builtinFiles: unknown;
  };
  expect(module.builtinFiles).toEqual(files);
});
