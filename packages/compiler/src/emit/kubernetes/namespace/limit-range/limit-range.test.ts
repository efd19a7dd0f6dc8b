import { expect, test } from 'vitest';
import { emit, namespace, only } from '../../edge-testing.ts';
import { limitRange } from './limit-range.ts';

test('the numbers of production, without CPU in max and default', () => {
  expect(only(emit(limitRange, { nodes: [namespace()] }), 'LimitRange')['spec']).toEqual({
    limits: [
      {
        type: 'Container',
        defaultRequest: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '256Mi' },
        default: { memory: '256Mi', 'ephemeral-storage': '2Gi' },
        min: { cpu: '10m', memory: '32Mi' },
        max: { memory: '8Gi' },
        maxLimitRequestRatio: { memory: '2' },
      },
      { type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '500Gi' } },
    ],
  });
});
