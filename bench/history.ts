import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { historyHandlers } from '../electron/app/history-handlers.ts'
import type { Session } from '../electron/app/session.io.ts'
import { type Epoch, type Instant, RigName, SmesherId } from '../electron/contract/model/basics.ts'
import type { Happening } from '../electron/contract/model/happening.ts'
import { faultLog } from '../electron/faults/index.ts'
import { type History, openHistory } from '../electron/history/index.ts'
import { systemClock } from '../electron/time/index.ts'
import { identityHex } from './fake/identities.ts'
import { type BenchFigure, quantile } from './figure.ts'

const count = 1_000
const epochs = 100
const rounds = 40
const bar = 50
const askedAtOnce = 200

const node = RigName.parse('node')
const ids = Array.from({ length: count }, (_, index) => SmesherId.parse(identityHex(index)))
const day = 86_400_000
const epochMs = 14 * day
const now = Date.now()
/** The hundredth epoch runs. */
const clock = {
  genesisAt: now - (epochs + 0.5) * epochMs,
  layerMs: epochMs / 4_032,
  layersPerEpoch: 4_032,
  phaseShiftMs: 10 * day,
  cycleGapMs: day / 2,
  gracePeriodMs: 3_600_000,
}

const proofOf = (identity: SmesherId, epoch: number): Happening => ({
  key: `${epoch} ${identity}`,
  at: (now - (epochs - epoch) * 60_000) as Instant,
  what: {
    is: 'proof-progressed',
    identity,
    name: 'a1',
    epoch: epoch as Epoch,
    step: 'done',
    seen: { pass: 1, bytesPerSecond: 150_000_000 },
  },
})

/** All that a thousand identities came to in a hundred epochs, with what their node told and when nobody looked. */
async function fill(history: History): Promise<void> {
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    // An epoch in ten has no outcome: then the times without a look decide.
    if (epoch % 10 !== 0)
      history.note([{ note: 'outcomes', of: ids.map((id) => [id, epoch as Epoch, epoch % 7 === 0 ? 'late' : 'published']) }])
    history.tell(ids.map((id) => proofOf(id, epoch)))
    const since = now - (epochs - epoch) * epochMs
    history.note([{ note: 'gap', node: null, cause: 'closed', since, until: since + day }])
    await history.ask.gaps({ since: 0, until: 0, most: 1 })
  }
}

async function timed(ask: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    await ask(round)
    times.push(performance.now() - began)
  }
  return times.slice(rounds / 4)
}

const idOf = (round: number): SmesherId => ids[(round * 97) % count] ?? SmesherId.parse(identityHex(0))

async function questions(history: History) {
  const identities = ids.map((id) => ({ id, node }))
  const rows = () => ({ identities, clocks: new Map([['bench', clock]]), ofNode: new Map([[node, 'bench']]) })
  const handlers = historyHandlers({ session: () => ({ history, rows }) as unknown as Session, now: () => now })
  const context = { signal: AbortSignal.timeout(600_000), connection: {} }
  const all = Array.from({ length: count / askedAtOnce }, (_, part) => ids.slice(part * askedAtOnce, (part + 1) * askedAtOnce))
  const cells = (await handlers.grid({ id: idOf(0) }, context)).cells.length
  if (cells !== epochs + 1 && cells !== epochs) throw new Error(`the grid has ${cells} epochs`)
  let before: string | undefined
  return {
    'the grid of an identity': await timed((round) => Promise.resolve(handlers.grid({ id: idOf(round) }, context))),
    'the last twelve epochs of all': await timed(() =>
      Promise.all(all.map(async (part) => handlers.strips({ ids: part, most: 12 }, context))),
    ),
    'the proofs of an identity': await timed((round) => Promise.resolve(handlers.proofs({ id: idOf(round) }, context))),
    'a page of what happened': await timed(async () => {
      const { entries } = await handlers.events({ limit: 100, ...(before === undefined ? {} : { before }) }, context)
      before = entries.at(-1)?.key
    }),
    'a page of one identity, by kind': await timed(async (round) =>
      handlers.events({ limit: 100, identity: idOf(round), kinds: ['proof-progressed', 'node-event'] }, context),
    ),
  }
}

/** What each question costs a core whose history is full. */
export async function historyAnswers(): Promise<readonly BenchFigure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'smeshdesk-bench-history-'))
  const history = await openHistory(folder, { faults: faultLog(console.error), mayWrite: () => true, clock: systemClock })
  try {
    const began = performance.now()
    await fill(history)
    const baseline = `${count} identities, ${epochs} epochs, ${(statSync(join(folder, 'history.sqlite')).size / 2 ** 20).toFixed(0)} MiB, written in ${((performance.now() - began) / 1_000).toFixed(1)} s`
    return Object.entries(await questions(history)).map(([what, times]) => ({
      name: `history, ${what}, median`,
      value: quantile(times, 0.5),
      unit: 'ms',
      bar,
      want: 'below',
      baseline: `${baseline}; p95 ${quantile(times, 0.95).toFixed(1)} ms`,
    }))
  } finally {
    await history.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
