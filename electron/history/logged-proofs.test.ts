import { expect, test } from 'vitest'
import { type Instant, RigName } from '../contract/model/basics.ts'
import type { LoggedProof } from '../contract/model/rig.ts'
import { idOf } from '../verdict/testing/small-rig.ts'
import { loggedKeeper } from './logged-proofs.ts'
import type { Note } from './notes.ts'

const hour = 3_600_000
const day = 24 * hour
const home = RigName.parse('home')
/** Epochs of ten days; the gap of epoch e is open from day 10 e + 2 to day 10 e + 3. */
const clock = { genesisAt: 0, layerMs: hour, layersPerEpoch: 240, phaseShiftMs: 3 * day, cycleGapMs: day, gracePeriodMs: hour }
const proof = (part: Partial<LoggedProof> = {}): LoggedProof => ({
  challenge: 'ab'.repeat(32),
  phase: 'done',
  nonces: null,
  pass: 3,
  began: (42 * day + hour) as Instant,
  ended: (42 * day + 2 * hour) as Instant,
  at: 0 as Instant,
  positionBytes: null,
  readBytes: null,
  bytesPerSecond: 7,
  ...part,
})
const rig = (...logged: readonly LoggedProof[]) => ({
  services: [{ identity: idOf(1), logged: [...logged] }],
  identities: [{ id: idOf(1), node: home }],
  clocks: new Map([['net', clock]]),
  ofNode: new Map([[home, 'net']]),
})

test('a proof that is over is noted once, for the epoch that counted when it began; again only what is new', () => {
  const told: Note[] = []
  const keep = loggedKeeper((notes) => told.push(...notes))
  const clockless = { ...rig(proof()), clocks: new Map() }
  keep(clockless)
  expect(told).toEqual([])
  for (let turn = 0; turn < 3; turn += 1) keep(rig(proof(), proof({ phase: 'reading', ended: null, challenge: 'cd'.repeat(32) })))
  expect(told).toMatchObject([{ note: 'proof-logged', identity: idOf(1), epoch: 4, how: 'done', seen: { pass: 3, bytesPerSecond: 7 } }])
  keep(rig(proof(), proof({ phase: 'failed', challenge: 'cd'.repeat(32), began: (58 * day) as Instant, ended: (59 * day) as Instant })))
  expect(told.slice(1)).toMatchObject([{ epoch: 5, how: 'failed' }])
})

test('of the first proof of all, of one whose beginning was not read, and where the cycle gap is not known, no epoch is made up', () => {
  const told: Note[] = []
  const keep = loggedKeeper((notes) => told.push(...notes))
  keep(rig(proof({ challenge: '0'.repeat(64) }), proof({ challenge: null }), proof({ began: null })))
  keep({ ...rig(proof()), clocks: new Map([['net', { ...clock, phaseShiftMs: null, cycleGapMs: null }]]) })
  keep({ ...rig(proof()), services: [{ identity: null, logged: [proof()] }, { identity: idOf(1) }] })
  expect(told).toEqual([])
})
