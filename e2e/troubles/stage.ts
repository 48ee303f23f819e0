import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import type { OutsideRig } from '../rig/outside-rig.ts'
import type { Book } from './book.ts'
import type { Oracle } from './oracle.ts'
import type { Trouble } from './trouble.ts'
import type { Watch } from './watch.ts'

/** All that a scene works with. */
export interface Stage {
  /** The page that is worked with; the watched ones are others. */
  readonly page: Page
  readonly rig: OutsideRig
  readonly oracle: Oracle
  readonly book: Book
  readonly watch: Watch
}

const tick = 1_000
/** The machine may be busy with a dozen programs, and the script is one of them. */
const slack = 5_000

/** How long after its cause a trouble may be untold, by the rates at which its source is looked at. */
export const delays = {
  /** Processes, listeners and events are heard at once or asked each second or two near a gap, each five seconds else. */
  process: 3 * 5 * tick,
  /** The operator's address is asked every fifteen seconds while no proof is wanted. */
  operator: 15 * tick + slack,
  /** Key files are looked at every fifteen seconds. */
  keys: 15 * tick + slack,
  /** Data files are looked at every sixty ticks of a second, which a busy machine makes longer. */
  data: 2 * 60 * tick,
  /** A deadline passes on its second; the word of it is pushed. */
  clock: 3 * tick + slack,
  /** An ATX is looked for at the node every few seconds, after its event is lost or late. */
  atx: 10 * tick + slack,
  /** A node has to start, to load and to answer before its end is over. */
  start: 45 * tick,
}

export const pause = (at: number): Promise<void> => wait(Math.max(0, at - Date.now()))

export const nodeOf = ({ rig }: Stage, name: string) => {
  const found = rig.nodes.find((node) => node.name === name)
  if (found === undefined) throw new Error(`no node ${name}`)
  return found
}
export const serviceOf = ({ rig }: Stage, name: string) => {
  const found = rig.services.find((service) => service.name === name)
  if (found === undefined) throw new Error(`no service ${name}`)
  return found
}

type Told = Pick<Trouble, 'name' | 'rows' | 'states' | 'says' | 'act' | 'withinMs'> & Partial<Trouble>
export const trouble = (part: Told): Trouble => ({ goneMs: part.withinMs, counted: true, ...part })

/** Says to the book that it begins now, and waits until every surface tells it. */
export async function begins({ book, watch }: Stage, what: Trouble): Promise<void> {
  watch.note(`CAUSED  ${what.name}`)
  book.begin(what)
  await watch.told(what)
}
