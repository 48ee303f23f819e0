import { listensOn } from '../../processes/index.ts'
import type { NodeSettings } from '../../settings/index.ts'
import type { Signs } from '../../silence/index.ts'

/** Whether one of these processes listens where an address leads to; `null`: that can't be seen. */
export function isAnsweredBy(pids: readonly number[], address: string): boolean | null {
  const owners = pids.map((pid) => listensOn(pid, address))
  if (owners.includes('yes')) return true
  return owners.every((says) => says === 'no') ? false : null
}

/**
 * Whether every open port at which a node is asked belongs to a process that has its folder. `null`: none is open, or who has it can't
 * be seen.
 */
export function answersItself(
  { addresses }: Pick<NodeSettings, 'addresses'>,
  { users, ports }: Pick<Signs, 'users' | 'ports'>,
): boolean | null {
  const asked = [addresses.public, addresses.private, addresses.post]
  const open = ports.filter(({ address, open: isOpen }) => isOpen === true && asked.includes(address))
  const pids = users.map(({ pid }) => pid)
  const answered = open.map(({ address }) => isAnsweredBy(pids, address))
  if (answered.includes(false)) return false
  return open.length > 0 && !answered.includes(null) ? true : null
}
