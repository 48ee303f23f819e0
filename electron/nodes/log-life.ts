import { type NodePhase, nodePhase, parseNodeLine } from './node-log.ts'

/** What a node's log says of its present run. */
export interface NodeLogLife {
  /** The last step of its start that it named; `null`: none, or it is up. */
  readonly step: StartStep | null
  /** Why it refused to go on, in its own words; `null`: it did not. */
  readonly refused: string | null
  /** First characters of the ids whose keys its builder has registered: the line that means smeshing (docs/protocol.md §2). */
  readonly registered: readonly string[]
}

export const newLogLife: NodeLogLife = { step: null, refused: null, registered: [] }

const startSteps = ['starting', 'key-loaded', 'local-key-created', 'asking-poet', 'smeshing'] as const
type StartStep = (typeof startSteps)[number]

/** Most ids that are kept: more no node has. */
const mostKeys = 2_000

const isStep = (kind: string): kind is StartStep => startSteps.some((step) => step === kind)

function registers(life: NodeLogLife, start: string): NodeLogLife {
  if (life.registered.length >= mostKeys || life.registered.includes(start)) return life
  return { ...life, registered: [...life.registered, start] }
}

function after(life: NodeLogLife, phase: NodePhase): NodeLogLife {
  if (phase.kind === 'starting') return { ...newLogLife, step: 'starting' }
  if (phase.kind === 'refused') return { ...life, step: null, refused: phase.detail }
  if (phase.kind === 'started') return { ...life, step: null }
  const known = phase.kind === 'smeshing' ? registers(life, phase.idStart) : life
  return known.step === null || !isStep(phase.kind) || known.step === phase.kind ? known : { ...known, step: phase.kind }
}

/** Takes further lines in; a start begins anew. The same object where they say nothing new. */
export const foldLogLife = (before: NodeLogLife, lines: readonly string[]): NodeLogLife =>
  lines.reduce((life, line) => {
    const read = parseNodeLine(line)
    const phase = read === null ? null : nodePhase(read)
    return phase === null ? life : after(life, phase)
  }, before)
