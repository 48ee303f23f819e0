/** One signature as a simulated node wrote it down before it was sent. */
export interface SignedAct {
  readonly t: string
  readonly node: string
  readonly act: string
  readonly id: string
  readonly layer: number
  readonly epoch: number
  readonly content: string
}

export interface OracleFigures {
  readonly acts: number
  /** Layers in which the identity signed. */
  readonly layers: number
  readonly atxs: number
  /** Times that another node than before signed next. */
  readonly handovers: number
}

export interface OracleVerdict {
  readonly figures: OracleFigures
  readonly violations: readonly string[]
}

const isAct = (value: unknown): value is SignedAct => {
  if (typeof value !== 'object' || value === null) return false
  const { t, node, act, id, layer, epoch, content } = value as Record<string, unknown>
  const texts = [t, node, act, id, content].every((text) => typeof text === 'string')
  return texts && Number.isInteger(layer) && Number.isInteger(epoch)
}

/** Reads the oracle's file. Throws with the line number when a whole line is no signed act; a torn last line is left out. */
export function parseOracle(text: string): SignedAct[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      let value: unknown
      try {
        value = JSON.parse(line)
      } catch {
        value = null
      }
      if (!isAct(value)) throw new Error(`the oracle's line ${index + 1} is no signed act`)
      return value
    })
}

/** Fewest layers between the acts of two nodes with one key. */
const apart = 2
const where = ({ act, node, layer }: SignedAct) => `${act} at ${node} in layer ${layer}`

function tooClose(acts: readonly SignedAct[]): string[] {
  const byLayer = acts.toSorted((one, other) => one.layer - other.layer)
  const found: string[] = []
  // Neighbours of one layer may stand in any order, so every act is held against all that lie less than two layers before it.
  byLayer.forEach((act, index) => {
    for (let before = index - 1; before >= 0; before -= 1) {
      const other = byLayer[before]
      if (other === undefined || act.layer - other.layer >= apart) break
      if (other.node !== act.node) found.push(`${where(other)}, ${where(act)}`)
    }
  })
  return found
}

function doubleAtxs(acts: readonly SignedAct[]): string[] {
  const byEpoch = Map.groupBy(
    acts.filter(({ act }) => act === 'atx'),
    ({ epoch }) => epoch,
  )
  return [...byEpoch].flatMap(([epoch, atxs]) => {
    const nodes = new Set(atxs.map(({ node }) => node))
    const contents = new Set(atxs.map(({ content }) => content))
    return nodes.size > 1 || contents.size > 1 ? [`${contents.size} ATXs of epoch ${epoch} by ${[...nodes].join(' and ')}`] : []
  })
}

/** Two messages of one kind and layer that differ are a ban, whoever sent them. */
function contradictions(acts: readonly SignedAct[]): string[] {
  const bySlot = Map.groupBy(
    acts.filter(({ act }) => act === 'hare' || act === 'proposal'),
    ({ act, layer }) => `${act} of layer ${layer}`,
  )
  return [...bySlot].flatMap(([slot, same]) => (new Set(same.map(({ content }) => content)).size > 1 ? [`two of ${slot}`] : []))
}

/** Whether one identity was ever signed for by two nodes at a time. */
export function judgeIdentity(all: readonly SignedAct[], id: string): OracleVerdict {
  const acts = all.filter((act) => act.id === id)
  const violations = [...tooClose(acts), ...doubleAtxs(acts), ...contradictions(acts)]
  const inTime = acts.toSorted((one, other) => (one.t < other.t ? -1 : 1))
  const figures = {
    acts: acts.length,
    layers: new Set(acts.map(({ layer }) => layer)).size,
    atxs: acts.filter(({ act }) => act === 'atx').length,
    handovers: inTime.filter(({ node }, index) => index > 0 && inTime[index - 1]?.node !== node).length,
  }
  return { figures, violations: violations.map((words) => `${id.slice(0, 8)}: ${words}`) }
}
