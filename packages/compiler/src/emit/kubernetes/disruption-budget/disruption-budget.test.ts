import { describe, expect, it } from 'vitest';
import { emitAll, expectedMetadata, makeContext, makeJob, makeWorkload } from '../testing.ts';
import { disruptionBudget } from './disruption-budget.ts';

describe('disruption budget', () => {
  it('lets one pod go at a time, and those that are not ready always', () => {
    const node = makeWorkload();
    expect(emitAll(disruptionBudget, node, makeContext(node))).toEqual([
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: expectedMetadata(),
        spec: {
          maxUnavailable: 1,
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
          selector: { matchLabels: { 'app.kubernetes.io/instance': 'orders-api' } },
        },
      },
    ]);
  });

  it('follows the environment class', () => {
    const node = makeWorkload();
    const disruption = { maxUnavailable: 2, unhealthyPodEviction: 'ifHealthyBudget' } as const;
    const [object] = emitAll(disruptionBudget, node, makeContext(node, { environmentClass: { disruption } }));
    expect(object?.['spec']).toMatchObject({
      maxUnavailable: 2,
      unhealthyPodEvictionPolicy: 'IfHealthyBudget',
    });
  });

  it('is left out for jobs and without a release', () => {
    for (const node of [makeJob(), makeJob({ shape: 'cron' }), makeWorkload({ image: null })]) {
      expect(emitAll(disruptionBudget, node, makeContext(node))).toEqual([]);
    }
  });
});
