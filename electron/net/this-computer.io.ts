import { BlockList, isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { isLoopback } from './address.ts'

const family = (host: string): 'ipv4' | 'ipv6' => (isIP(host) === 6 ? 'ipv6' : 'ipv4')

/** Bridges whose whole network are containers of this computer: their processes are seen from here. */
const ofContainers = /^(?:docker|br-|podman|cni|lxcbr|lxdbr|incusbr)/

/**
 * Whether a host is this computer: its name, one of its addresses, or a container's on it. Another name counts as another machine:
 * what it leads to may change from one moment to the next.
 */
export function isThisComputer(host: string): boolean {
  const name = hostname().toLowerCase()
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return true
  if (isIP(host) === 0) return host === name || host === `${name}.local` || host.split('.')[0] === name
  const own = new BlockList()
  for (const [card, addresses = []] of Object.entries(networkInterfaces()))
    for (const { address, cidr } of addresses) {
      const bits = Number(cidr?.split('/')[1] ?? Number.NaN)
      if (ofContainers.test(card) && Number.isInteger(bits)) own.addSubnet(address, bits, family(address))
      else own.addAddress(address, family(address))
    }
  return own.check(host, family(host))
}
