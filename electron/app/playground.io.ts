import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stopConsent } from '../contract/consent.ts'
import { AppError } from '../contract/errors.ts'
import { RigName } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import type { BreakName, Simulation, SimulationSpeed } from '../contract/model/simulation.ts'
import { guarded, inTurn } from '../faults/index.ts'
import { runDevnet } from './devnet-program.io.ts'
import { parseReport, type Report, simulationOf, standingAt } from './playground-clock.ts'
import { throughFirstEpoch } from './playground-pace.ts'
import type { Session } from './session.io.ts'
import { onlyNot } from './simulated-programs.io.ts'
import type { SimulatedRigOptions } from './simulated-rig.io.ts'

interface PlaygroundOptions extends SimulatedRigOptions {
  readonly session: Session
  readonly changed: () => void
  readonly closing: AbortSignal
  /** Hears what a timer threw. */
  readonly failed: (error: unknown) => void
}

const pollMs = 100
/** While it stands, nodes tell another genesis each second. */
const standingPollMs = 1_000
/** How far the clock that was heard may be from the one that was set, and how long that is waited for. */
const heardWithinMs = 2_000
const clockLimitMs = 10_000
/** Time to look around before the first gap opens. */
const lookAroundSeconds = 60

/** How the simulated rig runs, and what is broken in it. */
class OpenPlayground {
  readonly #options: PlaygroundOptions
  #report: Report
  #standing: EpochClock | null = null
  readonly #turns = inTurn()
  readonly #timer: ReturnType<typeof setInterval>

  constructor(options: PlaygroundOptions, report: Report) {
    this.#options = options
    this.#report = report
    const askClocks = () => {
      if (this.#report.rate === 0) options.session.sight.askClocks()
    }
    this.#timer = setInterval(guarded(askClocks, options.failed), standingPollMs).unref()
  }

  simulation(): Simulation {
    return simulationOf(this.#report)
  }

  /** The clock as the page shall see it: while the network stands, as it was at the pause. */
  shown(clock: EpochClock | null): EpochClock | null {
    const { pausedAt } = this.simulation()
    if (pausedAt === null || clock === null) {
      this.#standing = null
      return clock
    }
    this.#standing ??= standingAt(clock, pausedAt)
    return this.#standing
  }

  setSpeed(speed: SimulationSpeed): Promise<void> {
    return this.#turns.run(() => this.#tell('--speed', String(speed)))
  }

  break(what: BreakName): Promise<void> {
    return this.#turns.run(async () => {
      const found = this.#report.breaks.find((one) => one.what === what)
      if (found === undefined || found.since !== null) throw new AppError('already_running')
      this.#checkKeys(what)
      if (what === 'stop-service') await this.#stopService(found.target)
      if (what === 'kill-node') this.#killNode(found.target)
      await this.#tell('--break', what)
    })
  }

  mend(what: BreakName): Promise<void> {
    return this.#turns.run(async () => {
      const found = this.#report.breaks.find((one) => one.what === what)
      if (found === undefined || found.since === null) throw new AppError('not_running')
      this.#checkKeys(what)
      await this.#tell('--mend', what)
      if (what === 'stop-service') await this.#started('service', found.target)
      if (what === 'kill-node') await this.#started('node', found.target)
      // A service whose proof has failed stays so until it starts anew (docs/protocol.md §6).
      if (what === 'cut-data') await this.#restarted(found.target)
    })
  }

  /** Lives through what comes before the first cycle gap in a few seconds: first proofs, registrations, the PoET's first round. */
  async openFirstGap(step: (name: string, done: number) => void): Promise<void> {
    step('first-epoch', 4)
    const { session } = this.#options
    const count = (holds: (row: ReturnType<Session['rows']>['identities'][number]) => boolean) =>
      session.rows().identities.filter(holds).length
    await throughFirstEpoch({
      now: () => performance.now(),
      wait: (ms) => wait(ms, undefined, { signal: this.#options.closing }),
      tell: (...args) => this.#tell(...args),
      counts: () => ({
        // Its node wants the first proof of all from its beginning on, and no other one before the first gap.
        proved: count(({ cell }) => cell.post === 'idle'),
        registered: count(({ life }) => life.done.includes('registered')),
      }),
      identities: session.settings.current().services.length,
    })
    await this.#tell('--before-gap', String(lookAroundSeconds), '--speed', '1')
    const genesisAt = Date.now() - this.#report.sinceGenesisMs
    // What was heard before the skip would show a gap that is over.
    const heard = () => [...session.rows().clocks.values()].some((clock) => Math.abs(clock.genesisAt - genesisAt) < heardWithinMs)
    await this.#until(heard, clockLimitMs)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  async #until(holds: () => boolean, limitMs: number): Promise<boolean> {
    const deadline = performance.now() + limitMs
    while (!holds()) {
      if (performance.now() > deadline) return false
      await wait(pollMs, undefined, { signal: this.#options.closing })
    }
    return true
  }

  async #tell(...args: readonly string[]): Promise<void> {
    this.#report = await askPlayground(this.#options, args)
    this.#standing = null
    this.#options.session.sight.askClocks()
    void this.#options.session.sight.lookAtKeys()
    this.#options.changed()
  }

  /** A move knows where each key lies: nobody else moves one meanwhile. */
  #checkKeys(what: BreakName): void {
    const moving = this.#options.session.migration.rows().some(({ activity }) => activity !== 'ended')
    if (moving && (what === 'break-key' || what === 'copy-key')) throw new AppError('held_by_migration')
  }

  async #stopService(name: string): Promise<void> {
    await this.#options.session.programs
      .stop({ kind: 'service', name: RigName.parse(name) }, { words: stopConsent(name) })
      .catch(onlyNot('not_running'))
  }

  #killNode(name: string): void {
    const pid = this.#options.session.programs.slot({ kind: 'node', name: RigName.parse(name) })?.pid ?? null
    if (pid === null) throw new AppError('not_running', name)
    process.kill(pid, 'SIGKILL')
  }

  async #started(kind: 'service' | 'node', name: string): Promise<void> {
    await this.#options.session.programs.start({ kind, name: RigName.parse(name) }).catch(onlyNot('already_running'))
  }

  async #restarted(name: string): Promise<void> {
    await this.#stopService(name)
    await this.#started('service', name)
  }
}

export type Playground = Pick<OpenPlayground, keyof OpenPlayground>

async function askPlayground({ folder, consoleProgram }: SimulatedRigOptions, args: readonly string[]): Promise<Report> {
  return parseReport(await runDevnet(consoleProgram, ['playground', folder, ...args]))
}

/** The playground of an open rig; `null` for a simulated rig that was made without one. */
export async function openPlayground(options: PlaygroundOptions): Promise<Playground | null> {
  if (!existsSync(join(options.folder, 'playground', 'now.json'))) return null
  return new OpenPlayground(options, await askPlayground(options, []))
}
