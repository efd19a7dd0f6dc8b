import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { lowerPart } from '../../testing/lower-part.ts';
import { placementPart } from './placement.ts';

const schema = schemaTools.z.strictObject(placementPart.schema(schemaTools));

it.each([
  [{}, true],
  [{ placement: 'each' }, true],
  [{ placement: 'primary' }, true],
  [{ placement: 'all' }, false],
])('reads %j: %s', (spec, expected) => {
  expect(schema.safeParse(spec).success).toBe(expected);
});

it('leaves placing to the compiler', () => {
  expect(lowerPart(placementPart, { spec: { placement: 'each' } }).contributions).toEqual([]);
});
