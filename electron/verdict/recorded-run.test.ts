import { expect, test } from 'vitest'
import type { Instant } from '../contract/model/basics.ts'
import type { EpochClock } from '../contract/model/rig.ts'
import { nodeRow } from '../nodes/index.ts'
import { indexServices } from '../sight/identity-facts.ts'
import { sightOf } from '../sight/identity-rows.ts'
import { see } from '../sight/rig-memory.ts'
import { began, end, node, runRemote } from '../sight/testing/run-remote.io.ts'
import { seenAt } from '../sight/testing/seen-at.ts'
import { createEpochBook } from './epoch-book.ts'
import { newJudged } from './judged.ts'
import type { RigFacts } from './rig-facts.ts'
import { type Said, sayAll } from './testing/small-rig.ts'

const rates = { postStates: 1_000, operator: 2_000, keys: 15_000, bans: 60_000 }
const clock: EpochClock = {
  key: 'run',
  node,
  nodes: [node],
  genesisAt: Date.parse('2026-11-21T09:48:31Z') as EpochClock['genesisAt'],
  layerMs: 6_000,
  layersPerEpoch: 20,
  phaseShiftMs: 60_000,
  cycleGapMs: 50_000,
  gracePeriodMs: 15_000,
  source: 'node-config',
  comparedAt: began as EpochClock['comparedAt'],
}

/** What is told of the recorded run, each quarter of a second. */
async function told(): Promise<{ at: number; spoken: Said }[]> {
  const { rig, sightings } = await runRemote()
  const book = createEpochBook(null)
  const said: { at: number; spoken: Said }[] = []
  const look = (now: number) => {
    const index = indexServices(rig)
    const host = rig.nodes.get(node)
    if (host === undefined) return
    const facts: RigFacts = {
      identities: [...rig.identities.values()].map((memory) => seenAt({ rig, index, now }, memory, rates)),
      nodes: [
        nodeRow({
          memory: host.heard,
          place: host.place,
          configuredCoinbase: null,
          setup: 'remote',
          loadable: [],
          findings: [],
          slot: null,
        }),
      ],
      services: [],
      batches: [],
      lostMoves: [],
      keys: [],
      certificates: [],
      inventory: { lookedAt: now as Instant, unread: [] },
      clocks: new Map([[clock.key, clock]]),
      ofNode: new Map([[node, clock.key]]),
      identity: (id) => {
        const memory = rig.identities.get(id)
        return memory === undefined ? null : sightOf(rig, memory)
      },
      lookedSince: began,
      hasProblem: false,
      starting: false,
      now,
    }
    said.push({ at: now, spoken: sayAll(facts, { book, seen: new Set(), before: {}, judged: newJudged() }) })
  }
  let next = began
  for (const sighting of sightings) {
    for (; next < sighting.at; next += 250) look(next)
    see(rig, sighting)
  }
  for (; next <= end; next += 250) look(next)
  return said
}

const run = await told()
const clockText = (ms: number): string => new Date(ms).toISOString().slice(11, 23)
/** Standings of one identity, each with the moment it began to be told. */
const standings = (name: string): string[] => {
  const found: string[] = []
  let last = ''
  for (const { at, spoken } of run) {
    const row = spoken.identities.find((one) => one.name === name)
    const now = row === undefined ? '' : `${row.standing.epoch} ${row.standing.is}`
    if (now !== last) found.push(`${clockText(at).slice(0, 8)} ${now}`)
    last = now
  }
  return found
}

test('an identity through four epochs: nothing is told that was not so', () => {
  expect(standings('diskC_post1').map((line) => line.slice(9))).toMatchInlineSnapshot(`
    [
      "0 ahead",
      "1 ahead",
      "1 due",
      "1 proving",
      "1 due",
      "1 proving",
      "1 published",
      "2 ahead",
      "2 proving",
      "2 unknown",
      "2 proving",
      "2 published",
      "3 ahead",
      "3 proving",
      "3 published",
    ]
  `)
})

test('nothing of the four epochs was lost, and nothing is called lost', () => {
  for (const { spoken } of run) expect(spoken.alerts.filter(({ id }) => id.startsWith('lost-'))).toEqual([])
  const last = run.at(-1)?.spoken.identities[0]
  expect(last?.epochs.filter(({ is }) => is === 'published').map(({ epoch }) => epoch)).toEqual([2, 1])
})

test('row, count and alert agree at every moment', () => {
  for (const { spoken } of run) {
    const asking = new Set(spoken.alerts.flatMap(({ identities }) => identities))
    expect(
      spoken.identities
        .filter(({ attention }) => attention)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...asking].sort())
    expect(spoken.verdict.needs).toBe(asking.size)
    expect(spoken.verdict.calm && spoken.alerts.length > 0).toBe(false)
  }
})
