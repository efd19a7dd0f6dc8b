import { describe, expect, it } from 'vitest';
import { answerTo } from './names.ts';

const addressOf = 1;
const ipv6AddressOf = 28;

/** A question as resolvers send it (RFC 1035, 4.1): id 7, recursion desired. */
function question(name: string, type = addressOf): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Buffer.from([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
}

const services: Readonly<Record<string, string>> = { 'shop/web': '10.96.0.7', 'shop/peers': 'None' };
const find = (name: string, namespace: string): Promise<string | undefined> =>
  Promise.resolve(services[`${namespace}/${name}`]);

async function ask(name: string, type?: number, finding = find) {
  const query = question(name, type);
  const answer = await answerTo(query, finding);
  expect(answer.readUInt16BE(0)).toBe(7);
  // An answer, authoritative, recursion as asked for.
  expect(answer.readUInt16BE(2) & 0xff00).toBe(0x8500);
  expect(answer.subarray(12, query.length)).toEqual(query.subarray(12));
  return {
    code: answer.readUInt16BE(2) & 0x000f,
    answers: answer.readUInt16BE(6),
    data: answer.subarray(query.length),
  };
}

describe('names of Services', () => {
  it('have their address', async () => {
    const { code, answers, data } = await ask('web.shop.svc.cluster.local');
    expect([code, answers]).toEqual([0, 1]);
    // The name of the question, an address (1) of the internet (1), for one second, of four bytes.
    expect([...data]).toEqual([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 10, 96, 0, 7]);
    expect((await ask('WEB.Shop.svc.cluster.local')).answers).toBe(1);
  });

  it('exist without an address of another kind, or without any', async () => {
    expect(await ask('web.shop.svc.cluster.local', ipv6AddressOf)).toMatchObject({ code: 0, answers: 0 });
    expect(await ask('peers.shop.svc.cluster.local')).toMatchObject({ code: 0, answers: 0 });
  });

  it.each(['other.shop.svc.cluster.local', 'web.shop', 'example.com', 'a.web.shop.svc.cluster.local'])(
    '%s does not exist',
    async (name) => {
      expect(await ask(name)).toMatchObject({ code: 3, answers: 0 });
    },
  );

  it('a failure is not the same as a name that does not exist', async () => {
    const failing = (): Promise<string | undefined> => Promise.reject(new Error('unreachable'));
    expect(await ask('web.shop.svc.cluster.local', addressOf, failing)).toMatchObject({ code: 2, answers: 0 });
  });
});
