/** What the first minutes of a simulated network are brought through with; times in milliseconds. */
export interface PacePorts {
  /** Of this computer; never goes back. */
  readonly now: () => number
  readonly wait: (ms: number) => Promise<void>
  /** Changes the network's clock, by a program of its own: on a busy machine that takes long. */
  readonly tell: (...args: readonly string[]) => Promise<void>
  /** How many identities have made their first proof, and how many are registered. */
  readonly counts: () => { readonly proved: number; readonly registered: number }
  readonly identities: number
}

const second = 1_000
const pollMs = 100

/**
 * Nodes register in the tenth minute of the network, and who misses it misses the first epoch. Time that flies stands by itself before
 * (`until`, in seconds of the network), however long this machine takes to slow it down: nobody has to come in time.
 */
const firstProofs = { rate: '40', until: '420', quickMs: 8 * second, thenRate: '1', thenUntil: '530' }
const registration = { lead: '5', rate: '5', until: '570', quickMs: 8 * second, thenRate: '0.5', thenUntil: '595' }
/** Programs that get on are waited for; such as get nowhere for so long are not. */
const patience = { withoutMs: 30 * second, mostMs: 180 * second }

/** Waits until all are there: at most so long, or, without a limit, as long as more of them come. */
async function reached({ now, wait, identities }: PacePorts, count: () => number, limitMs: number | null): Promise<boolean> {
  const began = now()
  let newest = { count: count(), at: began }
  for (;;) {
    const there = count()
    if (there >= identities) return true
    if (there > newest.count) newest = { count: there, at: now() }
    const isOver = limitMs === null ? now() - newest.at > patience.withoutMs || now() - began > patience.mostMs : now() - began > limitMs
    if (isOver) return false
    await wait(pollMs)
  }
}

/** The network goes as fast as its programs manage: it flies for a moment, and then waits for those that are not there yet. */
export async function throughFirstEpoch(ports: PacePorts): Promise<void> {
  const { counts, tell } = ports
  const follow = async (count: () => number, { quickMs, thenRate, thenUntil }: typeof firstProofs | typeof registration) => {
    if (await reached(ports, count, quickMs)) return
    await tell('--speed', thenRate, '--until', thenUntil)
    await reached(ports, count, null)
  }
  await tell('--speed', firstProofs.rate, '--until', firstProofs.until)
  await follow(() => counts().proved, firstProofs)
  await tell('--before-registration', registration.lead, '--speed', registration.rate, '--until', registration.until)
  await follow(() => counts().registered, registration)
}
