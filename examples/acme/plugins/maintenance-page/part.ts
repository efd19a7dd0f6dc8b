import type { Part, PluginApi } from '@fairway/model';
import { nodeType } from './node.ts';

const day = 86_400;
const units = { s: 1, m: 60, h: 3_600, d: day } as const;

/** The field `maintenancePage`: structure in `schema`, meaning in `lower`. */
export function maintenancePagePart({ definePart, addEdge, addNode, nodeId }: PluginApi): Part {
  return definePart({
    name: 'maintenance-page',
    docs: {
      summary: 'What visitors read while the service is down on purpose.',
      details: 'The edge of acme shows the page when somebody switches it on for the service.',
    },
    schema: ({ fields }) => ({
      maintenancePage: fields
        .object(
          {
            title: fields.text('Headline; "We will be right back" if absent.').optional(),
            message: fields.text('What happens, in words for customers.').optional(),
            retryAfter: fields
              .duration('When to come back, for people and for machines; 15m if absent.')
              .optional(),
            contact: fields.text('Where to look for news.').optional(),
          },
          'The page.',
        )
        .optional(),
    }),
    vary: ['maintenancePage'],
    lower: (context) => {
      const page = context.spec.maintenancePage;
      if (page === undefined) return [];
      const retryAfter = secondsOf(page.retryAfter ?? '15m');
      if (retryAfter > day) {
        context.report(
          {
            code: 'ACME001',
            message: `a maintenance page that says "come back in ${page.retryAfter}" is a closed shop`,
            fix: 'write at most 1d',
          },
          ['maintenancePage', 'retryAfter'],
        );
      }
      const id = nodeId(nodeType, context.system, context.name);
      const properties = {
        title: page.title ?? 'We will be right back',
        message: page.message ?? `${context.name} is being worked on.`,
        retryAfter,
        ...(page.contact === undefined ? {} : { contact: page.contact }),
      };
      return [addNode({ id, type: nodeType, name: context.name, properties }), addEdge('owns', context.id, id)];
    },
  });
}

/** A duration such as `1h30m` in seconds; its form was checked by the schema. */
function secondsOf(duration: string): number {
  let total = 0;
  for (const [, count, unit] of duration.matchAll(/(\d+)([smhd])/g)) {
    total += Number(count) * units[unit as keyof typeof units];
  }
  return total;
}
