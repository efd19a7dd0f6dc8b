import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../cluster.ts';
import { minors } from '../products.ts';
import { recordSection } from '../report/section.ts';
import { caseGroups } from './cel/cases.ts';
import { nestedSchemas } from './cel/costs.ts';
import { definitionVerdicts, ownVerdicts, serverVerdicts, type Verdict } from './cel/verdicts.ts';

const groups = [...caseGroups()];

it('has enough cases that hold, break, fail, and do not compile', () => {
  const counts: Record<string, number> = {};
  for (const [, cases] of groups) {
    for (const [verdict] of ownVerdicts('counted', cases, '1.35').values()) {
      if (verdict !== undefined) counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
  }
  for (const verdict of ['holds', 'broken', 'fails', 'does not compile', 'costs too much']) {
    expect(counts[verdict], verdict).toBeGreaterThan(50);
  }
});

describe.each(minors)('CEL on Kubernetes %s', (minor) => {
  let cluster: Cluster;
  const server = new Map<string, ReadonlyMap<string, readonly Verdict[]>>();

  // All at once: what takes time is that the server begins to serve the definitions.
  beforeAll(async () => {
    cluster = await startCluster({ layer: 'api', kubernetes: minor });
    await Promise.all(
      groups.map(async ([group, cases], i) => {
        server.set(group, await serverVerdicts(cluster.client, `group${i}`, cases));
      }),
    );
  });

  afterAll(() => cluster?.stop());

  it.each(groups)('agrees with the API server on %s', (group, cases) => {
    const own = ownVerdicts('group', cases, minor);
    const differences = cases.flatMap(({ name, rule, values }) => {
      const [theirs, ours] = [server.get(group)?.get(name) ?? [], own.get(name) ?? []];
      return theirs.join() === ours.join() ? [] : [{ rule, values, theirs, ours }];
    });
    expect(differences).toEqual([]);
  });

  it.each(Object.entries(nestedSchemas))(
    'takes or refuses a definition as the API server does: %s',
    async (_name, schema) => {
      const { server, own, message } = await definitionVerdicts(cluster.client, schema, minor);
      expect(own, message).toBe(server);
    },
  );
});

it('is a section of the page of proofs', () => {
  const count = groups.reduce((sum, [, cases]) => sum + cases.length, 0);
  expect(count).toBeGreaterThan(500);
  recordSection({
    order: 12,
    title: 'CEL: rules mean what they mean to an API server',
    text: [
      `${count} rules were put into definitions, each with its values, and given to API servers of each minor. Fairway says the same as they do: whether a rule compiles, whether it costs too much, and for each value whether it holds, is broken, or fails.`,
      `So does it of whole definitions whose costs add up: ${Object.keys(nestedSchemas).join(', ')}.`,
    ],
    table: {
      head: ['Rules about', ...minors.map((minor) => `Kubernetes ${minor}`)],
      rows: [...areas()].map(([area, number]) => [area, ...minors.map(() => String(number))]),
    },
  });
});

/** How many rules there are of each area; values and costs come in several groups. */
function areas(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [group, cases] of groups) {
    const area = group.replace(/ \d+$/, '');
    counts.set(area, (counts.get(area) ?? 0) + cases.length);
  }
  return counts;
}
