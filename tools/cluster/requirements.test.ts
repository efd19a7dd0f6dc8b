import { describe, expect, it } from 'vitest';
import { describeMissing } from './requirements.ts';

describe('what a layer lacks', () => {
  it('is said together with what is not shown then', () => {
    expect(describeMissing('simulated', ['git (Debian)', 'redis-server (Debian)'], 'Argo CD syncs')).toBe(
      'the simulated layer cannot run here; missing:\n- git (Debian)\n- redis-server (Debian)\n' +
        'without it nobody shows that Argo CD syncs',
    );
  });

  it('is nothing when all is there', () => {
    expect(describeMissing('api', [], 'a server accepts')).toBeUndefined();
  });
});
