import type { RigName } from '../contract/model/basics.ts'
import { saw, within } from '../contract/seen.ts'
import { judgeSilence } from '../silence/index.ts'
import { newest } from '../time/index.ts'
import { type InTheWay, inTheWay, othersAt } from './consent-names.ts'
import { Frozen, type MoveContext, mayEnd, Paused, record, Stumble, viewOf } from './context.ts'
import type { JournalView } from './journal-view.ts'
import { planSchema, rowsHash } from './rows.ts'
import type { Side } from './sides.ts'
import { lockSource } from './source-lock.io.ts'
import { copyDatabase } from './stage-rows.io.ts'
import { lastPossibleLayer } from './wait-rule.ts'

/** So often a node that may be ended is asked to; after that a person has to. */
const stopTries = 4
/** A wrapper ends a moment after its node, a reader after a glance: so often it is looked again before a person is asked. */
const looksAgain = 3
const lookAgainMs = 500

const nodeOf = ({ plan }: MoveContext, side: Side): RigName => plan[side].node

interface Looked {
  readonly silent: boolean
  readonly because: string
  /** A process of the node is there to whose end a person agreed. */
  readonly canEnd: boolean
  readonly others: readonly InTheWay[]
}

/** One look; `true` when silence is proven now. Throws `Paused` when it can't be known: unknown is never good enough. */
async function looksSilent(context: MoveContext, side: Side): Promise<Looked> {
  const facts = await context.side[side].world.silenceOf(nodeOf(context, side))
  const { verdict, because } = judgeSilence(facts)
  if (verdict === 'unknown') throw new Paused(`${side}-unknown`, because.join('; '))
  const canEnd = (facts.programs ?? []).some(mayEnd(context))
  return { silent: verdict === 'silent-proven', because: because.join('; '), canEnd, others: othersAt(facts, mayEnd(context)) }
}

/** What the source says is its newest ATX, while it can be asked: it may publish another each time somebody starts it again. */
export async function noteNewestAtx(context: MoveContext): Promise<void> {
  const { newestAtx } = await context.world.askAbout(context.plan.identity)
  const said = newestAtx.find(({ node }) => node === context.plan.source.node)?.atx ?? 'silent'
  if (said !== 'silent') await record(context, ['EVIDENCE', 'atx'], { evidence: { id: said.id, epoch: said.epoch } })
}

async function stopOnce(context: MoveContext, side: Side, because: string): Promise<void> {
  context.say(`stopping-${side}`, { because: within(because, 2000) })
  await record(context, ['INTENT', `stop-${side}-node`], { evidence: { because: within(because, 500) } })
  if (side === 'source') await noteNewestAtx(context)
  const { detail } = await context.side[side].world.stopNode(nodeOf(context, side), mayEnd(context))
  await record(context, ['EVIDENCE', `${side}-stop-report`], { evidence: { detail: within(detail, 500) } })
}

/**
 * Stops the node where it runs as a person agreed, until a look proves silence. Throws `Paused` when it does not end, and when
 * another process stands there: a node that somebody has started since is not the one that was agreed to.
 */
export async function ensureSilent(context: MoveContext, side: Side): Promise<void> {
  let [stops, again] = [0, 0]
  for (;;) {
    const { silent, because, canEnd, others } = await looksSilent(context, side)
    if (silent) {
      await record(context, ['EVIDENCE', `${side}-silent`], { evidence: { because: within(because, 500), stopped: stops > 0 } })
      return
    }
    if (canEnd && stops++ < stopTries) await stopOnce(context, side, because)
    else if (!canEnd && again++ < looksAgain && !others.some(({ what }) => what === 'node')) await context.clock.wait(lookAgainMs)
    else throw new Paused(`${side}-active`, because, others)
  }
}

/** Ends what may be ended of a node, without asking for silence; gives the processes of it that nobody agreed to end. */
export async function endSide(context: MoveContext, side: Side): Promise<readonly InTheWay[]> {
  const { left = [] } = await context.side[side].world.stopNode(nodeOf(context, side), mayEnd(context))
  return inTheWay(left, 'node')
}

/** Which files a copy was taken from, and in which shape: changes whenever a node has written since. */
async function fingerprint({ side: sides, paths }: MoveContext, side: Side): Promise<string> {
  const { fs } = sides[side]
  const { database } = paths[side]
  const parts: string[] = []
  for (const path of [database, `${database}-wal`]) {
    const facts = await fs.stat(path)
    // An empty `-wal` holds nothing: whoever held the database leaves one.
    parts.push(
      facts === null || (path !== database && facts.sizeBytes === 0)
        ? 'absent'
        : `${facts.device}:${facts.inode}:${facts.sizeBytes}:${facts.modifiedNs}`,
    )
  }
  return parts.join(' ')
}

/** A private copy of one side's rows. The fingerprint must be the same before and after: nobody wrote meanwhile. */
export async function takeCopy(context: MoveContext, side: Side) {
  const { paths, plan } = context
  const { fs, rows } = context.side[side]
  const { database } = paths[side]
  const taken = (await fs.list(paths.batch.copies)).filter((name) => name.startsWith(side)).length
  const folder = `${paths.batch.copies}/${side}-${taken + 1}-${context.clock.monotonicMs().toFixed(0)}`
  const before = await fingerprint(context, side)
  const copy = `${folder}/local.sql`
  await fs.makeFolder(paths.batch.copies, 0o700)
  await fs.makeFolder(folder, 0o700)
  await copyDatabase(fs, database, copy)
  await fs.syncFolder(folder)
  await fs.syncFolder(paths.batch.copies)
  if ((await fingerprint(context, side)) !== before) throw new Stumble(side, saw('changed-by-others', database))
  const read = await rows.read(copy, plan.identity).catch((error: unknown) => {
    throw new Paused('rows-unreadable', `${database}: ${String(error)}`)
  })
  if (planSchema(read.schema) !== plan.schema) throw new Paused('rows-do-not-fit', saw('other-columns', database))
  return { folder, fingerprint: before, rows: read }
}

/** What the source's database looks like now, without opening it. */
const sourceFingerprint = (context: MoveContext): Promise<string> => fingerprint(context, 'source')

async function noteLastSign(context: MoveContext): Promise<void> {
  const { world, plan } = context
  const seen = (await world.layers()).filter(({ node }) => node !== plan.source.node)
  const signed = world.lastSignedLayer(plan.identity)
  const layer = lastPossibleLayer(seen, newest([signed, viewOf(context).lastSign?.layer ?? null]))
  if (layer === null) throw new Paused('layer-unknown')
  await record(context, ['EVIDENCE', 'last-sign'], { evidence: { layer, signed } })
}

/**
 * Once the key is out of use nothing can write rows of its identity any more: other ones are those of another time, such as a database
 * that came back from a backup, and a move with them would forget what was signed.
 */
function requireSameRows({ state: now, before, copy }: JournalView, found: string): void {
  const state = now === 'aborting' ? before : now
  const stillInUse = state === 'planned' || state === 'source-stopped'
  if (copy === null || stillInUse || copy.rowsHash === found) return
  throw new Frozen('rows-of-another-time')
}

/**
 * The source is silent, proven now, and the private copy holds its rows as they are since its last stop. When it was found running
 * it is stopped again and the copy retaken; while it could still load the key, its last possible signature moves too.
 */
export async function ensureSourceMemory(context: MoveContext): Promise<void> {
  await ensureSilent(context, 'source')
  await lockSource(context)
  const view = viewOf(context)
  // Until the key's retirement is confirmed, anybody may have started the source with it and ended it again between two looks.
  if (view.lastSign === null || view.state === 'planned' || view.state === 'source-stopped') await noteLastSign(context)
  const { copy } = view
  const kept = copy !== null && (await context.side.source.fs.stat(`${copy.folder}/local.sql`)) !== null
  if (kept && copy.fingerprint === (await sourceFingerprint(context))) return
  context.say('copying-rows')
  const { folder, fingerprint: from, rows } = await takeCopy(context, 'source')
  requireSameRows(view, rowsHash(rows.tables))
  await record(context, ['EVIDENCE', 'copy'], { evidence: { folder, fingerprint: from, rows: rowsHash(rows.tables) } })
  await ensureStillSilent(context, 'source')
}

/** Before the key comes back into use at the source: its rows are those of its last stop. */
export async function requireRowsOfLastStop(context: MoveContext): Promise<void> {
  const view = viewOf(context)
  if (view.copy === null || view.copy.fingerprint === (await sourceFingerprint(context))) return
  requireSameRows(view, rowsHash((await takeCopy(context, 'source')).rows.tables))
}

/** A look without stopping anything, for the moment right before an effect; of both sides at one moment: asked in one turn, they are seen in one look at all processes. */
export async function ensureStillSilent(context: MoveContext, ...sides: readonly [Side, ...Side[]]): Promise<void> {
  const looks = await Promise.all(sides.map(async (side) => ({ side, ...(await looksSilent(context, side)) })))
  for (const { side, silent, because } of looks) if (!silent) throw new Stumble(side, because)
  // Looking has gaps between looks; holding has none.
  if (sides.includes('source')) await lockSource(context)
}
