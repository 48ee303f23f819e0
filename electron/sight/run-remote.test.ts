import { beforeAll, expect, test } from 'vitest'
import type { SmesherId } from '../contract/model/basics.ts'
import { indexServices } from './identity-facts.ts'
import type { SeenRow } from './identity-rows.ts'
import { type RigMemory, see } from './rig-memory.ts'
import { at, began, end, names, node, runRemote } from './testing/run-remote.io.ts'
import { seenAt } from './testing/seen-at.ts'

/* What is shown of the recorded run is looked at 20 times a second. */
const rates = { postStates: 1_000, operator: 2_000, keys: 15_000, bans: 60_000 }

let rig: RigMemory
let ids: ReadonlyMap<string, SmesherId>
/** State keys by identity, with the moment each began to be shown. */
const shown = new Map<string, { at: number; key: string; row: SeenRow }[]>()

const rowOf = (name: string, now: number): SeenRow => {
  const memory = rig.identities.get(ids.get(`${name}.key`) as SmesherId)
  if (memory === undefined) throw new Error(`${name} is not known`)
  return seenAt({ rig, index: indexServices(rig), now }, memory, rates)
}

function look(now: number): void {
  for (const name of names) {
    const row = rowOf(name, now)
    const so = shown.get(name) ?? []
    if (so.at(-1)?.key !== row.state) shown.set(name, [...so, { at: now, key: row.state, row }])
  }
}

beforeAll(async () => {
  const run = await runRemote()
  rig = run.rig
  ids = run.ids
  let next = began
  for (const sighting of run.sightings) {
    for (; next < sighting.at; next += 50) look(next)
    see(rig, sighting)
  }
  for (; next <= end; next += 50) look(next)
})

const sequence = (name: string, from: string, to: string): string[] =>
  (shown.get(name) ?? []).filter((one) => one.at >= at(from) && one.at < at(to)).map(({ key }) => key)
const shownAt = (name: string, clock: string) => (shown.get(name) ?? []).filter((one) => one.at <= at(clock)).at(-1)

test('first start: PROVING from the first answer on, while no service runs yet', () => {
  for (const name of names) expect(sequence(name, '09:47:42.000', '09:47:55.000')).toEqual(['node-silent', 'due-service-silent'])
})

test('the first proof: due, k2pow, done, and accepted only when nothing speaks against it and the start is ten seconds old', () => {
  expect(sequence('diskA_post1', '09:47:55.000', '09:50:40.000')).toEqual(['due-asked', 'k2pow', 'proof-ready', 'just-started', 'accepted'])
  expect(sequence('diskA_post2', '09:47:55.000', '09:50:40.000')).toEqual(['due-asked', 'k2pow', 'proof-ready', 'just-started', 'accepted'])
  // B's and C's services came when the start was long past.
  expect(sequence('diskB_post1', '09:47:55.000', '09:50:40.000')).toEqual(['due-asked', 'k2pow', 'reading', 'proof-ready', 'accepted'])
  expect(sequence('diskC_post1', '09:47:55.000', '09:50:40.000')).toEqual(['due-asked', 'k2pow', 'reading', 'proof-ready', 'accepted'])
  expect(shownAt('diskC_post1', '09:48:46.600')?.row.progress).toMatchObject({ phase: 'reading', pass: 1, totalBytes: 16 * 524288 * 16 })
})

test('the gap opens: all flip to PROVING, connected or not; those with a service publish within seconds', () => {
  expect(sequence('diskA_post1', '09:50:40.000', '09:52:40.000')).toEqual(['due-asked', 'k2pow', 'reading', 'proof-ready', 'published'])
  expect(sequence('diskA_post2', '09:50:40.000', '09:52:40.000')).toEqual(['due-asked', 'k2pow', 'reading', 'proof-ready', 'published'])
  expect(sequence('diskB_post1', '09:50:40.000', '09:52:40.000')).toEqual(['due-asked', 'k2pow', 'reading', 'proof-ready', 'published'])
})

test('the absent service: at risk until it comes; killed in mid-proof: at risk again, and all from the beginning', () => {
  expect(sequence('diskC_post1', '09:50:40.000', '09:52:40.000')).toEqual([
    'due-service-silent',
    'k2pow',
    'due-service-silent',
    'due-asked',
    'k2pow',
    'reading',
    'proof-ready',
    'published',
  ])
  expect(shownAt('diskC_post1', '09:50:45.000')?.row).toMatchObject({
    tone: 'warn',
    cell: { post: 'proving', operator: 'unreachable' },
  })
})

test('the node is stopped in mid-proof: its failures on the way out are not believed, and nothing is concluded after its start', () => {
  for (const name of names) {
    const seen = sequence(name, '09:52:40.000', '09:54:40.000')
    expect(seen).not.toContain('proof-failed')
    expect(seen).not.toContain('proving-again')
    const down = seen.indexOf('node-silent-proving')
    expect(seen.slice(down)).toEqual(['node-silent-proving', 'just-started', 'proof-ready', 'just-started', 'published'])
  }
  // IDLE for everybody at 09:52:58.859, PROVING at 09:53:01.844: between them nothing.
  expect(shownAt('diskA_post1', '09:53:00.000')).toMatchObject({
    key: 'just-started',
    row: { overlay: 'just-started', cell: { post: 'idle' } },
  })
})

test('the third gap: four services at work side by side', () => {
  for (const name of names) {
    const seen = sequence(name, '09:54:40.000', '09:54:56.000')
    expect(seen[0]).toBe('due-asked')
    expect(seen.filter((key) => !['due-asked', 'k2pow', 'reading', 'proof-ready', 'accepted', 'published'].includes(key))).toEqual([])
    expect(seen.at(-1)).toBe('published')
  }
})

test('the node is killed and started: unknown, just started, and then what was so before', () => {
  for (const name of names) expect(sequence(name, '09:54:56.000', '09:56:12.000')).toEqual(['node-silent', 'just-started', 'published'])
})

test('at the end: the life of an epoch, the last ATX, the evidence', () => {
  const row = rowOf('diskA_post1', at('09:56:10.000'))
  expect(row).toMatchObject({
    name: 'diskA_post1',
    node,
    service: 'diskA_post1',
    numUnits: 2,
    lastAtx: { publishEpoch: 3, at: at('09:54:46.108'), node },
    life: { step: 'eligible', done: ['registered', 'round-end', 'poet-proof', 'proving', 'atx', 'next-round'] },
    keyFiles: [{ state: 'loadable', node }],
  })
  expect(row.evidence.map(({ source }) => source)).toEqual(['key', 'post-states', 'events', 'operator', 'malfeasance'])
})

test('no state of another table cell was ever shown, and no disagreement', () => {
  const all = new Set(names.flatMap((name) => (shown.get(name) ?? []).map(({ key }) => key)))
  expect(
    [...all].filter((key) => ['proving-for-nobody', 'proof-waits', 'outcome-not-seen', 'key-file-gone', 'not-loaded'].includes(key)),
  ).toEqual([])
})
