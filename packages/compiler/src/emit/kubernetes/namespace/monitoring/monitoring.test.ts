import { expect, test } from 'vitest';
import { contextOf, namespace } from '../../edge-testing.ts';
import { alertAnnotations, scrapeLabels } from './monitoring.ts';

test('alerts go where the owning team says', () => {
  const node = namespace();
  expect(alertAnnotations(contextOf(node, { nodes: [node], team: { supportChannel: '#orders' } }, []))).toEqual(
    {
      'platform.example.com/alerts-page': 'orders-pager',
      'platform.example.com/alerts-ticket': 'orders-board',
      'platform.example.com/support-channel': '#orders',
    },
  );
});

test('a label for the collector', () => {
  const node = namespace();
  expect(scrapeLabels(contextOf(node, { nodes: [node] }, []))).toEqual({
    'platform.example.com/scrape': 'true',
  });
});
