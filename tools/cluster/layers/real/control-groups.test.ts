import { describe, expect, it } from 'vitest';
import { hierarchies } from './control-groups.ts';

describe('hierarchies of control groups', () => {
  it('are those of the first version, of the second, or of both', () => {
    const first = 'cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0';
    const second = 'cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0';
    const others = 'tmpfs /sys/fs/cgroup tmpfs rw,mode=755 0 0\nproc /proc proc rw 0 0';
    expect(hierarchies(`${others}\n${first}\n`)).toEqual(['/sys/fs/cgroup/cpu']);
    expect(hierarchies(`${second}\n`)).toEqual(['/sys/fs/cgroup/unified']);
    expect(hierarchies(`${others}\n${first}\n${second}\n`)).toEqual([
      '/sys/fs/cgroup/cpu',
      '/sys/fs/cgroup/unified',
    ]);
    expect(hierarchies('')).toEqual([]);
  });
});
