import type { Check, Layer, RigName, SmesherId } from '../contract/model/basics.ts'
import type { Earned } from '../contract/model/earned.ts'
import type { TimelineEntry } from '../contract/model/identity.ts'
import type { NodeRow, ServiceRow } from '../contract/model/rig.ts'
import { type Faults, guarded } from '../faults/index.ts'
import { createKeyReader, type KeyReader } from '../identities/index.ts'
import type { NodeConfig } from '../nodes/index.ts'
import { createDataReader, type DataReader } from '../post/index.ts'
import type { Settings } from '../settings/index.ts'
import { type Clock, systemClock } from '../time/index.ts'
import { nearAnyGap, type RigClocks, rigClocks } from './clocks.ts'
import { earnedOf } from './earned.ts'
import type { PollRates } from './evidence.ts'
import type { IdentityMemory } from './identity-memory.ts'
import { createIdentityRows, type IdentitySight } from './identity-rows.ts'
import { keyChanges } from './keys-changed.ts'
import { keysEveryMs } from './keys-watch.io.ts'
import { createPlaceFaults, type PlaceFaults, placeOf, servicePlace } from './place-faults.ts'
import { createRemembering, type Remembers } from './remembers.ts'
import { newRigMemory, type RigMemory, see } from './rig-memory.ts'
import { placesOf } from './rig-places.ts'
import { operatorEvery, type ServiceWatchDependencies } from './service-watch.io.ts'
import { nodeRows, type RowSources, type SightRows } from './sight-rows.ts'
import { createWatches, type Watches, type WatchPorts } from './sight-watches.io.ts'
import { affectedBy, type Sighting, takenBack, touchesNodes } from './sightings.ts'
import { timelineOf } from './timeline.ts'

export interface SightOptions {
  /** With absolute paths. */
  readonly settings: Settings
  /** Where nodes are started: relative paths on their command lines count from here. */
  readonly profileFolder: string
  readonly nodeSlot?: RowSources['slotOf']
  /** Where a node's log lies. */
  readonly nodeLog?: (node: RigName) => string | null
  /** Whether the profile is still ours; without it, it is. */
  readonly mayWrite?: () => boolean
  readonly diskOf?: ServiceWatchDependencies['diskOf']
  readonly faults: Faults
  /** Hears what outlives this run. */
  readonly remembers?: Remembers
  /** What they remember is shared with whoever else looks at these files. */
  readonly readers?: { readonly keys: KeyReader; readonly data: DataReader }
  readonly clock?: Clock
  /** For tests: what opens connections and files. */
  readonly ports?: Partial<WatchPorts>
}

/** Ages and waits change what is shown although nothing is heard. */
const tick = { ms: 1_000, slowMs: 5_000, many: 200 }

const rates: Omit<PollRates, 'postStates'> = { operator: operatorEvery.calmMs, keys: keysEveryMs, bans: 60_000 }

/** What is seen of a rig: nodes, identities, the epoch's clock. Read only, whatever it meets. */
class RigSight {
  readonly #options: SightOptions
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  readonly #faultListeners = new Set<() => void>()
  readonly #keyListeners = new Set<() => void>()
  readonly #keysChanged = keyChanges()
  readonly #configs = new Map<RigName, NodeConfig>()
  readonly #watches: Watches
  readonly #faults: PlaceFaults
  readonly #identities = createIdentityRows()
  readonly #remembering: ReturnType<typeof createRemembering> | null
  #settings: Settings
  #rig: RigMemory
  #running = false
  #cancelTick: (() => void) | null = null
  #observedSince: number
  /** As built last; `null` once anything of a node was heard. */
  #nodes: readonly NodeRow[] | null = null

  constructor(options: SightOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#faults = createPlaceFaults(options.faults, () => {
      for (const listener of this.#faultListeners) listener()
      this.#changed()
    })
    this.#settings = options.settings
    this.#remembering = options.remembers === undefined ? null : createRemembering(options.remembers)
    this.#rig = newRigMemory(placesOf(options.settings))
    this.#observedSince = this.#clock.now()
    this.#watches = createWatches({
      clock: this.#clock,
      readers: options.readers ?? { keys: createKeyReader(), data: createDataReader(this.#clock.now) },
      profileFolder: options.profileFolder,
      nodeSlot: options.nodeSlot ?? (() => null),
      nodeLog: options.nodeLog ?? (() => null),
      mayWrite: options.mayWrite ?? (() => true),
      diskOf: options.diskOf ?? (() => Promise.resolve(null)),
      ports: options.ports ?? {},
      emit: (sighting) => this.#take(sighting),
      onConfig: (node, config) => this.#takeConfig(node, config),
      rig: () => this.#rig,
      nearGap: () => this.#nearGap(),
      barrier: this.#faults.barrier,
    })
  }

  start(): void {
    this.#running = true
    this.#observedSince = this.#clock.now()
    this.#remembering?.lookAtNodes(this.#rig, this.#observedSince)
    this.#watches.follow(this.#settings)
    this.#tick()
  }

  stop(): Promise<void> {
    this.#running = false
    this.#cancelTick?.()
    this.#watches.stop()
    return Promise.resolve()
  }

  setSettings(settings: Settings): Promise<void> {
    this.#settings = settings
    this.#rig = newRigMemory(placesOf(settings), this.#rig)
    this.#identities.changed('all')
    this.#remembering?.lookAtNodes(this.#rig, this.#clock.now())
    if (this.#running) this.#watches.follow(settings)
    this.#changed()
    return Promise.resolve()
  }

  seeServices(rows: readonly ServiceRow[]): void {
    this.#take({ source: 'services', at: this.#clock.now(), rows })
  }

  /** Identities that a move holds from now on. */
  hold(ids: ReadonlySet<SmesherId>): void {
    this.#take({ source: 'holds', at: this.#clock.now(), ids })
  }

  /** Looks at the key files of all nodes now, and resolves when that is done: rows that are read then rest on it. */
  readonly lookAtKeys = (): Promise<void> => this.#watches.lookAtKeys()

  /** Asks the nodes for their networks' clocks now: somebody changed one. */
  readonly askClocks = (): void => this.#watches.askClocks()

  /** Called at once after any change, so do little; returns the way to stop listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Called when a node's folder holds other keys than before. */
  onKeys(listener: () => void): void {
    this.#keyListeners.add(listener)
  }

  /** Called when something could not be looked at, or can again: `serviceFaults` may say something else. */
  onFault(listener: () => void): void {
    this.#faultListeners.add(listener)
  }

  /** Takes in what was heard since the last look, and gives the rows: the same ones, in the same lists, of what nothing was heard. */
  rows(): SightRows {
    const clocks = this.#clocks()
    const now = this.#clock.now()
    const sources: RowSources = {
      rig: this.#rig,
      configs: this.#configs,
      slotOf: this.#options.nodeSlot ?? (() => null),
      rates: { ...rates, postStates: nearAnyGap(clocks, now) ? 1_000 : 5_000 },
      now,
      faults: this.#faults,
    }
    this.#identities.settle(sources)
    this.#nodes ??= nodeRows(sources, this.#identities.rows())
    return { identities: this.#identities.rows(), nodes: this.#nodes, ...clocks }
  }

  /** What is known of an identity beside its row. */
  readonly identity = (id: SmesherId): IdentitySight | null => this.#identities.sight(id)

  /** The events that are kept (300), oldest first; `observedSince`: before it nothing was seen, whatever happened. */
  timeline(id: SmesherId): { readonly entries: TimelineEntry[]; readonly observedSince: number } {
    return { entries: timelineOf(this.#rig.identities.get(id)), observedSince: this.#observedSince }
  }

  /** What is known of an identity's work and pay. */
  readonly earned = (id: SmesherId): Earned => earnedOf(this.#rig, id)

  /** Somebody looks at it: its node is asked for it now. */
  readonly wantEarned = (id: SmesherId): void => {
    const memory = this.#rig.identities.get(id)
    if (memory === undefined) return
    memory.earned.wantedAt = this.#clock.now()
    this.#watches.askEarned()
  }

  /** What could not be looked at of a service, and so is not known. */
  readonly serviceFaults = (name: RigName): Check[] => this.#faults.findings(servicePlace(name))

  /** Since when anything is looked at. */
  readonly observedSince = (): number => this.#observedSince

  /** Newest layer that a proposal of this identity was seen for; `null` when none was. */
  readonly lastSignedLayer = (id: SmesherId): Layer | null => this.#rig.identities.get(id)?.signedLayer ?? null

  /** The last ATX that a node told to have published, by its own event. */
  readonly published = (id: SmesherId): IdentityMemory['published'] => this.#rig.identities.get(id)?.published ?? null

  /** What can't be taken in is a fault of its source, whose word is unknown from then on. */
  #take(sighting: Sighting): void {
    const barrier = this.#faults.barrier(placeOf(sighting), `${sighting.source} taken in`)
    try {
      this.#fold(sighting)
      barrier.went?.()
    } catch (error) {
      barrier.failed(error)
      const instead = takenBack(sighting)
      if (instead !== null) guarded(() => this.#fold(instead), barrier.failed)()
    }
  }

  #fold(sighting: Sighting): void {
    this.#identities.changed(affectedBy(this.#rig, sighting))
    see(this.#rig, sighting)
    this.#identities.changed(affectedBy(this.#rig, sighting))
    this.#remembering?.took(this.#rig, sighting)
    if (this.#running) this.#watches.heard(sighting)
    this.#changed(touchesNodes(sighting))
    if (sighting.source === 'keys' && this.#keysChanged(sighting.node, sighting.scan)) for (const listener of this.#keyListeners) listener()
  }

  /** Listeners hear at once, and only that there is something: they look when it suits them. */
  #changed(nodes = true): void {
    if (nodes) this.#nodes = null
    for (const listener of this.#listeners) guarded(listener, (error) => void this.#options.faults.tell('telling what was seen', error))()
  }

  #takeConfig(node: RigName, config: NodeConfig): void {
    this.#configs.set(node, config)
    this.#changed()
  }

  #clocks(): RigClocks {
    return rigClocks(this.#rig, this.#configs)
  }

  #nearGap(): boolean {
    return nearAnyGap(this.#clocks(), this.#clock.now())
  }

  #tick(): void {
    const many = this.#rig.identities.size > tick.many
    this.#cancelTick = this.#clock.after(many ? tick.slowMs : tick.ms, () => this.#tick())
    this.#identities.changed('all')
    this.#changed()
  }
}

export type Sight = Pick<RigSight, keyof RigSight>

/** Composes what watches a rig with what remembers it. Nothing is asked before `start`. */
export const createSight = (options: SightOptions): Sight => new RigSight(options)
