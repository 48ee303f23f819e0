import { realpath } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import { AppError } from '../contract/errors.ts'
import type { RigName } from '../contract/model/basics.ts'
import { type DataFolder, readDataFolder, serviceCommandLine } from '../post/index.ts'
import type { LiveSlot } from './live-slot.io.ts'
import { isNodeOf, lookAtMachine, type Machine } from './machine.io.ts'
import { identifyProcess } from './process-identity.io.ts'
import type { StopRequest } from './program-spec.ts'
import type { NamedFolder } from './service-findings.ts'
import type { SlotTable } from './slot-table.io.ts'
import { stopProcess } from './stop.io.ts'
import type { RunningProcess } from './users-of-folder.io.ts'

const realOr = (path: string): Promise<string> => realpath(path).catch(() => resolve(path))

/** Where `--dir` leads from the folder in which the service is started, held against the folder of the settings. */
async function namedFolder(
  { args, cwd }: { readonly args: readonly string[]; readonly cwd: string },
  real: string,
): Promise<NamedFolder | null> {
  const { dir } = serviceCommandLine(args)
  if (dir === null || dir === '') return null
  const path = resolve(cwd, dir)
  return { path, same: (await realOr(path)) === real, relative: !isAbsolute(dir) }
}

/** What lies and runs around the slots: data folders, and processes that are not ours. As of the last look. */
export class Surroundings {
  readonly #table: SlotTable
  readonly #folders = new Map<string, { real: string; data: DataFolder; named: NamedFolder | null }>()
  #machine: Machine = { provers: [], nodes: [] }

  constructor(table: SlotTable) {
    this.#table = table
  }

  folderOf(service: RigName): DataFolder | null {
    return this.#folders.get(service)?.data ?? null
  }

  /** The folder that a service's arguments name, those of its run while it runs; `null` when they name none. */
  namedFolderOf(service: RigName): NamedFolder | null {
    return this.#folders.get(service)?.named ?? null
  }

  /** The command line, program first, of the service that somebody else started in this slot's place; `null` when none is seen. */
  commandLineOf({ externalPid }: LiveSlot): readonly string[] | null {
    return this.#machine.provers.find(({ pid }) => pid === externalPid)?.argv ?? null
  }

  async #lookAtFolder({ spec, record: { run } }: LiveSlot): Promise<void> {
    const { key, dataFolder } = spec
    if (key.kind !== 'service' || dataFolder === null) return
    const real = await realOr(dataFolder)
    const named = await namedFolder(run ?? spec, real)
    this.#folders.set(key.name, { real, data: await readDataFolder(dataFolder, { sizes: true }), named })
  }

  async lookAtFolders(): Promise<void> {
    for (const slot of this.#table.all()) await this.#lookAtFolder(slot)
  }

  async lookAtProcesses(): Promise<void> {
    this.#machine = await lookAtMachine()
    for (const slot of this.#table.all()) slot.externalPid = await this.#externalOf(slot)
  }

  #isOurs(slot: LiveSlot, { pid, group }: { pid: number; group: number }): boolean {
    const own = slot.record.run?.identity?.pid
    return own !== undefined && (own === pid || own === group)
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

  /** The process that stands in a node's place without being ours. */
  strangerOf(slot: LiveSlot): RunningProcess | null {
    return this.#machine.nodes.find(({ pid }) => pid === slot.externalPid) ?? null
  }

  /** Where else this service's identity is proven for, in words; `null` when nowhere that can be seen. */
  elsewhere(slot: LiveSlot): string | null {
    const { key } = slot.spec
    const read = this.folderOf(key.name)?.read
    if (key.kind !== 'service' || read?.ok !== true) return null
    const prover = this.#machine.provers.find((one) => one.identity === read.metadata.nodeId && !this.#isOurs(slot, one))
    return prover === undefined ? null : `process ${prover.pid} proves for it with ${prover.folder}`
  }

  /** What only a fresh look can tell before a start. Throws `already_running`, `start_failed`. */
  async checkStart(slot: LiveSlot): Promise<void> {
    const { key } = slot.spec
    if (this.#table.isDamaged(key))
      throw new AppError('start_failed', `the slot file of ${key.name} is damaged: a process may hide behind it`)
    await this.#lookAtFolder(slot)
    await this.lookAtProcesses()
    if (slot.record.run !== null) return
    if (slot.externalPid !== null)
      throw new AppError('already_running', `${key.name} runs already, not started by Smeshdesk`, { pid: slot.externalPid })
    const named = this.namedFolderOf(key.name)
    if (named?.same === false)
      throw new AppError('start_failed', `${key.name} would use ${named.path}, which is not its folder ${slot.spec.dataFolder}`)
    const elsewhere = this.elsewhere(slot)
    if (elsewhere !== null) throw new AppError('already_running', `the identity of ${key.name} runs already: ${elsewhere}`)
  }

  /** Stops a process that is not ours but stands in this slot's place; `false` when there is none. Throws `stop_failed`. */
  async stopExternal(slot: LiveSlot, how: StopRequest): Promise<boolean> {
    await this.lookAtProcesses()
    const before = slot.externalPid
    const identity = before === null ? null : await identifyProcess(before)
    // Identified first, judged again after: what is signalled is the process that was looked at.
    await this.lookAtProcesses()
    if (identity === null || slot.externalPid !== before) return false
    const { kind } = await stopProcess(identity, how)
    await this.lookAtProcesses()
    if (kind === 'still-running' || kind === 'not-told') throw new AppError('stop_failed', `process ${identity.pid}: ${kind}`)
    return true
  }
}
