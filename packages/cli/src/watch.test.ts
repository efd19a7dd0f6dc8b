import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { minimal, webService, workspace, type Workspace } from './testing.ts';

let space: Workspace & { readonly errors: () => string };
afterEach(() => space.remove());

const patient = { timeout: 5000, interval: 20 };
const grace = (seconds: number): string =>
  webService('shop', `  reliability: { terminationGracePeriod: ${seconds}s }\n`);
const manifest = 'dev/local/team-a-dev/shop/manifests.yaml';

/** Watches while `during` runs, then ends by a signal; the exit code. */
async function watching(during: () => Promise<void>, ...argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  let told = '';
  const stderr = { write: (text: string) => void (told += text) };
  const files = { ...minimal, 'services/other.yaml': webService('other') };
  space = { ...workspace(files, { signal: stop.signal, stderr }), errors: () => told };
  const done = space.fairway('compile', '--out', 'out', '--watch', ...argv);
  await vi.waitFor(() => expect(space.files('out')[manifest]).toBeDefined(), patient);
  await during();
  stop.abort();
  return (await done).code;
}

describe('fairway compile --watch', () => {
  it('writes again what somebody removed from the record', async () => {
    const code = await watching(async () => {
      const before = space.files('out');
      rmSync(join(space.directory, 'out'), { recursive: true });
      space.write({ 'services/shop.yaml': grace(60) });
      await vi.waitFor(() => {
        expect(Object.keys(space.files('out')).sort()).toEqual(Object.keys(before).sort());
        expect(space.files('out')[manifest]).toContain('terminationGracePeriodSeconds: 60');
      }, patient);
    });
    expect(code).toBe(0);
  });

  it('forgets services that are gone, in the receipt too', async () => {
    const code = await watching(
      async () => {
        rmSync(join(space.directory, 'services/other.yaml'));
        await vi.waitFor(() => {
          const { files } = JSON.parse(space.read('receipt.json')) as { files: object };
          expect(Object.keys(files).sort()).toEqual(Object.keys(space.files('out')).sort());
          expect(Object.keys(files).some((path) => path.includes('/other/'))).toBe(false);
        }, patient);
      },
      '--receipt',
      'receipt.json',
    );
    expect(code).toBe(0);
  });

  it('keeps out of the receipt what was made but never written', async () => {
    const code = await watching(
      async () => {
        const receipt = space.read('receipt.json');
        const start = space.read('services/shop.yaml');
        space.write({ 'services/shop.yaml': grace(60), 'services/other.yaml': 'nonsense: 1\n' });
        await vi.waitFor(() => expect(space.errors()).toContain('FWY'), patient);
        rmSync(join(space.directory, 'receipt.json'));
        space.write({ 'services/shop.yaml': start, 'services/other.yaml': webService('other') });
        await vi.waitFor(() => expect(space.read('receipt.json')).toBe(receipt), patient);
      },
      '--receipt',
      'receipt.json',
    );
    expect(code).toBe(0);
  });
});
