import { expect, test } from 'vitest'
import { type Cell, cellName, cellsOf, mostToUndo, Plan } from './plan.ts'
import { recordIn } from './strike.ts'

const records = { move: ['INTENT a', 'DONE a'], undo: ['DONE undo'] }

test('every record of a move, before and after, by either signal, gone on or put back; putting back goes on', () => {
  const cells = cellsOf(records)
  expect(cells.length).toBe(2 * 2 * 2 * 2 + 2 * 2)
  expect(new Set(cells.map(cellName)).size).toBe(cells.length)
  expect(cells.filter(({ record }) => record === 'DONE undo').map(({ press }) => press)).toEqual(Array(4).fill('resume'))
})

test('one move takes a cell that goes on and a later one that is put back, until each was reached once', () => {
  const plan = new Plan(records)
  const seen: Cell[] = []
  for (let move = plan.next(); move !== null; move = plan.next()) {
    const [first, last] = move.cells
    if (move.undoFrom === mostToUndo) expect(first?.record).toBe('DONE undo')
    if (last !== undefined)
      expect([first?.press, last.press, first?.record, last.record]).toEqual(['resume', 'abort', 'INTENT a', 'DONE a'])
    for (const cell of move.cells) {
      seen.push(cell)
      plan.tried(cell, true)
    }
  }
  expect(seen.length).toBe(plan.total)
  expect(plan.reached.length).toBe(plan.total)
  expect(plan.unreached).toEqual([])
})

test('a cell that no move comes to is tried again, and told in the end', () => {
  const plan = new Plan(
    records,
    ({ record, when, signal, press }) => cellName({ record, when, signal, press }) === 'after DONE a, SIGTERM, abort',
  )
  expect(plan.total).toBe(1)
  let tries = 0
  for (let move = plan.next(); move !== null; move = plan.next()) {
    tries += 1
    for (const cell of move.cells) plan.tried(cell, false)
  }
  expect(tries).toBe(3)
  expect(plan.unreached.map(cellName)).toEqual(['after DONE a, SIGTERM, abort'])
})

test('the newest record among written bytes, and nothing in other files', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const line = (kind: string, step: string) => `${JSON.stringify({ v: 1, seq: 1, kind, batch: 'b', step })}\n`
  expect(recordIn(bytes(line('INTENT', 'arm')))).toBe('INTENT arm')
  expect(recordIn(bytes(line('INTENT', 'arm') + line('DONE', 'arm')))).toBe('DONE arm')
  expect(recordIn(bytes('{"version":1}\n'))).toBeNull()
  expect(recordIn(bytes('{"v":1,"seq":1,"kind":"INT'))).toBeNull()
})
