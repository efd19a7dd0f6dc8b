/** Numbers of an IPv4 address in Go's notation, or `undefined`. */
function ipv4Numbers(text: string, leadingZeros: boolean): readonly number[] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1);
  if (!leadingZeros && parts.some((part) => part.length > 1 && part.startsWith('0'))) return undefined;
  const numbers = parts.map(Number);
  return numbers.every((number) => number <= 255) ? numbers : undefined;
}

/** The eight groups of an IPv6 address, or `undefined`. */
function ipv6Groups(text: string, leadingZeros: boolean): readonly number[] | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const front = groupsOf(head, leadingZeros, tail === undefined);
  const back = tail === undefined ? [] : groupsOf(tail, leadingZeros, true);
  if (front === undefined || back === undefined) return undefined;
  const count = front.length + back.length;
  if (tail === undefined) return count === 8 ? front : undefined;
  return count > 7 ? undefined : [...front, ...Array.from({ length: 8 - count }, () => 0), ...back];
}

function groupsOf(text: string, leadingZeros: boolean, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const last = at === parts.length - 1 && mayEndInIpv4 ? ipv4Numbers(part, leadingZeros) : undefined;
    if (last === undefined) return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = last;
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

/** The bytes of an address as Go's `net.ParseIP` reads it, 4 or 16 of them, or `undefined`. */
export function parseIp(text: string, leadingZeros = false): readonly number[] | undefined {
  if (!text.includes(':')) return ipv4Numbers(text, leadingZeros);
  return ipv6Groups(text, leadingZeros)?.flatMap((group) => [group >> 8, group & 255]);
}

/** The bytes and prefix length of a network as Go's `net.ParseCIDR` reads it, or `undefined`. */
export function parseCidr(
  text: string,
  leadingZeros = false,
): { readonly bytes: readonly number[]; readonly bits: number } | undefined {
  const slash = text.indexOf('/');
  const bytes = slash === -1 ? undefined : parseIp(text.slice(0, slash), leadingZeros);
  const length = text.slice(slash + 1);
  if (bytes === undefined || !/^\d{1,3}$/.test(length)) return undefined;
  const bits = Number(length);
  return bits <= bytes.length * 8 ? { bytes, bits } : undefined;
}

/** Whether a network has no bits set behind its prefix. */
export function isNetworkAddress({
  bytes,
  bits,
}: {
  readonly bytes: readonly number[];
  readonly bits: number;
}): boolean {
  return bytes.every((byte, at) => {
    const kept = Math.min(8, Math.max(0, bits - at * 8));
    return (byte & (0xff >> kept)) === 0;
  });
}

/** Whether the network `inner` lies within `outer`, and is smaller. */
export function isStrictlyWithin(inner: string, outer: string): boolean {
  const small = parseCidr(inner, true);
  const large = parseCidr(outer, true);
  if (small === undefined || large === undefined || small.bytes.length !== large.bytes.length) return false;
  if (small.bits <= large.bits) return false;
  return small.bytes.every((byte, at) => {
    const kept = Math.min(8, Math.max(0, large.bits - at * 8));
    const mask = 0xff & ~(0xff >> kept);
    return (byte & mask) === ((large.bytes[at] ?? 0) & mask);
  });
}

/** Whether a text is an absolute URI or absolute path as Go's `url.ParseRequestURI` reads it. */
export function isRequestUri(text: string): boolean {
  if (text === '' || /[\u0000-\u001f\u007f]/.test(text)) return false;
  if (text === '*') return true;
  const scheme = /^[A-Za-z][-A-Za-z0-9+.]*:/.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length);
  if (!rest.startsWith('/')) return scheme !== '';
  const [beforeQuery = ''] = rest.split('?', 1);
  const authority =
    scheme !== '' && rest.startsWith('//') ? (/^\/\/([^/?]*)/.exec(rest)?.[1] ?? '') : undefined;
  if (authority !== undefined && !isAuthority(authority)) return false;
  const path = authority === undefined ? beforeQuery : beforeQuery.slice(authority.length + 2);
  return isEscaped(path);
}

function isEscaped(text: string): boolean {
  return !/%(?![0-9a-fA-F]{2})/.test(text);
}

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const user = at === -1 ? '' : text.slice(0, at);
  const host = text.slice(at + 1);
  if (!/^[-A-Za-z0-9._:~!$&'()*+,;=%@]*$/.test(user) || !isEscaped(user)) return false;
  if (host.startsWith('[')) return /^\[[^\]]*\](?::\d*)?$/.test(host);
  const colon = host.lastIndexOf(':');
  if (colon !== -1 && !/^\d*$/.test(host.slice(colon + 1))) return false;
  return !/[ #?\\^`{}|%]/.test(host);
}
