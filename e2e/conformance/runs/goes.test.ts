import { describe, expect, it } from 'vitest'
import type { Row, Verdict } from '../report.ts'
import { type Go, together } from './goes.ts'

const EQUAL: Verdict = { kind: 'equal' }
const DIFFERS: Verdict = { kind: 'differ', differences: [{ what: 'state', expected: 'PROVING', got: 'IDLE' }] }
const row = (id: string, verdict: Verdict): Row => ({ part: 'runs', group: 'run-move', id, verdict })
const go = (speed: number, ...rows: readonly Row[]): Go => ({ speed, rows, notes: [] })
const kinds = (rows: readonly Row[]) => rows.map(({ id, verdict }) => `${id} ${verdict.kind}`)

describe('several goes through one run', () => {
  it('call a row different when no go showed it equal', () => {
    const { rows, notes } = together([go(8, row('a', DIFFERS), row('b', EQUAL)), go(4, row('a', DIFFERS), row('b', EQUAL))])
    expect(kinds(rows)).toEqual(['a differ', 'b equal'])
    expect(notes).toEqual([])
  })

  it('call a row equal that was so at some speed, and tell at which it was not', () => {
    const { rows, notes } = together([go(8, row('a', DIFFERS), row('b', EQUAL)), go(4, row('a', EQUAL), row('b', DIFFERS))])
    expect(kinds(rows)).toEqual(['a equal', 'b equal'])
    expect(notes).toHaveLength(2)
    expect(notes[0]).toMatch(/^note: at 8 times the speed only: differs: runs run-move "a"/)
  })

  it('never take a go that broke off for a proof of what later ones found different', () => {
    const { rows } = together([go(8, row('all', DIFFERS)), go(4, row('a', DIFFERS), row('b', EQUAL))])
    expect(kinds(rows)).toEqual(['a differ', 'b equal'])
  })

  it('keep the rows of the go that reached its end when a later one broke off', () => {
    const { rows } = together([go(8, row('a', DIFFERS), row('b', EQUAL)), go(4, row('all', DIFFERS))])
    expect(kinds(rows)).toEqual(['a differ', 'b equal'])
  })

  it('differ as a whole when no go reached its end', () => {
    expect(kinds(together([go(8, row('all', DIFFERS)), go(4, row('all', DIFFERS))]).rows)).toEqual(['all differ'])
  })
})
