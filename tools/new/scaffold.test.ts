import { describe, expect, it } from 'vitest';
import { nameProblem, scaffold } from './scaffold.ts';

describe('a new member of a family', () => {
  it('carries its name in every spelling', () => {
    const template = new Map([
      [
        'placeholder-name.ts',
        "export const placeholderNamePart = { name: 'placeholder-name', kind: 'PlaceholderName', plural: 'placeholdernames' };",
      ],
    ]);
    expect(Array.from(scaffold(template, 'cron-gate'))).toEqual([
      [
        'cron-gate.ts',
        "export const cronGatePart = { name: 'cron-gate', kind: 'CronGate', plural: 'crongates' };",
      ],
    ]);
  });

  it.each(['scaling', 'canary-steps', 'a2'])('may be named %s', (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each(['', 'Scaling', 'canary_steps', '-a', 'a-', '../a', '2a', '_template'])(
    'may not be named %j',
    (name) => {
      expect(nameProblem(name)).toBeTypeOf('string');
    },
  );
});
