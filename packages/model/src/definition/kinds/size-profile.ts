import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** A size of a workload: CPU request, memory request, memory limit. */
export const sizeProfile = defineDefinitionKind({
  kind: 'SizeProfile',
  layer: 'definition',
  description: 'A size of a workload: CPU request, memory request, memory limit.',
  spec: ({ fields }) => ({
    description: fields.text('When to choose it.').optional(),
    cpuRequest: fields.cpu('CPU that is reserved.'),
    memoryRequest: fields.bytes('Memory that is reserved.'),
    memoryLimit: fields.bytes('Memory that may be used.'),
  }),
  constraints: [{ rule: 'atMost', path: 'memoryRequest', other: 'memoryLimit' }],
});

export type SizeProfileSpec = z.infer<typeof sizeProfile.spec>;
