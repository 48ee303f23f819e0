import { BlockList, isIP } from 'node:net'

type Refusal = 'link-local' | 'metadata' | 'multicast'

/** The first that holds names the reason. Metadata services of clouds hand out secrets to whoever asks from inside. */
const ranges: readonly (readonly [Refusal, readonly string[]])[] = [
  ['metadata', ['169.254.169.254/32', '169.254.170.2/32', '100.100.100.200/32', '168.63.129.16/32', 'fd00:ec2::/32', 'fd20:ce::/32']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['multicast', ['224.0.0.0/3', 'ff00::/8']],
]

const hexPair = (one: number, other: number): string => ((one << 8) | other).toString(16)

/** IPv6 ranges through which the same IPv4 range is reached: compatible, NAT64, 6to4. The mapped form is BlockList's own. */
function around(network: string, bits: number): [string, number][] {
  const [a = 0, b = 0, c = 0, d = 0] = network.split('.').map(Number)
  const high = hexPair(a, b)
  const low = hexPair(c, d)
  return [
    [`::${high}:${low}`, 96 + bits],
    [`64:ff9b::${high}:${low}`, 96 + bits],
    [`2002:${high}:${low}::`, 16 + bits],
  ]
}

function listOf(subnets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const subnet of subnets) {
    const [network = '', bits = ''] = subnet.split('/')
    const six = network.includes(':')
    list.addSubnet(network, Number(bits), six ? 'ipv6' : 'ipv4')
    if (!six) for (const [prefix, length] of around(network, Number(bits))) list.addSubnet(prefix, length, 'ipv6')
  }
  return list
}

const lists = ranges.map(([refusal, subnets]) => [refusal, listOf(subnets)] as const)

/**
 * Why an address is never asked: link-local and cloud metadata ranges, multicast, broadcast, in whatever spelling.
 * Judges a literal address or a resolved one; `null` when it may be asked.
 */
export function refusedHost(host: string): Refusal | null {
  const plain = host.replace(/%.*$/, '')
  const family = isIP(plain)
  if (family === 0) return /^(?:metadata(?:\.google\.internal)?|instance-data(?:\.ec2\.internal)?)\.?$/i.test(plain) ? 'metadata' : null
  return lists.find(([, list]) => list.check(plain, family === 6 ? 'ipv6' : 'ipv4'))?.[0] ?? null
}

// RFC 1918, and RFC 4193 as its counterpart. The shared range of carriers (100.64.0.0/10) is others' too.
const own = listOf(['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7'])

/** A literal address of this computer or of a private network: what is said to it in plain text stays there. */
export const isPrivateHost = (host: string): boolean => {
  const family = isIP(host)
  return family !== 0 && own.check(host, family === 6 ? 'ipv6' : 'ipv4')
}
