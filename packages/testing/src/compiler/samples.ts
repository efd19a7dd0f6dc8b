import type { Shape } from '@fairway/model';

const formats: Readonly<Record<string, string>> = {
  cpu: '250m',
  bytes: '1Gi',
  duration: '5m',
  name: 'thing',
  host: 'thing.example.com',
  path: '/thing',
  secretPath: 'shop/thing',
  image: 'registry.example.com/shop/thing:1',
  cron: '0 3 * * *',
  timeZone: 'Europe/Berlin',
  date: '2026-12-31',
  cidr: '10.0.0.0/8',
  semver: '1.2.3',
  environmentVariable: 'THING',
  labelValue: 'thing',
  fieldPath: 'spec.thing',
  group: 'thing.example.com',
};
const references: Readonly<Record<string, string>> = { Team: 'team-a', System: 'shop', Environment: 'prod' };

/** A value that a shape admits, of any meaning; objects have their required fields only. */
export function sampleOf(shape: Shape): unknown {
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.fields)
          .filter(([, { required }]) => required)
          .map(([name, field]) => [name, sampleOf(field.shape)]),
      );
    case 'map':
      return { [String(sampleOf(shape.key))]: sampleOf(shape.value) };
    case 'list':
      return [sampleOf(shape.item)];
    case 'string':
      return (
        shape.values?.[0] ??
        formats[shape.meta.format ?? ''] ??
        references[shape.meta.reference ?? ''] ??
        'thing'
      );
    case 'integer':
    case 'number':
      return shape.minimum ?? 1;
    case 'boolean':
      return shape.only ?? true;
    case 'union':
      return sampleOf(shape.options[0] as Shape);
    case 'any':
      return 'thing';
  }
}
