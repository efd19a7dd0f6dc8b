import { shapeOf, schemaTools, type Definition } from '@fairway/model';
import { describe, expect, it } from 'vitest';
import { trialValues } from './values.ts';

const { fields } = schemaTools;
const size = (name: string, cpuRequest: string, memoryLimit: string) => ({
  name,
  spec: { cpuRequest, memoryLimit },
});
const sizes = [size('small', '250m', '512Mi'), size('medium', '500m', '1Gi'), size('large', '1', '3Gi')];
const vocabulary = {
  definition: { all: (kind: string) => (kind === 'SizeProfile' ? sizes : []) } as unknown as Definition,
  services: ['cart', 'stock'],
};
const tried = (value: unknown, schema: Parameters<typeof shapeOf>[0]) =>
  trialValues(value, shapeOf(schema), vocabulary);

describe('values to try', () => {
  it('of a quantity lie on the other side of every size, the largest last', () => {
    const cpu = tried('300m', fields.cpu('CPU.')).map(({ value }) => value);
    expect(cpu[0]).toBe('301m');
    expect(cpu.slice(1, 2)).toEqual(['500m']);
    expect(cpu).toContain('250m');
    expect(cpu.at(-1)).toBe('1');
    const memory = tried('600Mi', fields.bytes('Memory.')).map(({ value }) => value);
    expect(memory).toEqual(expect.arrayContaining(['601Mi', '1Gi', '3Gi', '512Mi']));
  });

  it('of a quantity are near only where they are next to it', () => {
    expect(tried('300m', fields.cpu('CPU.')).filter(({ near }) => near)).toEqual([
      { value: '301m', near: true },
    ]);
  });

  it('of a reference to a service are other services', () => {
    const values = tried('cart', fields.reference('Workload', 'A service.')).map(({ value }) => value);
    expect(values).toEqual(['stock']);
  });

  it.each([
    [5, fields.integer(1, 10, 'A number.')],
    ['a', fields.choice(['a', 'b', 'c'], 'A choice.')],
    ['300m', fields.cpu('CPU.')],
    [true, fields.flag('A flag.')],
  ])('of %j never repeat, and never are the value itself', (value, schema) => {
    const values = tried(value, schema).map((trial) => trial.value);
    expect(values.length).toBeGreaterThan(0);
    expect(new Set([value, ...values]).size).toBe(values.length + 1);
  });
});
