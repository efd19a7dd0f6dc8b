import { describe, expect, it } from 'vitest';
import { missingForReal, networkPlugins, type Machine } from './requirements.ts';

const complete: Machine = {
  platform: 'linux',
  architecture: 'x64',
  isRoot: true,
  hasProgram: () => true,
  exists: () => true,
  hasFileSystem: () => true,
  hasControlGroups: () => true,
  canUnshare: () => true,
};

describe('what a machine lacks for real pods', () => {
  it('is nothing where all is there', () => {
    expect(missingForReal(complete)).toEqual([]);
  });

  it.each<[Partial<Machine>, readonly (string | RegExp)[]]>([
    [{ platform: 'darwin', isRoot: false }, [/^Linux/]],
    [{ architecture: 'arm64' }, [/^a 64-bit x86 processor/]],
    [{ isRoot: false, canUnshare: () => false }, [/^root/]],
    [
      { hasProgram: (name) => !/^containerd|^nft$/.test(name) },
      [
        "containerd (Debian's containerd)",
        "containerd-shim-runc-v2 (Debian's containerd)",
        "nft (Debian's nftables)",
      ],
    ],
    [{ exists: (path) => !path.endsWith('/host-local') }, [/^network plugins bridge, host-local, loopback/]],
    [{ exists: (path) => !path.includes('bridge-nf') }, [/br_netfilter/]],
    [{ hasFileSystem: () => false }, [/overlay/]],
    [{ hasControlGroups: () => false }, [/^control groups/]],
    [{ canUnshare: () => false }, [/unshare fails/]],
  ])('%o', (lack, expected) => {
    const missing = missingForReal({ ...complete, ...lack });
    expect(missing).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(missing[index]).toMatch(text);
  });

  it('finds plugins where Debian and others put them', () => {
    expect(networkPlugins((path) => path.startsWith('/opt/cni/bin/'))).toBe('/opt/cni/bin');
    expect(networkPlugins(() => false)).toBeUndefined();
  });
});
