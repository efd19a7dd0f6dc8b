import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which systems take the ports of outgoing connections. */
const lowest = 20_000;
const highest = 32_767;

/**
 * Different ports that nobody listens on, at random so that runs side by side rarely ask for the same. Nothing
 * holds them until a program does: be ready to choose again.
 */
export async function freePorts(
  count: number,
  address = '127.0.0.1',
  random: (below: number) => number = randomInt,
  isFree: (port: number, address: string) => Promise<boolean> = canListen,
): Promise<readonly number[]> {
  const chosen = new Set<number>();
  for (let attempt = 0; chosen.size < count; attempt++) {
    if (attempt === 1000) throw new Error(`no ${count} free ports from ${lowest} to ${highest} on ${address}`);
    const port = lowest + random(highest - lowest + 1);
    if (!chosen.has(port) && (await isFree(port, address))) chosen.add(port);
  }
  return [...chosen];
}

function canListen(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
