/** What the first minutes of a simulated network are brought through with; times in milliseconds. */
export interface PacePorts {
  /** Of this computer; never goes back. */
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
  /** Changes the network's clock by a program of its own, which takes as long as the machine makes it take. Gives how old the network is. */
  readonly tell: (...args: readonly string[]) => Promise<number>
  /** How many identities have made their first proof, and how many are registered. */
  readonly counts: () => { readonly proved: number; readonly registered: number }
  readonly identities: number
}

const second = 1_000
const minute = 60 * second
const pollMs = 100

/** Nodes register in this minute of the network (its phase shift less its grace period; the playground's own). */
const registers = { from: 9 * minute, to: 10 * minute }
const firstProofs = { rate: 40, quickMs: 8 * second }
const registration = { rate: 5, quickMs: 3 * second, leadSeconds: 5 }
/** A machine that gets on with it is waited for; one that gets nowhere for so long is not. */
const patience = { withoutMs: 30 * second, mostMs: 180 * second }
/** The next command may take so many times longer than the last. */
const slower = 3

/**
 * How fast time may fly, so that a moment that lies `leftMs` of the network ahead is not passed: for `quickMs`, and then for as long as
 * it takes to slow down, which is the command that sets the clock. Who misses the registration misses the first epoch.
 */
export const safeRate = ({ leftMs, quickMs, tookMs, most }: Readonly<Record<'leftMs' | 'quickMs' | 'tookMs' | 'most', number>>): number =>
  Math.max(1, Math.min(most, Math.floor((leftMs / (quickMs + slower * tookMs)) * 10) / 10))

/** Waits until it holds: at most so long, or, without a limit, as long as more of it comes. */
async function reached({ now, wait, identities }: PacePorts, count: () => number, limitMs: number | null): Promise<boolean> {
  const began = now()
  let newest = { count: count(), at: began }
  for (;;) {
    const reachedNow = count()
    if (reachedNow >= identities) return true
    if (reachedNow > newest.count) newest = { count: reachedNow, at: now() }
    const isOver = limitMs === null ? now() - newest.at > patience.withoutMs || now() - began > patience.mostMs : now() - began > limitMs
    if (isOver) return false
    await wait(pollMs)
  }
}

/** Time flies no faster than this machine can stop it; then it goes its usual pace, for as long as the programs get on. */
export async function throughFirstEpoch(ports: PacePorts): Promise<void> {
  const { counts, now } = ports
  const timed = async (...args: readonly string[]) => {
    const began = now()
    const age = await ports.tell(...args)
    return { age, tookMs: now() - began }
  }
  const quickly = async (count: () => number, quickMs: number) => {
    if (await reached(ports, count, quickMs)) return
    await ports.tell('--speed', '1')
    await reached(ports, count, null)
  }
  const first = await timed('--speed', '1')
  // It flies from when the command has begun to work until the next one has.
  const rate = safeRate({ leftMs: registers.from - first.age, ...firstProofs, tookMs: 2 * first.tookMs, most: firstProofs.rate })
  const flown = await timed('--speed', String(rate))
  await quickly(() => counts().proved, firstProofs.quickMs)
  const { leadSeconds, quickMs, rate: most } = registration
  const window = registers.to - registers.from + leadSeconds * second
  const slow = safeRate({ leftMs: window, quickMs, tookMs: Math.max(first.tookMs, flown.tookMs), most })
  await ports.tell('--before-registration', String(leadSeconds), '--speed', String(slow))
  await quickly(() => counts().registered, quickMs)
}
