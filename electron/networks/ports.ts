import { type NetworkPort, networkPorts } from '../contract/model/network.ts'

export interface ChosenPorts {
  readonly ports: Readonly<Record<NetworkPort, number>>
  /** One for each service. */
  readonly operators: readonly number[]
}

const highest = 65_535
const names = Object.keys(networkPorts) as NetworkPort[]

/** The guide's port where it is free, else the next one that is, for each listener and for each service's operator; none twice. `null`: none are left. */
export async function choosePorts(services: number, isFree: (port: number) => Promise<boolean>): Promise<ChosenPorts | null> {
  const wanted = new Set<number>(Object.values(networkPorts))
  const given = new Set<number>()
  const free = async (from: number): Promise<number | null> => {
    for (let port = from; port <= highest; port++) {
      if (given.has(port) || (port !== from && wanted.has(port)) || !(await isFree(port))) continue
      given.add(port)
      return port
    }
    return null
  }
  const ports: Partial<Record<NetworkPort, number>> = {}
  for (const name of names) {
    const port = await free(networkPorts[name])
    if (port === null) return null
    ports[name] = port
  }
  const operators = [ports.operator ?? 0]
  while (operators.length < services) {
    const port = await free((operators.at(-1) ?? 0) + 1)
    if (port === null) return null
    operators.push(port)
  }
  return { ports: ports as ChosenPorts['ports'], operators }
}
