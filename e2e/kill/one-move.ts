import { RigName, SmesherId } from '../../electron/contract/model/basics.ts'
import type { MovePlan, MoveState } from '../../electron/contract/model/migration.ts'
import { until } from '../host/until.ts'
import { copyViolations } from '../oracle/key-copies.ts'
import { readKeyFolders } from '../oracle/key-folders.ts'
import { type AppLife, startApp } from './app-under-kill.ts'
import { batchesIn } from './batch-journal.ts'
import { letLive, startAll } from './hostile-init.ts'
import type { KillBook } from './kill-book.ts'
import { type LifeEnd, oneLife } from './one-life.ts'
import type { KillRig } from './rig.ts'

const planDeadlineMs = 60_000
export const layersBetween = 2
const beginTries = 5

/** How a person means a move to end. */
export type Intention =
  | { readonly kind: 'move' }
  /** Killed at this record in any case, and taken back after the restart. */
  | { readonly kind: 'abort-after-kill'; readonly at: string }
  | { readonly kind: 'abort-while-running'; readonly at: MoveState }

export interface Travel {
  readonly id: string
  readonly target: string
}

export interface MoveOptions extends Travel {
  readonly rig: KillRig
  readonly book: KillBook
  readonly intention: Intention
}

export interface KilledAt {
  readonly point: string
  /** Until both nodes had come back by themselves and lived on for some layers. */
  readonly revivedMs: number
}

export interface MoveResult {
  readonly target: string
  readonly intention: Intention
  readonly ended: 'moved' | 'aborted' | 'failed'
  readonly why: string
  readonly kills: readonly KilledAt[]
  readonly ms: number
  readonly violations: readonly string[]
}

/** Asks until every check passes: right after a move a node may not be in sync again, or not yet listed. */
async function planOf(app: AppLife, { id, target }: Travel): Promise<MovePlan> {
  let open = 'nothing was answered'
  const asked = { identity: SmesherId.parse(id), target: RigName.parse(target) }
  const ask = async () => {
    const { plan, checks } = await app.client.migration.scan(asked)
    open = checks
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'unknown')
      .map((check) => `${check.id}: ${check.evidence}`)
      .join('; ')
    return plan
  }
  const patiently = () =>
    ask().catch((error: unknown) => {
      open = String(error)
      return null
    })
  return until('a plan', { deadlineMs: planDeadlineMs, everyMs: 200 }, patiently).catch((error: unknown) => {
    throw new Error(`${String(error)}; open: ${open}`)
  })
}

const changed = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'plan_changed'

/** A plan may be overtaken by an ATX that is published between the look and the consent: then a person looks again. */
export async function begin(app: AppLife, options: Travel): Promise<void> {
  for (let left = beginTries; ; left -= 1) {
    const { hash, consentWords, identity, target } = await planOf(app, options)
    try {
      await app.client.migration.begin({ identity, target, hash, words: consentWords })
      return
    } catch (error) {
      if (left === 0 || !changed(error)) throw error
    }
  }
}

/** What the disk shows while both nodes run again and no app does. */
export function lookAtCopies(rig: KillRig): string[] {
  const folders = rig.layout.nodes.map(({ name }) => rig.identities(name))
  return copyViolations(readKeyFolders(folders), Object.values(rig.keyTexts)).map((words) => `with both nodes running: ${words}`)
}

class Move {
  readonly #options: MoveOptions
  readonly #kills: KilledAt[] = []
  readonly #violations: string[] = []
  readonly #before: ReadonlySet<string>
  #batch: string | null = null
  #abortNext = false

  constructor(options: MoveOptions) {
    this.#options = options
    this.#before = new Set(batchesIn(options.rig.folder))
  }

  #batchName(): string | null {
    this.#batch ??= batchesIn(this.#options.rig.folder).find((name) => !this.#before.has(name)) ?? null
    return this.#batch
  }

  /** A person looks at the batch that waits and presses what they meant to. */
  async #goOn(app: AppLife): Promise<void> {
    const row = await app.mirror.when('the batch is shown', 20_000, ({ batches }) => batches[this.#batchName() ?? ''])
    if (this.#abortNext && row.canAbort) {
      this.#abortNext = false
      await app.client.migration.abort({ batch: row.batch })
    } else if (row.activity !== 'ended') await app.client.migration.resume({ batch: row.batch, words: row.plan.consentWords })
  }

  async #revive(point: string): Promise<void> {
    const { rig, intention } = this.#options
    const began = performance.now()
    await startAll(rig)
    await letLive(rig, layersBetween)
    this.#violations.push(...lookAtCopies(rig))
    this.#kills.push({ point, revivedMs: Math.round(performance.now() - began) })
    if (intention.kind === 'abort-after-kill' && intention.at === point) this.#abortNext = true
  }

  #live(app: AppLife, first: boolean): Promise<LifeEnd> {
    const { rig, book, intention } = this.#options
    return oneLife({
      app,
      book,
      profile: rig.folder,
      batch: () => this.#batchName(),
      press: () => (first ? begin(app, this.#options) : this.#goOn(app)),
      abortAt: intention.kind === 'abort-while-running' ? intention.at : null,
    })
  }

  async run(first: AppLife): Promise<{ app: AppLife; result: MoveResult }> {
    const { book, intention, target, rig } = this.#options
    const began = performance.now()
    book.beginMove(intention.kind === 'abort-after-kill' ? intention.at : null)
    let app = first
    let end = await this.#live(app, true)
    while (end.kind === 'killed') {
      await this.#revive(end.point.name)
      app = await startApp(rig)
      end = await this.#live(app, false)
    }
    book.endMove()
    const ended = end.kind === 'ended' && (end.state === 'moved' || end.state === 'aborted') ? end.state : 'failed'
    const why = end.kind === 'failed' ? end.why : ''
    const ms = Math.round(performance.now() - began)
    return { app, result: { target, intention, ended, why, kills: this.#kills, ms, violations: this.#violations } }
  }
}

/** Moves the identity, kills and restarts as the book says, until the batch has ended or failed. */
export const oneMove = (app: AppLife, options: MoveOptions) => new Move(options).run(app)
