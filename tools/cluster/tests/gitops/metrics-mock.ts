import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers like a metrics backend: `{"data":{"rate":N}}`, whatever is asked. */
export interface MetricsMock {
  readonly url: string;
  /** The rate of successes that it reports from now on, 0 to 1. */
  setRate: (rate: number) => void;
  readonly stop: () => Promise<void>;
}

export async function startMetricsMock(): Promise<MetricsMock> {
  let rate = 1;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { rate } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/rate`,
    setRate: (next) => void (rate = next),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
