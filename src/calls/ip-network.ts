/** An address as a number, and of how many bits: 32 for IPv4, 128 for IPv6. */
export type IpAddress = { bits: 32 | 128; value: bigint };

/** The addresses whose first `length` bits are those of `first`, whose other bits are zero. */
export type IpNetwork = { bits: 32 | 128; first: bigint; length: number };

const MAPPED_IPV4 = 0xffffn << 32n;
const OCTET = /^(0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;

/**
 * Reads an IPv4 address in four decimal numbers without leading zeros, or an IPv6 address as RFC 4291 §2.2 writes them;
 * an IPv4-mapped one is that IPv4 address. Null for any other text.
 */
export function parseIpAddress(text: string): IpAddress | null {
  if (!text.includes(":")) {
    const value = parseIpv4(text);
    return value === null ? null : { bits: 32, value: BigInt(value) };
  }
  const value = parseIpv6(text);
  if (value === null) return null;
  return value >> 32n === MAPPED_IPV4 >> 32n ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

/** The network of this prefix length that the address lies in. */
export function networkOf({ bits, value }: IpAddress, length: number): IpNetwork {
  const hostBits = BigInt(bits - length);
  return { bits, first: (value >> hostBits) << hostBits, length };
}

/** The last address of a network. */
export function lastOf({ bits, first, length }: IpNetwork): bigint {
  return first + (1n << BigInt(bits - length)) - 1n;
}

function parseIpv4(text: string): number | null {
  const octets = text.split(".");
  if (octets.length !== 4) return null;
  let value = 0;
  for (const octet of octets) {
    if (!OCTET.test(octet) || Number(octet) > 255) return null;
    value = value * 256 + Number(octet);
  }
  return value;
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? numberOf(head) : null;
  // "::" stands for one group of zeros at least.
  const left = 8 - head.length - tail.length;
  return left < 1 ? null : numberOf([...head, ...Array<number>(left).fill(0), ...tail]);
}

/** The last two groups may be written as an IPv4 address. */
function groupsOf(half: string, index: number, halves: readonly string[]): number[] | null {
  if (half === "") return [];
  const texts = half.split(":");
  const groups: number[] = [];
  for (const [position, group] of texts.entries()) {
    const isLast = index === halves.length - 1 && position === texts.length - 1;
    const ipv4 = isLast && group.includes(".") ? parseIpv4(group) : null;
    if (ipv4 !== null) groups.push(Math.floor(ipv4 / 65_536), ipv4 % 65_536);
    else if (GROUP.test(group)) groups.push(Number.parseInt(group, 16));
    else return null;
  }
  return groups;
}

function numberOf(groups: readonly number[]): bigint {
  return groups.reduce((value, group) => (value << 16n) + BigInt(group), 0n);
}
