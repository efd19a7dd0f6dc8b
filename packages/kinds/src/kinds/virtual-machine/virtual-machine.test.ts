import { schemaTools } from '@fairway/model';
import { expect, it } from 'vitest';
import { virtualMachineKind } from './virtual-machine.ts';

it('is known by its name and says that it cannot be compiled yet', () => {
  expect(virtualMachineKind.kind).toBe('VirtualMachine');
  expect(virtualMachineKind.upcoming).toMatch(/cannot be compiled yet/);
});

it('reads who is responsible, and nothing that it could not keep', () => {
  const schema = schemaTools.z.strictObject(virtualMachineKind.schema(schemaTools));
  expect(schema.safeParse({ owner: 'team-a' }).success).toBe(true);
  expect(schema.safeParse({ owner: 'team-a', size: 'large' }).success).toBe(false);
});
