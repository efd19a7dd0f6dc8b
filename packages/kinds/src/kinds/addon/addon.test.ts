import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { addonKind } from './addon.ts';

it('is known by its name and says that it cannot be compiled yet', () => {
  expect(addonKind.kind).toBe('Addon');
  expect(addonKind.upcoming).toMatch(/cannot be compiled yet/);
});

it('reads who is responsible, and nothing that it could not keep', () => {
  const schema = schemaTools.z.strictObject(addonKind.schema(schemaTools));
  expect(schema.safeParse({ owner: 'team-a' }).success).toBe(true);
  expect(schema.safeParse({ owner: 'team-a', size: 'large' }).success).toBe(false);
});
