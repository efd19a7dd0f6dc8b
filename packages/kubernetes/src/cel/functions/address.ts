/** An IP address: 4 or 16 bytes. */
export type Address = readonly number[];

function readVersion4(text: string): Address | undefined {
  if (!/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)) return undefined;
  const parts = text.split('.');
  if (parts.some((part) => (part.length > 1 && part.startsWith('0')) || Number(part) > 255)) return undefined;
  return parts.map(Number);
}

function readVersion6(text: string): Address | undefined {
  let rest = text;
  let tail: Address = [];
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (embedded !== null) {
    const version4 = readVersion4(embedded[2] ?? '');
    if (version4 === undefined) return undefined;
    tail = version4;
    rest = embedded[1] ?? '';
    rest = rest.endsWith('::') ? rest : rest.slice(0, -1);
  }
  const halves = rest.split('::');
  if (halves.length > 2) return undefined;
  const [head, end] = halves.map(groups);
  if (head === undefined || (halves.length === 2 && end === undefined)) return undefined;
  const known = head.length + (end?.length ?? 0) + tail.length;
  if (end === undefined) return known === 16 ? [...head, ...tail] : undefined;
  if (known > 14) return undefined;
  return [...head, ...Array<number>(16 - known).fill(0), ...end, ...tail];
}

function groups(text: string): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  if (!parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part))) return undefined;
  return parts.flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]);
}

/** Reads an address: no zone, no leading zeros, no version 4 within version 6. Gives the reason if it is none. */
export function readAddress(text: string): Address | string {
  if (text.includes('%')) return `IP address ${JSON.stringify(text)} with zone value is not allowed`;
  const address = text.includes(':') ? readVersion6(text) : readVersion4(text);
  if (address === undefined)
    return `IP Address ${JSON.stringify(text)} parse error during conversion from string`;
  if (isMapped(address)) return `IPv4-mapped IPv6 address ${JSON.stringify(text)} is not allowed`;
  return address;
}

function isMapped(address: Address): boolean {
  return (
    address.length === 16 &&
    address.slice(0, 10).every((byte) => byte === 0) &&
    address[10] === 255 &&
    address[11] === 255
  );
}

/** An address as RFC 5952 writes it. */
export function addressText(address: Address): string {
  if (address.length === 4) return address.join('.');
  const words: number[] = [];
  for (let i = 0; i < 16; i += 2) words.push(((address[i] ?? 0) << 8) | (address[i + 1] ?? 0));
  let [start, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let run = 0;
    while (words[i + run] === 0) run++;
    if (run > length) [start, length] = [i, run];
  }
  const text = (part: readonly number[]): string => part.map((word) => word.toString(16)).join(':');
  return start === -1 ? text(words) : `${text(words.slice(0, start))}::${text(words.slice(start + length))}`;
}

/** Whether two addresses agree in their first bits. */
export function sharesPrefix(a: Address, b: Address, bits: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i * 8 < bits; i++) {
    const mask = bits - i * 8 >= 8 ? 255 : (255 << (8 - (bits - i * 8))) & 255;
    if (((a[i] ?? 0) & mask) !== ((b[i] ?? 0) & mask)) return false;
  }
  return true;
}

/** An address with all but its first bits cleared. */
export function mask(address: Address, bits: number): Address {
  return address.map((byte, i) => {
    const kept = Math.min(Math.max(bits - i * 8, 0), 8);
    return byte & ((255 << (8 - kept)) & 255);
  });
}
