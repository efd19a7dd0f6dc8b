import { schemaTools, type Part } from '@fairway/model';
import { expect, it } from 'vitest';
import { placeholderNameKind } from './placeholder-name.ts';

it('has parts whose fields do not meet', () => {
  const parts: readonly Part[] = placeholderNameKind.parts;
  const fields = parts.flatMap((part) => Object.keys(part.schema(schemaTools)));
  expect(fields).toEqual(Array.from(new Set(fields)));
});

it('is named as Kubernetes names kinds', () => {
  expect(placeholderNameKind.kind).toMatch(/^[A-Z][A-Za-z0-9]*$/);
  expect(placeholderNameKind.plural).toMatch(/^[a-z]+$/);
});
