import { defineKind } from '@fairway/model';

/** A virtual machine on the cluster, for software that cannot run in a container. */
export const virtualMachineKind = defineKind({
  layer: 'record',
  kind: 'VirtualMachine',
  plural: 'virtualmachines',
  description: 'A virtual machine on the cluster, for software that cannot run in a container.',
  schema: ({ fields }) => ({
    owner: fields.reference('Team', 'The team that is responsible.').optional(),
    system: fields.reference('System', 'The system it belongs to.').optional(),
    description: fields.text('What it is for.').optional(),
  }),
  vary: [],
  upcoming: 'A VirtualMachine cannot be compiled yet; it comes with the bridge for legacy software.',
});
