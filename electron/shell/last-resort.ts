import { faultLog } from '../faults/index.ts'

/** How the app ends after a failure that no barrier held (docs/house.md, when Smeshdesk itself fails). */
const failureExit = 70

/** A move's step may take as long as a node needs to end; whatever hangs longer ends with the process, and the lock with it. */
const closeLimitMs = 120_000

export interface Ending {
  /** Rests the moves and lets go of the profile. */
  readonly close: () => Promise<void>
  readonly exit: (code: number) => void
  readonly log: (line: string) => void
}

/** Where failures arrive that nobody caught: the process; a test gives its own. */
export interface Unhandled {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown
}

/** Closes and ends the process, in any case before the limit. */
export async function closeAndExit({ close, exit, log }: Ending, code: number): Promise<void> {
  const late = setTimeout(() => {
    log(`closing took longer than ${closeLimitMs / 1000} s and was given up`)
    exit(failureExit)
  }, closeLimitMs)
  try {
    await close()
    exit(code)
  } catch (error) {
    faultLog(log).tell('closing', error)
    exit(failureExit)
  } finally {
    clearTimeout(late)
  }
}

/** After a failure that nobody caught, what is in memory can't be trusted: moves rest, it is logged once, and the app ends. */
export function endWhenUnhandled(process: Unhandled, ending: Ending): void {
  const faults = faultLog(ending.log)
  let heard = false
  const end = (source: string) => (error: unknown) => {
    const { reference } = faults.tell(source, error)
    if (heard) return
    heard = true
    ending.log(`Smeshdesk ends with code ${failureExit} because of fault ${reference}; nodes and services go on`)
    void closeAndExit(ending, failureExit)
  }
  process.on('uncaughtException', end('uncaughtException'))
  process.on('unhandledRejection', end('unhandledRejection'))
}
