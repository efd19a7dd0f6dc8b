import { isNetworkAddress, parseCidr, parseIp } from '../addresses.ts';

type Bytes = readonly number[];

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255];

/** Whether an address of IPv6 stands for one of IPv4. */
function isMapped(bytes: Bytes): boolean {
  return bytes.length === 16 && MAPPED.every((byte, at) => bytes[at] === byte);
}

/** Whether a text is an address of IPv4, if only within IPv6. */
export function isIpv4(text: string): boolean {
  const bytes = parseIp(text, true);
  return bytes !== undefined && (bytes.length === 4 || isMapped(bytes));
}

/** Whether a text is an address as Go's `netip` reads it: no leading zeros, no IPv4 within IPv6. */
export function isStrictIp(text: string): boolean {
  const bytes = parseIp(text);
  return bytes !== undefined && !isMapped(bytes);
}

/** The same for networks, which have no bits set behind their prefix. */
export function isStrictCidr(text: string): boolean {
  const network = parseCidr(text);
  return network !== undefined && !/\/0\d/.test(text) && !isMapped(network.bytes) && isNetworkAddress(network);
}

/** Why traffic cannot be sent to an address (`ValidateEndpointIP`), as the rest of a sentence; `undefined` if it can. */
export function specialReason(text: string): string | undefined {
  const read = parseIp(text, true);
  if (read === undefined) return undefined;
  const [a, b, c, ...rest] = isMapped(read) ? read.slice(12) : read;
  if (read.every((byte) => byte === 0)) return 'is unspecified';
  if (rest.length === 1) {
    if (a === 127) return 'is an address of the loopback';
    if (a === 169 && b === 254) return 'is link-local';
    return a === 224 && b === 0 && c === 0 ? 'is link-local multicast' : undefined;
  }
  if (read.at(-1) === 1 && read.slice(0, -1).every((byte) => byte === 0))
    return 'is an address of the loopback';
  if (a === 0xfe && ((b ?? 0) & 0xc0) === 0x80) return 'is link-local';
  return a === 0xff && ((b ?? 0) & 0x0f) === 2 ? 'is link-local multicast' : undefined;
}

/** An address of IPv6 as RFC 5952 writes it: lower case, the longest run of two or more zeros left out. */
export function canonicalIpv6(bytes: Bytes): string {
  const groups = Array.from({ length: 8 }, (_, at) => (bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0));
  let from = -1;
  let longest = 1;
  for (let at = 0; at < groups.length; at += 1) {
    let end = at;
    while (groups[end] === 0) end += 1;
    if (end - at > longest) [from, longest] = [at, end - at];
    at = Math.max(at, end - 1);
  }
  const text = (some: readonly number[]): string => some.map((group) => group.toString(16)).join(':');
  return from === -1 ? text(groups) : `${text(groups.slice(0, from))}::${text(groups.slice(from + longest))}`;
}
