import type { ClosedReason } from '../contract/model/closed.ts'
import type { EndingKey } from '../contract/model/endings.ts'
import { keptByNode, nodePhase } from '../nodes/index.ts'
import { nameNodeEnding, nodeMarks } from '../nodes/outcome/node.ts'
import { type Ending, nameServiceEnding, postServiceMarks, type SeenOutput, type ServiceLife, serviceTextPhase } from '../post/index.ts'
import type { NodeSettings, ServiceSettings, Settings } from '../settings/index.ts'
import type { FolderUse } from './around.ts'

/** What stands in the settings of a program. */
type Entry = Pick<NodeSettings | ServiceSettings, 'name' | 'program' | 'arguments' | 'dataFolder'> &
  Partial<Pick<ServiceSettings, 'operatorAddress' | 'logLevel' | 'identity'>>

/** All that is different from one kind of program to another, and can be said without looking at the machine. */
export interface ProgramKind {
  /** As its program is called where an entry names none. */
  readonly program: string
  /** As its program is named where it is released, with a version or a system behind it at the most. */
  readonly released: RegExp
  /** The word that tells the one simulated program to be this one. */
  readonly simulated: string
  /** Those of the rig. */
  readonly entries: (settings: Settings) => readonly Entry[]
  /** Where its log files lie, below the profile's. */
  readonly logs: readonly string[]
  /** Given to it beside the allow-list of our own environment. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds that it has to end after SIGTERM, and whether it is killed after them. */
  readonly graceMs: number
  readonly hard: boolean
  /** It takes no notice of SIGTERM itself: where nobody tells how it ended, the signal was its end. */
  readonly endsBySignal: boolean
  /** What starts it again after an end that nobody asked for. `voter`: only who gave it its task, never a clock. */
  readonly restarts: 'law' | 'never' | 'voter'
  /** What stands in its output, and what that means together with how it ended. */
  readonly marks: Readonly<Record<string, RegExp>>
  readonly ending: (seen: SeenOutput, ending: Ending, args: readonly string[]) => EndingKey
  /** What a line of its log says that it is at; `null` when nothing. */
  readonly phase: (text: string) => string | null
  /** It reads a disk and takes memory while it proves: how many run at once is limited (admission.ts). */
  readonly proves: boolean
  /** A stop needs words: by its own log it would lose something now. What others know of it is judged where they are. */
  readonly loses: (life: ServiceLife | null) => boolean
  /** What its entry lacks to start it; an edit helps. */
  readonly missing: (entry: Pick<Entry, 'program' | 'dataFolder'>) => ClosedReason | null
  /** Whether a process that was seen in its folder is one that would collide. */
  readonly collides: (use: FolderUse) => boolean
}

const version = String.raw`(?:[-_.]v?\d[\w.+-]*|[-_](?:linux|darwin|windows|amd64|arm64)[\w.-]*)?(?:\.exe)?$`

/** A line as it is shown: what stands before its text, by tabs, and its fields behind it. */
function nodeTextPhase(text: string): string | null {
  const parts = text.split('\t')
  const last = parts.at(-1) ?? ''
  const fields = parts.length > 1 && last.startsWith('{') ? last : ''
  const [logger = '', ...rest] = fields === '' ? parts : parts.slice(0, -1)
  return nodePhase({ logger, text: rest.join('\t'), fields })?.kind ?? null
}

/** With neither program nor folder it runs on another machine, as far as the settings say. */
function missingHere({ program, dataFolder }: Pick<Entry, 'program' | 'dataFolder'>): ClosedReason | null {
  if (program === null) return dataFolder === null ? 'not-here' : 'no-program'
  return dataFolder === null ? 'no-folder' : null
}

/** By its entry it runs on another machine. */
export const isElsewhere = (entry: Pick<Entry, 'program' | 'dataFolder'>): boolean => missingHere(entry) === 'not-here'

/** Every kind of program that Smeshdesk runs. The names stand in slot files and holds. */
export const kinds = {
  /** A PoST service. It keeps nothing, so it may be killed. */
  service: {
    program: 'post-service',
    released: new RegExp(`^(?:post-)?service${version}`),
    simulated: 'post-service',
    entries: ({ services }) => services,
    logs: [],
    environment: {},
    graceMs: 5_000,
    hard: true,
    // It has no handler (docs/protocol.md §13).
    endsBySignal: true,
    restarts: 'law',
    marks: postServiceMarks,
    ending: nameServiceEnding,
    phase: (text) => serviceTextPhase(text.split('\t').slice(1).join('\t'))?.kind ?? null,
    proves: true,
    loses: (life) => life !== null && ['k2pow', 'reading', 'found'].includes(life.proof),
    missing: missingHere,
    collides: ({ seenBy }) => seenBy !== 'working-folder',
  },
  /** It cleans up for up to 30 s, and may be writing: never killed, never started again by itself. guess: docs name services only. */
  node: {
    program: 'go-spacemesh',
    released: new RegExp(`^go-spacemesh${version}`),
    simulated: 'node',
    entries: ({ nodes }) => nodes,
    logs: ['nodes'],
    environment: {},
    graceMs: 75_000,
    hard: false,
    endsBySignal: false,
    restarts: 'never',
    marks: nodeMarks,
    ending: nameNodeEnding,
    phase: nodeTextPhase,
    proves: false,
    loses: () => false,
    missing: missingHere,
    // A service below a node's data folder does not use the node's.
    collides: ({ seenBy, exact, evidence }) => (seenBy === 'argument' ? exact : seenBy === 'open-file' && keptByNode(evidence)),
  },
} as const satisfies Record<string, ProgramKind>

export type Kind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as readonly Kind[]
export const kindOf = (kind: Kind): ProgramKind => kinds[kind]
