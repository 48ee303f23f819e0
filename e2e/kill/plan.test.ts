import { expect, test } from 'vitest'
import { type Cell, cellName, eachStep, everyCase, mostToUndo, Plan, type PlannedMove, share, someAmid } from './plan.ts'
import { seededRandom } from './seeded-random.ts'
import { recordIn } from './strike.ts'

const names = (many: number, way: string) => Array.from({ length: many }, (_, index) => `${way} ${index}`)
const records = { move: [...names(29, 'MOVE'), 'DONE stage-rows', mostToUndo], undo: names(6, 'UNDO') }
const placeOf = ({ record }: Cell) => [...records.move, ...records.undo].indexOf(record)

/** Every move of a plan whose cells are reached as `reach` says. */
function played(cells: readonly Cell[], perMove: number, reach = ({ length }: readonly Cell[]) => length) {
  const plan = new Plan(records, cells, perMove)
  const moves: PlannedMove[] = []
  for (let move = plan.next(); move !== null; move = plan.next()) {
    moves.push(move)
    plan.tried(move, reach(move.cells))
  }
  return { plan, moves }
}

test('every record of a move, before and after, by either signal, gone on or put back; putting back goes on', () => {
  const cells = everyCase(records)
  expect(cells.length).toBe(31 * 2 * 2 * 2 + 6 * 2 * 2)
  expect(new Set(cells.map(cellName)).size).toBe(cells.length)
  expect(new Set(cells.map(({ when }) => when))).toEqual(new Set(['before', 'after']))
  expect(cells.filter(({ record }) => record === 'UNDO 1').map(({ press }) => press)).toEqual(Array(4).fill('resume'))
})

test('each step is killed after once and gone on, two are put back, and ten kills are drawn', () => {
  const cells = eachStep(seededRandom(1))(records)
  const after = cells.filter(({ when }) => when === 'after')
  expect(new Set(cells.map(({ signal }) => signal))).toEqual(new Set(['SIGKILL']))
  expect(after.filter(({ press }) => press === 'resume').map(({ record }) => record)).toEqual([...records.move, ...records.undo])
  expect(after.filter(({ press }) => press === 'abort').map(({ record }) => record)).toEqual([mostToUndo, 'DONE stage-rows'])
  expect(cells.length - after.length).toBe(10)
  expect(eachStep(seededRandom(1))(records)).toEqual(cells)
})

test('what is drawn lies somewhere in each part of the records, at most a quarter of a second after one', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const cells = someAmid(4, seededRandom(seed))(records)
    expect(cells.length).toBe(4)
    cells.forEach((cell, part) => {
      expect(placeOf(cell)).toBeGreaterThan((part * 37) / 4 - 1)
      expect(placeOf(cell)).toBeLessThan(((part + 1) * 37) / 4)
    })
    for (const { when, signal, delayMs = -1 } of cells)
      expect([when, signal, delayMs >= 0 && delayMs <= 250]).toEqual(['amid', 'SIGKILL', true])
  }
  expect(new Set(names(50, '').flatMap((_, seed) => someAmid(1, seededRandom(seed))(records).map(placeOf))).size).toBeGreaterThan(20)
  expect(someAmid(0, seededRandom(1))(records)).toEqual([])
})

test.each([
  ['every case', everyCase(records), 2],
  ['each step', eachStep(seededRandom(1))(records), 6],
  ['one by one', eachStep(seededRandom(1))(records), 1],
] as const)('%s is reached once: in one move rising records of one way, only the last put back', (_, cells, perMove) => {
  const { plan, moves } = played(cells, perMove)
  expect(plan.reached.toSorted((one, other) => cells.indexOf(one) - cells.indexOf(other))).toEqual(cells)
  expect([plan.total, plan.unreached, plan.left()]).toEqual([cells.length, [], []])
  for (const move of moves) {
    const places = move.cells.map(placeOf)
    expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
    expect(move.cells.length).toBeLessThanOrEqual(perMove)
    expect(move.cells.slice(0, -1).map(({ press }) => press)).not.toContain('abort')
    expect(new Set(places.map((place) => place >= 31))).toEqual(new Set([move.undoFrom === mostToUndo]))
  }
})

test('as many as fit go on in one move, and a later one that is put back comes last', () => {
  const { moves } = played(eachStep(seededRandom(1))(records), 6)
  expect(moves[0]?.cells.map(cellName)).toEqual([
    ...names(5, 'MOVE').map((record) => `after ${record}, SIGKILL, resume`),
    `after ${mostToUndo}, SIGKILL, abort`,
  ])
  const [first] = played(everyCase(records), 2).moves
  expect(first?.cells.map(cellName)).toEqual(['before MOVE 0, SIGKILL, resume', 'before MOVE 1, SIGKILL, abort'])
})

test('a cell that a move does not come to is tried again alone, and told in the end; those after it lose no turn', () => {
  const cells = share(everyCase(records), /^after MOVE [123], SIGKILL, resume/, 1)
  const stuck = (tried: readonly Cell[]) => tried.findIndex(({ record }) => record === 'MOVE 2')
  const { plan, moves } = played(cells, 3, (tried) => (stuck(tried) < 0 ? tried.length : stuck(tried)))
  expect(moves.map((move) => move.cells.map(({ record }) => record))).toEqual([
    ['MOVE 1', 'MOVE 2', 'MOVE 3'],
    ['MOVE 3'],
    ['MOVE 2'],
    ['MOVE 2'],
  ])
  expect(plan.reached.map(({ record }) => record)).toEqual(['MOVE 1', 'MOVE 3'])
  expect(plan.unreached.map(cellName)).toEqual(['after MOVE 2, SIGKILL, resume'])
})

test('of the cells those whose name fits, and of those every so many; one that was drawn names its moment', () => {
  const cells = everyCase(records)
  expect(share(cells, null, 1)).toEqual(cells)
  expect(share(cells, /^before MOVE 7, SIGTERM/, 1).map(cellName)).toEqual([
    'before MOVE 7, SIGTERM, resume',
    'before MOVE 7, SIGTERM, abort',
  ])
  expect(share(cells, /MOVE 7,/, 3).length).toBe(3)
  expect(cellName({ record: 'INTENT arm', when: 'amid', delayMs: 25, signal: 'SIGKILL', press: 'resume' })).toBe(
    'amid INTENT arm + 25 ms, SIGKILL, resume',
  )
})

test('the newest record among written bytes, and nothing in other files', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const line = (kind: string, step: string) => `${JSON.stringify({ v: 1, seq: 1, kind, batch: 'b', step })}\n`
  expect(recordIn(bytes(line('INTENT', 'arm')))).toBe('INTENT arm')
  expect(recordIn(bytes(line('INTENT', 'arm') + line('DONE', 'arm')))).toBe('DONE arm')
  expect(recordIn(bytes('{"version":1}\n'))).toBeNull()
  expect(recordIn(bytes('{"v":1,"seq":1,"kind":"INT'))).toBeNull()
})
