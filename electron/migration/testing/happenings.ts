import type { FailingDisk } from './failing-disk.ts'
import type { Effect } from './memory-fs.ts'
import { type MemoryRig, names } from './memory-rig.ts'
import type { ThirdPlace } from './third-place.ts'

export const happeningKinds = [
  'start-source',
  'start-target',
  'start-both',
  'start-beside',
  'kill',
  'lose-power',
  'abort',
  'error',
  'copy-elsewhere',
  'list-elsewhere',
  'altered-elsewhere',
  'stranger-elsewhere',
  'link-elsewhere',
  'take-other-key',
  'rebind-source',
  'rebind-target',
  'back-up',
  'roll-back',
  'older-rows',
  'ban',
  'sleep',
] as const
type Kind = (typeof happeningKinds)[number]

/** What happens besides, `after` so many effects and questions since the one before. */
export interface Happening {
  readonly after: number
  readonly kind: Kind
  /** Which un-synced effects a power loss keeps, as bits; and whether lost bytes are torn, or a person is in a hurry. */
  readonly kept: number
  readonly torn: boolean
}

/** What follows from it later: at the next start of the program, or when a person decides. */
export interface Aftermath {
  powerLoss: Happening | null
  /** A person who is told of another copy has everything put back first, and puts it right then. */
  hurried: boolean
  /** The profile became one of before: then to rest frozen, or to know of no move, is an honest end. */
  rolledBack: boolean
  /** Meanwhile a later move has taken the key away. */
  goesOn: boolean
}

/** The moment of an effect, or of a question, in which something happens. */
export interface Moment {
  readonly rig: MemoryRig
  readonly failing: FailingDisk
  readonly aftermath: Aftermath
  readonly effect: Effect | null
  readonly question: string
  abortAll(): void
}

type Act = (moment: Moment, happening: Happening) => void

/** A person in a hurry has everything put back first. */
const turnsUp =
  (kind: Parameters<ThirdPlace['turnsUp']>[0]): Act =>
  ({ rig, aftermath }, { torn }) => {
    aftermath.hurried ||= torn
    rig.third.turnsUp(kind, rig.nowMs)
  }

const acts: Readonly<Record<Kind, Act>> = {
  'start-source': ({ rig }) => rig.start(names.source),
  'start-target': ({ rig }) => rig.start(names.target),
  'start-beside': ({ rig }) => rig.startBeside(names.source),
  'start-both': ({ rig }) => rig.hostileInit(),
  kill: ({ rig }) => {
    rig.dead = true
  },
  'lose-power': ({ rig, aftermath }, happening) => {
    rig.dead = true
    aftermath.powerLoss = happening
  },
  abort: (moment) => moment.abortAll(),
  error: ({ failing, effect }) => {
    if (effect !== null) failing.fail(effect)
  },
  'copy-elsewhere': turnsUp('copy-elsewhere'),
  'list-elsewhere': turnsUp('list-elsewhere'),
  'altered-elsewhere': turnsUp('altered-elsewhere'),
  'stranger-elsewhere': turnsUp('stranger-elsewhere'),
  'link-elsewhere': ({ rig, aftermath }, { torn }) => {
    aftermath.hurried ||= torn
    rig.linkKeyOutside()
  },
  // No look before a start sees what happens in its very moment.
  'take-other-key': ({ rig, question }) => {
    if (question !== 'start') rig.takeOtherKey()
  },
  'rebind-source': ({ rig, question }) => {
    if (question !== 'start') rig.rebind(names.source)
  },
  'rebind-target': ({ rig, question }) => {
    if (question !== 'start') rig.rebind(names.target)
  },
  'back-up': ({ rig }) => rig.past.backUp(),
  'roll-back': ({ rig, aftermath }, { torn }) => {
    rig.dead = true
    aftermath.rolledBack = true
    aftermath.goesOn ||= torn
  },
  // Not in the moment of an effect on it, nor between the last look at it and an act.
  'older-rows': ({ rig, question }) => {
    if (question === 'wait') rig.past.bringOlderRows()
  },
  ban: ({ rig }) => {
    rig.banned = true
  },
  sleep: ({ rig, effect }) => rig.sleepUnless(effect),
}

export function carryOut(happening: Happening, moment: Moment): void {
  acts[happening.kind](moment, happening)
}
