/** Addresses that are nobody's service: private ranges, shared address space, link-local (metadata of clouds), loopback. */
export const neverPublic: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/** Where clouds tell machines their credentials. */
const metadataAddress = '169.254.169.254';

/** The internet without what is inside: private networks and metadata services. */
export const internet = { ipBlock: { cidr: '0.0.0.0/0', except: neverPublic } } as const;

/** A peer for a range that the author named; the metadata address is cut out where the range holds it. */
export function blockOf(cidr: string): object {
  if (!holds(cidr, metadataAddress) || cidr === `${metadataAddress}/32`) return { ipBlock: { cidr } };
  return { ipBlock: { cidr, except: [`${metadataAddress}/32`] } };
}

/** Whether a range is the metadata address and nothing else, or so narrow around it that nothing else is meant. */
export function meansMetadata(cidr: string): boolean {
  return holds(cidr, metadataAddress) && Number(cidr.split('/')[1]) >= 16;
}

/** Whether an IPv4 range holds an address. */
export function holds(cidr: string, address: string): boolean {
  const [network = '', length = '32'] = cidr.split('/');
  const [a, b] = [numberOf(network), numberOf(address)];
  if (a === undefined || b === undefined) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(a / size) === Math.floor(b / size);
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
