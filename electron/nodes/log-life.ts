import { nodePhase, parseNodeLine } from './node-log.ts'

/** What a node's log says of its present run. */
export interface NodeLogLife {
  /** Why it refused to go on, in its own words; `null`: it did not. */
  readonly refused: string | null
  /** First characters of the ids whose keys its builder has registered: the line that means smeshing (docs/protocol.md §2). */
  readonly registered: readonly string[]
}

export const newLogLife: NodeLogLife = { refused: null, registered: [] }

/** Most ids that are kept: more no node has. */
const mostKeys = 2_000

/** Takes further lines in; a start begins anew. The same object where they say nothing new. */
export function foldLogLife(before: NodeLogLife, lines: readonly string[]): NodeLogLife {
  let life = before
  for (const line of lines) {
    const read = parseNodeLine(line)
    const phase = read === null ? null : nodePhase(read)
    if (phase?.kind === 'starting') life = newLogLife
    else if (phase?.kind === 'refused') life = { ...life, refused: phase.detail }
    else if (phase?.kind === 'smeshing' && life.registered.length < mostKeys && !life.registered.includes(phase.idStart))
      life = { ...life, registered: [...life.registered, phase.idStart] }
  }
  return life
}
