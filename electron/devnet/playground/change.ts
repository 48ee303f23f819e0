import { nextGap, nextRegistration, playgroundLayout } from '../rig/playground-layout.ts'
import { atRate, networkAt, skippedTo } from '../shared/network-clock.ts'
import { type BreakName, targets } from './breaks.ts'
import { breakKey, copyKey, cutData, type Kept, mendData, mendKey, removeCopy } from './harm.ts'
import type { Playground } from './state.ts'

/** The same playground with its clock at another rate from now on, for ever. */
export const withSpeed = ({ now, ...rest }: Playground, at: number, rate: number): Playground => ({
  ...rest,
  now: { ...now, clock: atRate(now.clock, at, rate) },
})

/** The same playground, whose clock goes so far, from its genesis on, and stands there until it is set again. */
export const withEnd = ({ now, book, ...rest }: Playground, ageMs: number): Playground => ({
  ...rest,
  book,
  now: { ...now, clock: { ...now.clock, until: book.genesisMs + ageMs } },
})

/** What a playground can be brought before. */
const moments = { gap: nextGap, registration: nextRegistration }

/** The same playground, so long before what comes next; nearer than that nothing is skipped. */
export function shortBefore(playground: Playground, at: number, wanted: { moment: keyof typeof moments; leadMs: number }): Playground {
  const { now, book } = playground
  const { moment, leadMs } = wanted
  const comes = book.genesisMs + moments[moment](playgroundLayout(book.portOffset), networkAt(now.clock, at) - book.genesisMs)
  return { ...playground, now: { ...now, clock: skippedTo(now.clock, at, comes - leadMs) } }
}

function harm({ folder, book }: Playground, name: BreakName): Kept | null {
  const nodes = playgroundLayout(book.portOffset).nodes.map((node) => node.name)
  switch (name) {
    case 'cut-data':
      return cutData(folder, targets[name])
    case 'break-key':
      return breakKey(folder, nodes, targets[name])
    case 'copy-key':
      return copyKey(folder, nodes, targets[name])
    case 'stop-service':
    case 'late-proof':
    case 'kill-node':
    case 'cut-poet':
      return null
  }
}

function heal(name: BreakName, kept: Kept | null): void {
  if (kept === null) return
  if (name === 'cut-data') mendData(kept)
  if (name === 'break-key') mendKey(kept)
  if (name === 'copy-key') removeCopy(kept)
}

/** What the programs see of what is broken. */
const seen = (playground: Playground): Playground => {
  const { broken } = playground.book
  const slow = broken['late-proof'] === undefined ? [] : [targets['late-proof']]
  return { ...playground, now: { ...playground.now, poetCut: broken['cut-poet'] !== undefined, slow } }
}

/** Breaks one thing; what is broken already stays so. */
export function withBroken(playground: Playground, at: number, name: BreakName): Playground {
  const { book } = playground
  if (book.broken[name] !== undefined) return playground
  const kept = harm(playground, name)
  return seen({ ...playground, book: { ...book, broken: { ...book.broken, [name]: { since: at, kept } } } })
}

/** Mends one thing; what is whole stays so. */
export function withMended(playground: Playground, name: BreakName): Playground {
  const { [name]: found, ...others } = playground.book.broken
  if (found === undefined) return playground
  heal(name, found.kept)
  return seen({ ...playground, book: { ...playground.book, broken: others } })
}
