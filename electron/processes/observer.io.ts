import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import type { ServiceRow } from '../contract/model/rig.ts'
import { type DataFolder, readDataFolder, type ServiceLife } from '../post/index.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { capLog } from './log-cap.io.ts'
import { isNodeOf, lookAtMachine, type Machine } from './machine.io.ts'
import type { NodeSlot } from './node-slot.ts'
import { listensOn } from './port.io.ts'
import type { SlotDeps } from './program-spec.ts'
import { isDue } from './restart-law.ts'
import { RunLog } from './run-log.io.ts'
import { serviceRow } from './service-row.ts'
import { type SlotKey, slotState, slotText } from './slot.ts'
import type { SlotTable } from './slot-table.io.ts'

/** Ticks (seconds) between two readings of the logs, two looks at all processes, two looks at the data folders. */
const every = { logs: 3, machine: 30, folders: 300 }

/** A start that was refused because somebody is there already is tried again after this. */
const refusedMs = 30_000

type ObserverDeps = Omit<SlotDeps, 'heldBy'>

/** Watches what runs: ends, logs, strangers on our folders, and what is due by the law. */
export class Observer {
  readonly #table: SlotTable
  readonly #deps: ObserverDeps
  readonly #folders = new Map<string, { real: string; data: DataFolder }>()
  readonly #logs = new Map<string, RunLog>()
  readonly #listens = new Map<string, 'yes' | 'no' | 'unknown'>()
  #machine: Machine = { provers: [], nodes: [] }
  #ticks = 0

  constructor(table: SlotTable, deps: ObserverDeps) {
    this.#table = table
    this.#deps = deps
  }

  async #lookAtFolder({ spec: { key, dataFolder } }: LiveSlot): Promise<void> {
    if (key.kind !== 'service' || dataFolder === null) return
    const real = await realpath(dataFolder).catch(() => resolve(dataFolder))
    this.#folders.set(key.name, { real, data: await readDataFolder(dataFolder, { sizes: true }) })
  }

  /** Everything anew: data folders and processes. */
  async look(): Promise<void> {
    for (const slot of this.#table.all()) await this.#lookAtFolder(slot)
    await this.#lookAtProcesses()
    this.#deps.changed()
  }

  #isOurs(slot: LiveSlot, { pid, group }: { pid: number; group: number }): boolean {
    const own = slot.record.run?.identity?.pid
    return own !== undefined && (own === pid || own === group)
  }

  async #lookAtProcesses(): Promise<void> {
    this.#machine = await lookAtMachine()
    for (const slot of this.#table.all()) slot.externalPid = await this.#externalOf(slot)
  }

  async #externalOf(slot: LiveSlot): Promise<number | null> {
    const { key, dataFolder } = slot.spec
    if (key.kind === 'service') {
      const real = this.#folders.get(key.name)?.real
      return this.#machine.provers.find((prover) => prover.folder === real && !this.#isOurs(slot, prover))?.pid ?? null
    }
    if (dataFolder === null) return null
    for (const node of this.#machine.nodes) if (!this.#isOurs(slot, node) && (await isNodeOf(node, dataFolder))) return node.pid
    return null
  }

  /** Where else this service's identity is proven for, in words; `null` when nowhere we can see. */
  #elsewhere(slot: LiveSlot): string | null {
    const folder = this.#folders.get(slot.spec.key.name)
    const identity = folder?.data.read.ok === true ? folder.data.read.metadata.nodeId : null
    if (slot.spec.key.kind !== 'service' || identity === null) return null
    const prover = this.#machine.provers.find((one) => one.identity === identity && !this.#isOurs(slot, one))
    return prover === undefined ? null : `process ${prover.pid} proves for it with ${prover.folder}`
  }

  /** What only a fresh look can tell before a start. Throws `already_running`, `start_failed`. */
  async checkStart(slot: LiveSlot): Promise<void> {
    const { key } = slot.spec
    if (this.#table.isDamaged(key))
      throw new AppError('start_failed', `the slot file of ${key.name} is damaged: a process may hide behind it`)
    await this.#lookAtFolder(slot)
    await this.#lookAtProcesses()
    this.#deps.changed()
    if (slot.record.run !== null) return
    const elsewhere = this.#elsewhere(slot)
    if (slot.externalPid !== null)
      throw new AppError('already_running', `${key.name} runs already, not started by Smeshdesk`, { pid: slot.externalPid })
    if (elsewhere !== null) throw new AppError('already_running', `the identity of ${key.name} runs already: ${elsewhere}`)
  }

  async tick(): Promise<void> {
    this.#ticks += 1
    await Promise.all(this.#table.all().map((slot) => slot.watch()))
    if (this.#ticks % every.folders === 0) for (const slot of this.#table.all()) await this.#lookAtFolder(slot)
    if (this.#ticks % every.machine === 0) {
      await this.#lookAtProcesses()
      for (const slot of this.#table.all()) if (slot.record.run !== null) await capLog(slot.spec.logFile)
    }
    if (this.#ticks % every.logs === 0) for (const slot of this.#table.all()) await this.#readLog(slot)
    for (const slot of this.#table.all()) await this.#startDue(slot)
    this.#deps.changed()
  }

  async #startDue(slot: LiveSlot): Promise<void> {
    const { record, spec } = slot
    if (record.run !== null || record.wanted !== 'running' || !isDue(record.law, this.#deps.now()) || this.#table.heldBy(spec.key) !== null)
      return
    try {
      await this.checkStart(slot)
      await slot.start(null, 'law')
    } catch (cause) {
      if (slot.record.law.nextAt !== null) slot.postpone(refusedMs)
      this.#deps.log(`${spec.key.name} is not started: ${cause instanceof Error ? cause.message : 'unknown'}`)
    }
  }

  async #readLog(slot: LiveSlot): Promise<RunLog | null> {
    const { run } = slot.record
    const text = slotText(slot.spec.key)
    if (run === null || slot.spec.key.kind !== 'service') {
      this.#logs.delete(text)
      this.#listens.delete(text)
      return null
    }
    const known = this.#logs.get(text)
    const log = known?.token === run.token ? known : new RunLog(run)
    this.#logs.set(text, log)
    await log.read(this.#deps.now())
    const address = this.#table.service(slot.spec.key.name)?.operatorAddress ?? null
    if (address !== null && run.identity !== null) this.#listens.set(text, listensOn(run.identity.pid, address))
    return log
  }

  /** What the running service's log says up to now; `null` when it does not run. */
  async lifeOf(slot: LiveSlot): Promise<ServiceLife | null> {
    return (await this.#readLog(slot))?.life ?? null
  }

  #seen(slot: LiveSlot): { state: ServiceRow['state']; heldBy: string | null } {
    const { record, stopping, externalPid, unsure, spec } = slot
    const state = this.#table.isDamaged(spec.key) ? 'unknown' : slotState(record, { stopping, externalPid, unsure, now: this.#deps.now() })
    return { state, heldBy: this.#table.heldBy(spec.key) }
  }

  rows(): readonly ServiceRow[] {
    return this.#table.settings.services.map((settings) => {
      const key: SlotKey = { kind: 'service', name: settings.name }
      const slot = this.#table.slot(key)
      const log = this.#logs.get(slotText(key))
      const { record, adopted, externalPid } = slot
      return serviceRow({
        ...this.#seen(slot),
        settings,
        record,
        adopted,
        externalPid,
        folder: this.#folders.get(settings.name)?.data ?? null,
        life: log?.life ?? null,
        trouble: log?.trouble() ?? null,
        refusedSince: log?.refusedSince ?? null,
        listens: this.#listens.get(slotText(key)) ?? 'unknown',
        elsewhere: this.#elsewhere(slot),
        damaged: this.#table.isDamaged(key),
        now: this.#deps.now(),
      })
    })
  }

  node(name: RigName): NodeSlot | null {
    const slot = this.#table.all().find(({ spec: { key } }) => key.kind === 'node' && key.name === name)
    if (slot === undefined) return null
    const { record, adopted, externalPid, spec } = slot
    const { state, heldBy } = this.#seen(slot)
    const { run, lastEnd } = record
    const external = this.#machine.nodes.find(({ pid }) => pid === externalPid)
    const commandLine = run !== null ? [run.program, ...run.args] : (external?.argv ?? [spec.program ?? 'go-spacemesh', ...spec.args])
    const pid = run?.identity?.pid ?? externalPid
    return {
      state,
      pid,
      commandLine,
      startedByUs: run !== null,
      startedAt: run?.at ?? null,
      adopted,
      heldBy,
      lastEnd,
      logFile: spec.logFile,
    }
  }
}
