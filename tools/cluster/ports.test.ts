import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts } from './ports.ts';

const all = (): Promise<boolean> => Promise.resolve(true);

describe('free ports', () => {
  it('are different and below those of outgoing connections', async () => {
    const ports = await freePorts(20);
    expect(new Set(ports).size).toBe(20);
    expect(ports.filter((port) => port < 20_000 || port > 32_767)).toEqual([]);
  });

  it('are chosen again when they are taken or chosen already', async () => {
    const offers = [0, 0, 1, 2];
    const ports = await freePorts(
      2,
      '127.0.0.1',
      () => offers.shift() ?? 3,
      (port) => Promise.resolve(port !== 20_001),
    );
    expect(ports).toEqual([20_000, 20_002]);
  });

  it('do not include one that somebody listens on', async () => {
    const server = createServer();
    const taken = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    const offers = [taken - 20_000, 5];
    const [chosen] = await freePorts(1, '127.0.0.1', () => offers.shift() ?? 6);
    server.close();
    expect(chosen).not.toBe(taken);
  });

  it('end in an error when there are none', async () => {
    await expect(
      freePorts(
        1,
        '127.0.0.1',
        () => 0,
        () => Promise.resolve(false),
      ),
    ).rejects.toThrow('no 1 free ports from 20000 to 32767 on 127.0.0.1');
    await expect(freePorts(2, '127.0.0.1', () => 0, all)).rejects.toThrow('no 2 free ports');
  });
});
