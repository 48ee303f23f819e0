import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPublisher } from '../../electron/app/publisher.io.ts'
import { emptyState, noRows, type State } from '../../electron/contract/state.ts'
import { faultLog } from '../../electron/faults/index.ts'
import { createTold } from '../../electron/happenings/index.ts'
import { createMirror, realPace } from '../../electron/rpc/index.ts'
import { checkSettings } from '../../electron/settings/index.ts'
import { createSight, type Sight } from '../../electron/sight/index.ts'
import { openBook } from '../../electron/verdict/index.ts'

export interface NodeAt {
  readonly name: string
  readonly address: string
}

/** What a node's settings are, with one address for all its listeners. */
export const settingsOf = (nodes: readonly NodeAt[]) =>
  checkSettings({
    version: 1,
    simulated: false,
    nodes: nodes.map(({ name, address }) => ({
      name,
      program: null,
      arguments: ['--preset=fastnet'],
      dataFolder: null,
      addresses: { public: address, private: address, post: address },
    })),
    services: [],
  })

export interface Core {
  readonly sight: Sight
  readonly state: () => State
  /** Faults of the core itself. */
  readonly faults: readonly string[]
  readonly close: () => Promise<void>
}

/** The sight, the verdict and the mirror as the app puts them together, on a rig of nodes. */
export async function openCore(nodes: readonly NodeAt[]): Promise<Core> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-truth-'))
  const told: string[] = []
  const faults = faultLog((line) => void told.push(line))
  const sight = createSight({ settings: settingsOf(nodes), profileFolder: folder, faults })
  const nothing = { kind: 'own', editable: true, profile: folder, settingsFile: '', version: '', host: 'console' } as const
  const mirror = createMirror(emptyState({ ...nothing, starting: null, problem: null, simulation: null }), realPace)
  const failed = (error: unknown) => void faults.tell('rows', error)
  const kept = await openBook(folder, { failed, mayWrite: () => true })
  const happenings = createTold(() => undefined)
  const publisher = createPublisher(mirror, { failed })
  publisher.follow(() => ({
    ...noRows,
    inventory: null,
    store: null,
    ...sight.rows(),
    identity: (id) => sight.identity(id),
    lookedSince: sight.observedSince(),
    kept,
    told: happenings,
  }))
  sight.onChange(publisher.soon)
  sight.start()
  return {
    sight,
    state: mirror.state,
    faults: told,
    close: async () => {
      publisher.stop()
      await sight.stop()
      await kept.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
