import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import { networkAt, wallAt } from './network-clock.ts'
import { type PlaygroundNow, readPlayground } from './playground-file.ts'

/** The time that a simulated program lives in: the computer's own, or a playground's, which can stand and run faster. */
export interface NetworkTime {
  readonly now: () => number
  /** The computer's own clock. */
  readonly wall: () => number
  /** When a moment of the network is on the computer's clock. */
  readonly wallOf: (network: number) => number
  /** Milliseconds of the computer in one of the network, as listeners tell it. */
  readonly stretch: () => number
  /** Runs when the network's clock has come there, at once when it has; the result cancels it. */
  readonly alarm: (at: number, run: () => void) => () => void
  /** Waits for as long as the network's clock takes; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly poetCut: () => boolean
  readonly isSlow: (folder: string) => boolean
}

const longestTimer = 2 ** 31 - 1

type Timing = Pick<NetworkTime, 'now' | 'wallOf' | 'stretch' | 'poetCut' | 'isSlow'> & {
  /** Milliseconds of the computer until that moment; `null` while it doesn't come. */
  readonly until: (at: number) => number | null
  readonly onChange: (changed: () => void) => () => void
}

function alarmOf({ until, onChange }: Timing): NetworkTime['alarm'] {
  return (at, run) => {
    let timer: NodeJS.Timeout | undefined
    const cancel = () => {
      clearTimeout(timer)
      forget()
    }
    const arm = () => {
      clearTimeout(timer)
      const left = until(at)
      if (left === null) return
      // a timer may ring a little early, and one for weeks is cut short
      timer = setTimeout(() => ((until(at) ?? 1) > 0 ? arm() : ring()), Math.min(Math.max(0, left), longestTimer))
    }
    const ring = () => {
      cancel()
      run()
    }
    const forget = onChange(arm)
    arm()
    return cancel
  }
}

const sleepOf =
  (now: () => number, alarm: NetworkTime['alarm']): NetworkTime['sleep'] =>
  (ms, signal) =>
    new Promise((done, failed) => {
      const abort = () => {
        cancel()
        failed(signal?.reason as Error)
      }
      const cancel = alarm(now() + ms, () => {
        signal?.removeEventListener('abort', abort)
        done()
      })
      if (signal?.aborted) abort()
      else signal?.addEventListener('abort', abort, { once: true })
    })

function timeOf(timing: Timing): NetworkTime {
  const { now, wallOf, stretch, poetCut, isSlow } = timing
  const alarm = alarmOf(timing)
  return { now, wall: () => Date.now(), wallOf, stretch, poetCut, isSlow, alarm, sleep: sleepOf(now, alarm) }
}

/** Without a playground: the computer's clock, and nothing is broken on purpose. */
const realTime: NetworkTime = timeOf({
  now: () => Date.now(),
  wallOf: (network) => network,
  stretch: () => 1,
  poetCut: () => false,
  isSlow: () => false,
  until: (at) => at - Date.now(),
  onChange: () => () => undefined,
})

/** A playground's time, from its file; heard of at once when the file changes. A file that can't be read leaves all as it is. */
function playgroundTime(path: string): NetworkTime {
  const first = readPlayground(path)
  if (first === null) throw new Error(`${path} holds no clock`)
  let known: PlaygroundNow = first
  const changes = new Set<() => void>()
  watch(dirname(path), { persistent: false }, (_event, file) => {
    if (file !== null && file !== basename(path)) return
    const state = readPlayground(path)
    if (state === null || JSON.stringify(state) === JSON.stringify(known)) return
    known = state
    for (const changed of changes) changed()
  })
  const now = () => networkAt(known.clock, Date.now())
  return timeOf({
    now,
    wallOf: (network) => wallAt(known.clock, Date.now(), network),
    stretch: () => 1 / known.clock.told,
    poetCut: () => known.poetCut,
    isSlow: (folder) => known.slow.includes(folder),
    until: (at) => {
      const { rate, until = at } = known.clock
      return at <= now() ? 0 : rate === 0 || at > until ? null : (at - now()) / rate
    },
    onChange: (changed) => {
      changes.add(changed)
      return () => void changes.delete(changed)
    },
  })
}

/** The time of the playground that the environment names, else the computer's. */
export const networkTime = (playground: string | null): NetworkTime => (playground === null ? realTime : playgroundTime(playground))
