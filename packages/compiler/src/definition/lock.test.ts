import { describe, expect, it } from 'vitest';
import { documents } from './catalog/example.ts';
import { definitionOf, plainHash } from './example-definition.ts';
import { checkLock, lockDefinition } from './lock.ts';

const size = (cpu: string, extra = ''): string =>
  `{ ${extra}cpuRequest: ${cpu}, memoryRequest: 512Mi, memoryLimit: 1Gi }`;
const definition = (...list: (readonly [string, string, string])[]) =>
  definitionOf({ 'platform/s.yaml': documents(...list) }).definition;
const check = (now: ReturnType<typeof definition>, lock: string): string[] =>
  checkLock(now, lock, plainHash).map(({ code }) => code);

describe('the lock', () => {
  const published = definition(
    ['SizeProfile', 'roomy', size('300m')],
    ['SizeProfile', 'roomy', size('400m', 'version: 2.0.0, lifecycle: proposed, ')],
  );
  const lock = lockDefinition(published, plainHash);

  it('holds each published version of the organization, sorted', () => {
    const { documents: held } = JSON.parse(lock) as { documents: Record<string, string> };
    expect(Object.keys(held)).toEqual(['SizeProfile/roomy@1.0.0']);
    expect(lock.endsWith('}\n')).toBe(true);
    expect(check(published, lock)).toEqual([]);
  });

  it('finds changed content under an old version', () => {
    expect(check(definition(['SizeProfile', 'roomy', size('350m')]), lock)).toEqual(['FWY3120']);
  });

  it('lets the lifecycle of a version change', () => {
    const later = definition(
      [
        'SizeProfile',
        'roomy',
        size('300m', 'lifecycle: { deprecated: { removal: 2099-01-01, replacement: large } }, '),
      ],
      ['SizeProfile', 'roomy', size('400m', 'version: 2.0.0, lifecycle: default, ')],
    );
    expect(check(later, lock)).toEqual(['FWY3153']);
  });

  it('finds what is gone', () => {
    expect(check(definitionOf({}).definition, lock)).toEqual(['FWY3152']);
  });

  it('holds a team only where it has a version of its own', () => {
    const team = (spec: string) => lockDefinition(definition(['Team', 'x', spec]), plainHash);
    expect(team('{ costCenter: a }')).not.toContain('Team/');
    expect(team('{ costCenter: a, version: 1.1.0 }')).toContain('Team/x@1.1.0');
  });

  it.each(['', '[]', '{"apiVersion":"other"}', '<<<<<<< HEAD'])('is refused where it is %j', (text) => {
    expect(check(published, text)).toEqual(['FWY3151']);
  });
});
