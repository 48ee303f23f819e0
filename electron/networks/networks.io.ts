import { join } from 'node:path'
import { AppError } from '../contract/errors.ts'
import { Bytes, Instant, type RigName } from '../contract/model/basics.ts'
import type { NetworkProblem, NetworkRow, NetworkStep } from '../contract/model/network.ts'
import type { Faults } from '../faults/index.ts'
import { errorCode, putFile, realFs } from '../storage/index.ts'
import type { Clock } from '../time/index.ts'
import { doDeed } from './deeds.io.ts'
import {
  bytesOf,
  identitiesOf,
  type KeptNetwork,
  keptLimit,
  keptText,
  type NetworkDesign,
  parseKept,
  pathsOf,
  registersAt,
} from './design.ts'
import { type IdentitySeen, lookAtPlace, type PlaceSeen } from './look.io.ts'
import { type NetworkWorld, Trouble } from './network-world.ts'
import { nextDeed } from './next-deed.ts'

export interface NetworksDeps {
  /** Of the profile; one file for each network in it. */
  readonly folder: string
  readonly world: NetworkWorld
  readonly clock: Clock
  readonly faults: Faults
  /** Whether the profile is still ours: otherwise nothing more is done. */
  readonly mayAct: () => boolean
}

interface Network {
  kept: KeptNetwork
  seen: PlaceSeen | null
  step: NetworkStep | null
  problem: { readonly key: NetworkProblem; readonly detail: string } | null
  /** While it is being made. */
  run: { readonly stop: AbortController; readonly over: Promise<void> } | null
}

function stateOf(seen: IdentitySeen | undefined, made: boolean): NetworkRow['identities'][number]['state'] {
  if (made || seen?.serviceUp === true) return 'proves'
  if (seen === undefined) return 'waits'
  if (seen.key === 'in-place') return 'key-in-place'
  return seen.data === 'whole' ? 'made' : seen.data === 'partly' ? 'making' : 'waits'
}

function rowOf({ kept: { design, poetKey, made }, seen, step, problem, run }: Network): NetworkRow {
  return {
    name: design.name,
    folder: pathsOf(design).folder,
    state: made ? 'made' : run === null ? 'rests' : 'making',
    step: made ? null : step,
    problem: made ? null : problem,
    genesisAt: Instant.parse(design.genesisAt),
    registersAt: Instant.parse(registersAt(design)),
    poetKey,
    identities: identitiesOf(design).map(({ name, units }, at) => {
      const of = bytesOf(units)
      const state = stateOf(seen?.identities[at], made)
      const done = made ? of : (seen?.identities[at]?.doneBytes ?? 0)
      return { name, units, state, doneBytes: Bytes.parse(done), ofBytes: Bytes.parse(of) }
    }),
  }
}

const problemOf = (error: unknown): NonNullable<Network['problem']> => {
  if (error instanceof Trouble) return { key: error.key, detail: error.message }
  if (error instanceof AppError)
    return error.code === 'simulated_and_real'
      ? { key: 'stands-in-rig', detail: '' }
      : { key: 'unexpected', detail: error.message || error.code }
  const code = errorCode(error)
  return code === '' ? { key: 'unexpected', detail: '' } : { key: 'file-failed', detail: error instanceof Error ? error.message : code }
}

/** Networks that are being made, or rest: each goes on only when a person says so, and only from what is there. */
class Networks {
  readonly #deps: NetworksDeps
  readonly #networks = new Map<string, Network>()
  readonly #listeners = new Set<() => void>()
  #closed = false

  constructor(deps: NetworksDeps) {
    this.#deps = deps
  }

  readonly rows = (): readonly NetworkRow[] => [...this.#networks.values()].map(rowOf)

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  #fileOf(name: string): string {
    return join(this.#deps.folder, `${name}.json`)
  }

  /** What is kept; nothing of it goes on by itself. A file that is none of ours is left alone. */
  async open(): Promise<void> {
    for (const file of await realFs.list(this.#deps.folder).catch((): string[] => [])) {
      if (!file.endsWith('.json') || file.startsWith('.')) continue
      // What can't be read keeps no rig from being opened: its files and entries are there all the same.
      const bytes = await realFs.read(join(this.#deps.folder, file), keptLimit).catch(() => new Uint8Array())
      const kept = parseKept(new TextDecoder().decode(bytes))
      if (kept === null) continue
      const network: Network = { kept, seen: null, step: null, problem: { key: 'opened-again', detail: '' }, run: null }
      this.#networks.set(kept.design.name, network)
      if (!kept.made) await this.#look(network).catch(() => null)
    }
    this.#changed()
  }

  async #look(network: Network) {
    network.seen = await lookAtPlace(network.kept, this.#deps.world)
    const next = nextDeed(network.seen)
    network.step = next?.step ?? null
    this.#changed()
    return next
  }

  async #keep(network: Network, change: Partial<KeptNetwork>, replace = true): Promise<void> {
    const kept = { ...network.kept, ...change }
    await putFile(this.#fileOf(kept.design.name), keptText(kept), { replace })
    network.kept = kept
  }

  /** Durable before it is begun. Throws `bad_input` when there is one of that name. */
  async make(design: NetworkDesign): Promise<void> {
    if (this.#closed || this.#networks.has(design.name)) throw new AppError('bad_input')
    const network: Network = {
      kept: { version: 1, design, poetKey: null, made: false },
      seen: null,
      step: 'files',
      problem: null,
      run: null,
    }
    await realFs.makeFolder(this.#deps.folder, 0o700)
    await this.#keep(network, {}, false)
    this.#networks.set(design.name, network)
    this.#begin(network)
  }

  #network(name: RigName): Network {
    const network = this.#networks.get(name)
    if (network === undefined) throw new AppError('not_found')
    return network
  }

  /** Throws `not_found`, `already_running`. */
  goOn(name: RigName): void {
    const network = this.#network(name)
    if (network.run !== null || network.kept.made || this.#closed) throw new AppError('already_running')
    this.#begin(network)
  }

  /** Ends after what is under way, and postcli at once: its data is gone on with later. Throws `not_found`. */
  rest(name: RigName): void {
    this.#network(name).run?.stop.abort()
  }

  /** Only while nothing of it is under way. Throws `not_found`, `already_running`. */
  async forget(name: RigName): Promise<void> {
    const network = this.#network(name)
    if (network.run !== null) throw new AppError('already_running')
    await realFs.unlink(this.#fileOf(name))
    await realFs.syncFolder(this.#deps.folder)
    this.#networks.delete(name)
    this.#changed()
  }

  #begin(network: Network): void {
    const stop = new AbortController()
    network.problem = null
    network.run = { stop, over: this.#run(network, stop.signal) }
    this.#changed()
  }

  async #run(network: Network, signal: AbortSignal): Promise<void> {
    // What it is about is set before anything of it is done.
    await Promise.resolve()
    try {
      await this.#steps(network, signal)
      network.problem = signal.aborted ? { key: 'asked-to-rest', detail: '' } : null
    } catch (error) {
      network.problem = problemOf(error)
      if (network.problem.key === 'unexpected') this.#deps.faults.tell('making a network', error)
    }
    network.run = null
    this.#changed()
  }

  async #steps(network: Network, signal: AbortSignal): Promise<void> {
    const { world, clock, mayAct } = this.#deps
    const further = () => void this.#look(network).catch(() => null)
    const making = {
      kept: () => network.kept,
      keep: (change: Partial<KeptNetwork>) => this.#keep(network, change),
      world,
      clock,
      signal,
      further,
    }
    while (!signal.aborted && mayAct()) {
      const next = await this.#look(network)
      if (next === null) return this.#keep(network, { made: true })
      if (!signal.aborted) await doDeed(making, next.deed)
    }
  }

  /** Ends what is under way; nodes and services live on. */
  async close(): Promise<void> {
    this.#closed = true
    const running = [...this.#networks.values()].flatMap(({ run }) => run ?? [])
    for (const { stop } of running) stop.abort()
    await Promise.all(running.map(({ over }) => over))
  }
}

export type { Networks }
export const createNetworks = (deps: NetworksDeps): Networks => new Networks(deps)
