import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { previewKind } from './preview.ts';

it('is known by its name and says that it cannot be compiled yet', () => {
  expect(previewKind.kind).toBe('Preview');
  expect(previewKind.upcoming).toMatch(/cannot be compiled yet/);
});

it('reads who is responsible, and nothing that it could not keep', () => {
  const schema = schemaTools.z.strictObject(previewKind.schema(schemaTools));
  expect(schema.safeParse({ owner: 'team-a' }).success).toBe(true);
  expect(schema.safeParse({ owner: 'team-a', size: 'large' }).success).toBe(false);
});
