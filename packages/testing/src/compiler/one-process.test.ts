import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile, unitMemory } from '@fairway/compiler';
import { describe, expect, it } from 'vitest';
import {
  baseOrganization,
  compileFiles,
  definitionOf,
  organizationOf,
  service,
  testNow,
  type Files,
} from '../harness.ts';
import { missingDifferences, outcomesOf } from './two-organizations.ts';

describe('one process', () => {
  it('compiles one organization after another as if it were the only one', () => {
    expect(missingDifferences()).toEqual([]);
    const program = fileURLToPath(new URL('print-two-organizations.ts', import.meta.url));
    const otherWayRound = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' })) as object;
    const outcomes = outcomesOf(['first', 'second', 'first']);
    for (const outcome of Object.values(outcomes)) {
      expect(outcome.filter(([path]) => !path.startsWith('prod/'))).toEqual([]);
      expect(outcome.filter(([path]) => path.endsWith('manifests.yaml'))).toHaveLength(3);
    }
    expect(outcomes['first']).not.toEqual(outcomes['second']);
    expect(otherWayRound).toEqual(outcomes);
  });

  it('patches parts that many objects hold in one of them only', () => {
    const files: Files = { ...baseOrganization, ...service('web'), ...service('other') };
    const operations = [
      '{ op: set, path: "spec.template.spec.containers[0].livenessProbe.periodSeconds", value: 77 }',
      '{ op: delete, path: "spec.template.spec.containers[0].startupProbe.failureThreshold" }',
      '{ op: set, path: "spec.template.spec.nodeSelector.pool", value: special }',
      '{ op: add, path: "spec.template.spec.topologySpreadConstraints", value: { maxSkew: 2, topologyKey: rack, whenUnsatisfiable: ScheduleAnyway } }',
      '{ op: set, path: "spec.template.spec.containers[0].resources.requests.cpu", value: 123m }',
      '{ op: set, path: "spec.strategy.rollingUpdate.maxSurge", value: 2 }',
    ];
    const patch = definitionOf(
      'Patch',
      'shared',
      `owner: team-a\nreason: a test\nexpires: '2036-01-01'\ntarget: { service: web, environments: [prod], object: Deployment/web }\noperations: [${operations.join(', ')}]`,
    );
    const plain = compileFiles(files);
    const patched = compileFiles({ ...files, 'governance/shared.yaml': patch }, 'prod', { meantToFail: true });
    expect(patched.errors).toEqual([]);
    expect(patched.field('Deployment/web', 'spec.template.spec.nodeSelector.pool')).toBe('special');
    expect(patched.object('Deployment/other')).toEqual(plain.object('Deployment/other'));
    expect([...compileFiles(files).record()]).toEqual([...plain.record()]);
  });

  it('remembers no units of an environment that is gone', () => {
    const { platform, definition, intents } = organizationOf({ ...baseOrganization, ...service('web') });
    const without = organizationOf({
      ...baseOrganization,
      'platform/environments.yaml': definitionOf(
        'Environment',
        'live',
        'class: prod\norder: 30\nclusters: [local]',
      ),
    });
    const memory = unitMemory();
    const usual = { environment: 'prod', documents: intents, now: testNow, memory };
    const made = (): number => [...compile(platform, { ...usual, definition }).units].length;
    expect([made(), memory.unchanged().length]).toEqual([2, 0]);
    memory.commit();
    expect([made(), memory.unchanged().length]).toEqual([0, 2]);
    memory.commit();
    expect(without.definition.get('Environment', 'prod')).toBeUndefined();
    const gone = compile(platform, { ...usual, definition: without.definition });
    expect([[...gone.units], memory.unchanged()]).toEqual([[], []]);
  });
});
