import { failure, Opaque } from '../values.ts';
import { type Address, addressText, mask, readAddress, sharesPrefix } from './address.ts';
import type { Library } from './overload.ts';

/** An IP address. */
export class Ip extends Opaque {
  readonly typeName = 'net.IP';
  readonly address: Address;
  constructor(address: Address) {
    super();
    this.address = address;
  }
  override equals(other: Opaque): boolean {
    return other instanceof Ip && addressText(this.address) === addressText(other.address);
  }
}

/** An address range; the address may have bits set beyond the prefix. */
export class Cidr extends Opaque {
  readonly typeName = 'net.CIDR';
  readonly address: Address;
  readonly bits: number;
  constructor(address: Address, bits: number) {
    super();
    this.address = address;
    this.bits = bits;
  }
  override equals(other: Opaque): boolean {
    return other instanceof Cidr && cidrText(this) === cidrText(other);
  }
}

const cidrText = (range: Cidr): string => `${addressText(range.address)}/${range.bits}`;

function ipOf(text: string): Ip {
  const address = readAddress(text);
  if (typeof address === 'string') throw failure(address);
  return new Ip(address);
}

function readCidr(text: string): Cidr | string {
  const slash = text.lastIndexOf('/');
  const bits = text.slice(slash + 1);
  const invalid = `network address parse error during conversion from string: ${text}`;
  if (slash === -1 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return invalid;
  const address = readAddress(text.slice(0, slash));
  if (typeof address === 'string') return address.startsWith('IPv4-mapped') ? address : invalid;
  return Number(bits) > address.length * 8 ? invalid : new Cidr(address, Number(bits));
}

function cidrOf(text: string): Cidr {
  const range = readCidr(text);
  if (typeof range === 'string') throw failure(range);
  return range;
}

const isZero = (address: Address): boolean => address.every((byte) => byte === 0);

function isLoopback({ address }: Ip): boolean {
  return address.length === 4 ? address[0] === 127 : isZero(address.slice(0, 15)) && address[15] === 1;
}

function isLinkLocalMulticast({ address }: Ip): boolean {
  if (address.length === 4) return address[0] === 224 && address[1] === 0 && address[2] === 0;
  return address[0] === 0xff && ((address[1] ?? 0) & 0x0f) === 2;
}

function isLinkLocalUnicast({ address }: Ip): boolean {
  if (address.length === 4) return address[0] === 169 && address[1] === 254;
  return address[0] === 0xfe && ((address[1] ?? 0) & 0xc0) === 0x80;
}

const isMulticast = ({ address }: Ip): boolean =>
  address.length === 4 ? ((address[0] ?? 0) & 0xf0) === 0xe0 : address[0] === 0xff;

function isGlobalUnicast(ip: Ip): boolean {
  const broadcast = ip.address.length === 4 && ip.address.every((byte) => byte === 255);
  return !broadcast && !isZero(ip.address) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip);
}

const containsIp = (range: Cidr, ip: Ip): boolean => sharesPrefix(range.address, ip.address, range.bits);
const containsCidr = (range: Cidr, other: Cidr): boolean =>
  range.bits <= other.bits && sharesPrefix(range.address, other.address, range.bits);

/** IP addresses. */
export const addresses: Library = {
  name: 'IP addresses',
  since: 30,
  functions: [
    ['ip', '(string) -> IP', ipOf],
    ['isIP', '(string) -> bool', (text: string) => typeof readAddress(text) !== 'string'],
    ['ip.isCanonical', '(string) -> bool', (text: string) => addressText(ipOf(text).address) === text],
    ['family', 'IP.() -> int', ({ address }: Ip) => (address.length === 4 ? 4 : 6)],
    ['isUnspecified', 'IP.() -> bool', ({ address }: Ip) => isZero(address)],
    ['isLoopback', 'IP.() -> bool', isLoopback],
    ['isLinkLocalMulticast', 'IP.() -> bool', isLinkLocalMulticast],
    ['isLinkLocalUnicast', 'IP.() -> bool', isLinkLocalUnicast],
    ['isGlobalUnicast', 'IP.() -> bool', isGlobalUnicast],
    ['string', '(IP) -> string', ({ address }: Ip) => addressText(address)],
  ],
};

/** Address ranges. */
export const ranges: Library = {
  name: 'CIDR ranges',
  since: 30,
  functions: [
    ['cidr', '(string) -> CIDR', cidrOf],
    ['isCIDR', '(string) -> bool', (text: string) => typeof readCidr(text) !== 'string'],
    ['containsIP', 'CIDR.(string) -> bool', (range: Cidr, text: string) => containsIp(range, ipOf(text))],
    ['containsIP', 'CIDR.(IP) -> bool', containsIp],
    ['containsCIDR', 'CIDR.(string) -> bool', (range: Cidr, text: string) => containsCidr(range, cidrOf(text))],
    ['containsCIDR', 'CIDR.(CIDR) -> bool', containsCidr],
    ['ip', 'CIDR.() -> IP', ({ address }: Cidr) => new Ip(address)],
    ['prefixLength', 'CIDR.() -> int', ({ bits }: Cidr) => bits],
    ['masked', 'CIDR.() -> CIDR', ({ address, bits }: Cidr) => new Cidr(mask(address, bits), bits)],
    ['string', '(CIDR) -> string', cidrText],
  ],
};
