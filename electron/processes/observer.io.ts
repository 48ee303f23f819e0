import { join } from 'node:path'
import type { RigName } from '../contract/model/basics.ts'
import type { ServiceRow, SlotRow } from '../contract/model/rig.ts'
import { lifePhase, type ServiceLife, serviceCommandLine } from '../post/index.ts'
import type { ServiceSettings } from '../settings/index.ts'
import { wrongListener } from './connection.ts'
import { desiredOf } from './decide.ts'
import { kindLooks } from './kind-looks.io.ts'
import { isElsewhere, kindOf } from './kinds.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { keepBudget } from './log-cap.io.ts'
import { LogGuard } from './log-guard.io.ts'
import { type ListensOn, listenersOnce, listensOn } from './port.io.ts'
import type { ProgramDeps } from './program-spec.ts'
import type { RunLog } from './run-log.io.ts'
import { serviceRow } from './service-row.ts'
import { type Run, type SlotKey, type SlotState, slotState, slotText } from './slot.ts'
import { type SlotStands, slotRow } from './slot-row.ts'
import type { SlotTable } from './slot-table.io.ts'
import { plannedLine } from './specs.ts'
import type { Surroundings } from './surroundings.io.ts'
import { unknownService } from './unknown-service.ts'

/** Ticks (seconds) between two readings of the logs, two questions to operator addresses, two looks at all processes, two looks at the data folders (a cut file is told within a minute). */
const every = { logs: 3, operators: 10, machine: 30, folders: 60 }

/** One after the other, each would cost turns of the loop; all at once, a file is open for each. */
const logsAtOnce = 16
/** A start that was refused because somebody is there already is tried again after this. */
const refusedMs = 30_000
/** How long after its start a program may not listen yet. guess: the recorded ones listened within two seconds. */
const toListenMs = 10_000

/** What a run's log and port say, as of the last reading. */
interface Reading {
  readonly log: RunLog
  readonly listens: 'yes' | 'no' | 'unknown'
}

const nameOf = ({ spec: { key } }: LiveSlot): string => `${key.kind} ${key.name}`

/** Watches what runs: ends, logs, strangers on our folders, and what is due by the law. */
export class Observer {
  readonly #table: SlotTable
  readonly #around: Surroundings
  readonly #deps: ProgramDeps
  readonly #logs = new LogGuard()
  readonly #readings = new Map<string, Reading>()
  /** Slots with a process at the last tick: one that is gone leaves a stale look behind. */
  #running = 0
  #ticks = 0
  #told = ''

  constructor(table: SlotTable, around: Surroundings, deps: ProgramDeps) {
    this.#table = table
    this.#around = around
    this.#deps = deps
  }

  async tick(): Promise<void> {
    const slots = this.#table.all()
    this.#ticks += 1
    await Promise.all(slots.map((slot) => this.#behind(nameOf(slot), () => slot.watch())))
    const running = slots.filter(({ record }) => record.run !== null)
    const someEnded = running.length < this.#running || this.#around.someEnded()
    await this.#behind('folders and processes', () => this.#lookAround(someEnded))
    const listens = listenersOnce()
    for (let at = 0; at < running.length; at += logsAtOnce)
      await Promise.all(
        running.slice(at, at + logsAtOnce).map((slot) => this.#behind(`the log of ${nameOf(slot)}`, () => this.#lookAtLog(slot, listens))),
      )
    this.#running = running.length
    for (const slot of slots) await this.#startDue(slot)
    if (someEnded || this.#ticks % every.logs === 0) this.#tell()
  }

  /** All that runs, once: for who only looks, and follows nothing. */
  async lookAtLogs(): Promise<void> {
    const listens = listenersOnce()
    for (const slot of this.#table.all())
      if (slot.record.run !== null) await this.#behind(`the log of ${nameOf(slot)}`, () => this.#read(slot, listens))
  }

  /** One slot's fault is no other's: everything else is looked at all the same. */
  async #behind(source: string, look: () => Promise<unknown>): Promise<void> {
    try {
      await look()
    } catch (error) {
      this.#deps.faults.tell(source, error)
    }
  }

  async #lookAround(someEnded: boolean): Promise<void> {
    if (this.#ticks % every.folders === 0) {
      await this.#around.lookAtFolders()
      await keepBudget(join(this.#deps.profileFolder, 'logs'))
    }
    if (this.#ticks % every.machine === 0 || someEnded) await this.#around.lookAtProcesses()
    if (this.#ticks % every.operators === 0) await Promise.all([this.#around.askOperators(), this.#around.lockFolders()])
  }

  async #lookAtLog(slot: LiveSlot, listens: ListensOn): Promise<void> {
    await this.#logs.look(slot.spec.logFile)
    if (this.#ticks % every.logs === 0) await this.#read(slot, listens)
  }

  /** Time and logs change rows without anybody's act; nobody is woken when they did not. */
  #tell(): void {
    const now = JSON.stringify(this.rows())
    if (now !== this.#told) this.#deps.changed()
    this.#told = now
  }

  async #startDue(slot: LiveSlot): Promise<void> {
    const desired = desiredOf(slot.record)
    try {
      await this.#around.starting(slot, desired, (around) => slot.start(desired, around))
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : 'unknown'
      if (slot.waits !== why) this.#deps.log(`${slot.spec.key.name} is not started: ${why}`)
      if (slot.record.law.nextAt !== null) slot.postpone(refusedMs, why)
    }
  }

  async #read(slot: LiveSlot, listens: ListensOn): Promise<Reading | null> {
    const { run } = slot.record
    const text = slotText(slot.spec.key)
    const { follow } = kindLooks[slot.spec.key.kind]
    if (run === null || follow === null) return null
    const known = this.#readings.get(text)
    const log = known?.log.token === run.token ? known.log : follow(run)
    await log.read(this.#deps.now())
    const reading = { log, listens: this.#listens(run, slot.spec.operatorAddress, listens) }
    this.#readings.set(text, reading)
    return reading
  }

  /** A program that has just been started has not opened its listener yet, which is no fault of it. */
  #listens({ identity, at }: Run, address: string | null, listens: ListensOn): Reading['listens'] {
    if (address === null || identity === null) return 'unknown'
    const said = listens(identity.pid, address)
    return said === 'no' && this.#deps.now() - at < toListenMs ? 'unknown' : said
  }

  /** What the running service's log says up to now; `null` when it does not run. */
  async lifeOf(slot: LiveSlot): Promise<ServiceLife | null> {
    return (await this.#read(slot, listensOn))?.log.life ?? null
  }

  /** As of the last reading. */
  phase(name: RigName): string | null {
    const reading = this.#readingOf(this.#table.slot({ kind: 'service', name }))
    return reading === null ? null : lifePhase(reading.log.life)
  }

  /** The reading of the run that is there now, not of one before. */
  #readingOf({ spec, record }: LiveSlot): Reading | null {
    const known = this.#readings.get(slotText(spec.key))
    return known !== undefined && known.log.token === record.run?.token ? known : null
  }

  #stateOf(slot: LiveSlot): SlotState {
    const { record, stopping, externalPid, unsure, spec } = slot
    if (this.#table.isDamaged(spec.key)) return 'unknown'
    const answers = this.#around.answersOf(slot) !== null
    return slotState(record, { stopping, externalPid, unsure, answers, elsewhere: isElsewhere(spec), now: this.#deps.now() })
  }

  /** The slot as it stands, by its process alone. */
  #standsOf(slot: LiveSlot): SlotStands {
    const { record, adopted, externalPid, outlasted, waits, spec } = slot
    const externalCommandLine = this.#around.commandLineOf(slot)
    return {
      state: this.#stateOf(slot),
      heldBy: this.#table.heldBy(spec.key),
      ownedBy: this.#around.locks.heldBy(spec.key),
      record,
      adopted,
      externalPid,
      outlasted,
      waits,
      externalCommandLine,
    }
  }

  rows(): readonly ServiceRow[] {
    return this.#table.settings.services.map((settings) => {
      try {
        return this.#row(settings)
      } catch (error) {
        return unknownService(settings, this.#deps.faults.tell(`the row of service ${settings.name}`, error))
      }
    })
  }

  #row(settings: ServiceSettings): ServiceRow {
    const key: SlotKey = { kind: 'service', name: settings.name }
    const slot = this.#table.slot(key)
    const reading = this.#readingOf(slot)
    const stands = this.#standsOf(slot)
    const line = stands.record.run?.args ?? stands.externalCommandLine?.slice(1) ?? settings.arguments
    return serviceRow({
      ...stands,
      settings,
      folder: this.#around.folders.of(key),
      named: this.#around.folders.named(key),
      identity: this.#around.folders.identity(key),
      log: reading?.log ?? null,
      said: this.#around.answersOf(slot),
      saidByAnother: this.#around.answersForAnother(slot),
      wrong: wrongListener(serviceCommandLine(line).address, settings.node, this.#table.settings.nodes),
      trouble: reading?.log.trouble() ?? null,
      refusedSince: reading?.log.refusedSince ?? null,
      listens: reading?.listens ?? 'unknown',
      elsewhere: this.#around.elsewhere(slot),
      damaged: this.#table.isDamaged(key),
      programChanged: this.#isChanged(settings.program),
      now: this.#deps.now(),
    })
  }

  #isChanged(program: string | null): boolean {
    return program !== null && this.#deps.gate.isChanged(program)
  }

  /** The row of any slot, by its process and its entry alone. */
  slot(key: SlotKey): SlotRow | null {
    const slot = this.#table.find(key)
    if (slot === null) return null
    const { spec } = slot
    return slotRow({
      ...this.#standsOf(slot),
      name: key.name,
      planned: plannedLine(spec),
      refused: kindOf(key.kind).missing(spec) ?? (this.#isChanged(spec.program) ? 'program-changed' : null),
      loses: kindOf(key.kind).loses(this.#readingOf(slot)?.log.life ?? null),
    })
  }
}
