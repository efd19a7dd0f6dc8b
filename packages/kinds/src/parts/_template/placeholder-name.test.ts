import { schemaTools } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { placeholderNamePart } from './placeholder-name.ts';

const schema = schemaTools.z.strictObject(placeholderNamePart.schema(schemaTools));

describe('the part placeholder-name', () => {
  it.each([{}, { placeholderName: {} }, { placeholderName: { limit: 1 } }, { placeholderName: { limit: 10 } }])(
    'accepts %j',
    (spec) => {
      expect(schema.safeParse(spec).success).toBe(true);
    },
  );

  it.each([
    { placeholderName: { limit: 0 } },
    { placeholderName: { limit: 11 } },
    { placeholderName: { limits: 1 } },
  ])('refuses %j', (spec) => {
    expect(schema.safeParse(spec).success).toBe(false);
  });

  it('varies only fields that it declares', () => {
    const declared = Object.keys(schema.shape);
    for (const path of placeholderNamePart.vary) expect(declared).toContain(path.split(/[.[]/)[0]);
  });
});
