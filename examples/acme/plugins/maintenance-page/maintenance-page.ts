import type { Plugin, PluginApi } from '@fairway/model';
import { maintenancePageEmitter } from './emitter.ts';
import { nodeType } from './node.ts';
import { maintenancePagePart } from './part.ts';

/**
 * A page that acme's edge shows while a service is down on purpose.
 * The name of the plugin is the place of its fields: `spec.extensions.acme`.
 */
export function maintenancePage(api: PluginApi): Plugin {
  const { z } = api;
  return {
    apiVersion: 1,
    name: 'acme',
    extend: { WebService: [maintenancePagePart(api)] },
    nodes: [
      {
        type: nodeType,
        description: 'What visitors read while a service is down on purpose.',
        properties: z.strictObject({
          title: z.string(),
          message: z.string(),
          retryAfter: z.int(),
          contact: z.string().optional(),
        }),
      },
    ],
    emitters: [maintenancePageEmitter],
  };
}
