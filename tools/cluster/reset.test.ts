import { describe, expect, it } from 'vitest';
import type { Entry } from './etcd.ts';
import { changesBack, revisionsOf } from './reset.ts';

const entries = (values: Readonly<Record<string, string>>): readonly Entry[] =>
  Object.entries(values).map(([key, value]) => ({ key: `/registry/${key}`, value, revision: '1' }));

function back(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>) {
  return changesBack(new Map(entries(before).map((entry) => [entry.key, entry])), entries(now));
}

describe('the way back to a state', () => {
  it('is nothing for the state itself', () => {
    expect(back({ 'pods/a/b': '1' }, { 'pods/a/b': '1' })).toEqual([]);
  });

  it('removes what came, and only that key', () => {
    expect(back({ 'pods/a/bc': '1' }, { 'pods/a/b': '1', 'pods/a/bc': '1' })).toEqual([
      { key: '/registry/pods/a/b', end: '/registry/pods/a/b\0' },
    ]);
  });

  it('writes again what changed or went', () => {
    expect(back({ 'pods/a/b': '1', 'pods/a/c': '2' }, { 'pods/a/b': '3' })).toEqual([
      { put: '/registry/pods/a/b', value: '1' },
      { put: '/registry/pods/a/c', value: '2' },
    ]);
  });

  it('leaves heartbeats alone', () => {
    expect(
      back(
        { 'leases/kube-system/server': '1', 'leases/kube-node-lease/gone': '1', 'leases/app/own': '1' },
        { 'leases/kube-system/server': '2', 'masterleases/10.0.0.1': '1', 'leases/app/own': '2' },
      ),
    ).toEqual([{ put: '/registry/leases/app/own', value: '1' }]);
  });
});

it('changes one key of a resource per revision, so that watchers which are cut off miss nothing', () => {
  const keys = ['pods/a/1', 'pods/b/1', 'argoproj.io/rollouts/a/1', 'argoproj.io/analysisruns/a/1', 'pods/b/2'];
  const removals = (names: readonly string[]) => names.map((name) => ({ key: `/registry/${name}`, end: '' }));
  expect(revisionsOf(removals(keys))).toEqual([
    removals(['pods/a/1', 'argoproj.io/rollouts/a/1', 'argoproj.io/analysisruns/a/1']),
    removals(['pods/b/1']),
    removals(['pods/b/2']),
  ]);
  expect(revisionsOf(removals(['events/a/1', 'events/a/2']))).toEqual([removals(['events/a/1', 'events/a/2'])]);
});
