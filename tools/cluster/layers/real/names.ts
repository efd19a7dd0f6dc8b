import { createSocket, type Socket } from 'node:dgram';

/** Finds the address of a Service; undefined when there is none. */
export type FindService = (name: string, namespace: string) => Promise<string | undefined>;

const addressRecord = 1;
const noSuchName = 3;

/**
 * A name server for `<service>.<namespace>.svc.cluster.local` (RFC 1035): enough for pods of one cluster. Other
 * names do not exist.
 */
export async function serveNames(address: string, find: FindService): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    void answerTo(query, find).then((answer) => socket.send(answer, from.port, from.address));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(53, address, resolve);
  });
  return socket;
}

/** Answers one question; an error of `find` is answered as a failure of the server (code 2). */
export async function answerTo(query: Buffer, find: FindService): Promise<Buffer> {
  const { name, type, end } = questionOf(query);
  const [, service, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(name.toLowerCase()) ?? [];
  let found: string | undefined;
  let code = noSuchName;
  try {
    if (service !== undefined && namespace !== undefined) found = await find(service, namespace);
    if (found !== undefined) code = 0;
  } catch {
    code = 2;
  }
  const records = found !== undefined && found !== 'None' && type === addressRecord ? [recordOf(found)] : [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  // A response, authoritative; recursion is as the question had it.
  header.writeUInt16BE(0x8400 | (query.readUInt16BE(2) & 0x0100) | code, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, query.subarray(12, end), ...records]);
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** An address that holds for one second; its name is the one of the question (a pointer to byte 12). */
function recordOf(address: string): Buffer {
  return Buffer.from([0xc0, 12, 0, addressRecord, 0, 1, 0, 0, 0, 1, 0, 4, ...address.split('.').map(Number)]);
}
