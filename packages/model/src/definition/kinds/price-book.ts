import type { z } from 'zod';
import { defineDefinitionKind } from '../kind.ts';

/** Prices that cost estimates are computed with. */
export const priceBook = defineDefinitionKind({
  kind: 'PriceBook',
  layer: 'definition',
  description: 'Prices that cost estimates are computed with.',
  spec: ({ z, fields }) => ({
    description: fields.text('Where the prices come from.').optional(),
    currency: fields.formatted('labelValue', 'Currency (ISO 4217).', /^[A-Z]{3}$/),
    asOf: fields.date('The day of the prices.'),
    clouds: fields
      .list(fields.choice(['aws', 'azure', 'none'], 'A cloud.'), 'Clouds it holds for; all if absent.')
      .optional(),
    regions: fields.list(fields.text('A region.'), 'Regions it holds for; all if absent.').optional(),
    cpuHour: z.number().min(0).meta({ description: 'One core for an hour.', unit: 'currency' }),
    memoryGibHour: z.number().min(0).meta({ description: 'One GiB of memory for an hour.', unit: 'currency' }),
    storageGibMonth: z.number().min(0).meta({ description: 'One GiB of disk for a month.', unit: 'currency' }),
    items: fields
      .map(
        fields.text('What, such as `database/small`.'),
        z.number().min(0).meta({ description: 'Its price for a month.', unit: 'currency' }),
        'Prices of other things for a month.',
      )
      .optional(),
  }),
});

export type PriceBookSpec = z.infer<typeof priceBook.spec>;
