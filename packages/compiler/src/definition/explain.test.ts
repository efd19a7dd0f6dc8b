import { expect, it } from 'vitest';
import { documents } from './catalog/example.ts';
import { definitionOf } from './example-definition.ts';
import { explainDefinition } from './explain.ts';

const { definition } = definitionOf({
  'platform/systems.yaml': documents(
    ['System', 'shop', '{ owner: orders }'],
    ['Domain', 'shop', '{ owner: team-orders }'],
  ),
});

it('says where a document comes from and who uses it', () => {
  const { documents: found } = explainDefinition(definition, 'team-orders');
  expect(found.map(({ document, from }) => [document.kind, from])).toEqual([['Team', 'platform/teams.yaml:4']]);
  expect(found[0]?.users).toEqual([
    { kind: 'Domain', name: 'shop', file: 'platform/systems.yaml' },
    { kind: 'System', name: 'shop', file: 'platform/systems.yaml' },
  ]);
});

it('finds a name in every kind, an alias, one kind, one version', () => {
  const titles = (wanted: string) =>
    explainDefinition(definition, wanted).documents.map(({ document }) => `${document.kind}/${document.name}`);
  expect(titles('shop')).toEqual(['Domain/shop', 'System/shop']);
  expect(titles('orders')).toEqual(['Team/team-orders']);
  expect(titles('SizeProfile/small')).toEqual(['SizeProfile/small']);
  expect(titles('SizeProfile/small@2.0.0')).toEqual([]);
});

it('says what is built in, and which intents use it', () => {
  const user = {
    kind: 'WebService',
    name: 'shop/cart',
    file: 'services/cart.yaml',
    references: [{ kind: 'SizeProfile', name: 'small' }],
  };
  const { documents: found } = explainDefinition(definition, 'SizeProfile/small', [user]);
  expect(found).toMatchObject([
    { current: true, from: 'built in', users: [{ kind: 'WebService', name: 'shop/cart' }] },
  ]);
});

it('suggests the nearest name', () => {
  expect(explainDefinition(definition, 'meduim')).toEqual({ documents: [], suggestion: 'medium' });
});
