import type { Emitter, GraphNode } from '@fairway/model';
import { nodeType, type MaintenancePage } from './node.ts';

/** The page as a ConfigMap that the edge finds by its label. */
export const maintenancePageEmitter: Emitter = {
  name: 'maintenance-page',
  nodes: [nodeType],
  emits: [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      // Everything that no line of intent decides says here why it is as it is; `fairway why` shows it.
      reasons: {
        'metadata.name': 'Ends with the hash of the content, as ConfigMaps here do: a change makes a new one.',
        'metadata.labels["platform.example.com/maintenance-page"]': 'The edge looks for this label.',
        immutable: 'The content belongs to its name.',
        'data["page.html"]': 'The page that the edge shows.',
        'data["retry-after"]': 'The edge sends it as Retry-After.',
      },
    },
  ],
  *emit(node: GraphNode, context) {
    const page = node.properties as unknown as MaintenancePage;
    const data = { 'page.html': html(page), 'retry-after': String(page.retryAfter) };
    const hash = context.sha256(JSON.stringify(data)).slice(0, 8);
    yield {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: `${node.name}-maintenance-${hash}`,
        namespace: context.namespace,
        labels: { ...context.labels, [`${context.labelPrefix}/maintenance-page`]: node.name },
      },
      immutable: true,
      data,
    };
  },
};

function html({ title, message, contact }: MaintenancePage): string {
  const news = contact === undefined ? '' : `<p><a href="${escaped(contact)}">News</a></p>\n`;
  return `<!doctype html>\n<title>${escaped(title)}</title>\n<h1>${escaped(title)}</h1>\n<p>${escaped(message)}</p>\n${news}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
