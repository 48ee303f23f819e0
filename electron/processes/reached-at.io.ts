import { BlockList, isIP } from 'node:net'
import type { ListeningSocket } from './net-table.ts'

const boundTo = ({ address }: ListeningSocket): string => address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
const familyOf = (host: string): 'ipv4' | 'ipv6' => (isIP(host) === 6 ? 'ipv6' : 'ipv4')

function isSameHost(host: string, bound: string): boolean {
  const only = new BlockList()
  only.addAddress(bound, familyOf(bound))
  return only.check(host, familyOf(host))
}

/**
 * Which sockets of one port answer at a host: those bound to just that address, else those bound to every one. A name may stand for any
 * address, but `localhost` for this computer's own alone.
 */
export function reachedAt(host: string, sockets: readonly ListeningSocket[]): readonly ListeningSocket[] {
  if (host === 'localhost') {
    const [four, six] = [reachedAt('127.0.0.1', sockets), reachedAt('::1', sockets)]
    return [...four, ...six.filter((one) => !four.includes(one))]
  }
  if (isIP(host) === 0) return sockets
  const exact = sockets.filter((one) => isSameHost(host, boundTo(one)))
  const any = isIP(host) === 6 ? ['::'] : ['0.0.0.0', '::']
  return exact.length > 0 ? exact : sockets.filter((one) => any.includes(boundTo(one)))
}
