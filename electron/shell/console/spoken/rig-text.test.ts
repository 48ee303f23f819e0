import { expect, test } from 'vitest'
import { emptyState, galleryNow, nodeRow, serviceRow } from '../../../../renderer/testing/rig.ts'
import { identityRow } from '../../../../renderer/testing/rows.ts'
import { rig } from '../../../../renderer/testing/scene-states.ts'
import { scenes } from '../../../../renderer/testing/scenes.ts'
import { actItems, costLines, leftLine } from './rig-acts.ts'
import { identitiesSpoken, nodesSpoken, servicesSpoken, statusSpoken } from './rig-text.ts'
import { inert, inertJson, table } from './terminal.ts'

const look = { now: galleryNow, room: null }
const spokenOf = [statusSpoken, identitiesSpoken, nodesSpoken, servicesSpoken]

/** What a terminal obeys, or reads backwards. */
const hostile = '\u001b[2J\u009b31m\u202egone\u2066\u0007\r\n\u2028x\ufeff'
const obeyed = /[\p{Cc}\p{Cf}\u2028\u2029]/u

test('nothing that came from outside is obeyed, and no line of it is taken for ours', () => {
  const name = `a${hostile}b`
  const row = { ...identityRow({ name: 'a' }), name, disk: hostile, note: hostile }
  const state = {
    ...emptyState,
    identities: { [row.id]: row },
    nodes: { home: { ...nodeRow('home'), version: `v1${hostile}` } },
    services: { a: serviceRow('a', { identity: row.id }) },
  }
  for (const spoken of spokenOf) {
    const { text, value } = spoken(state, look)
    expect(text.split('\n').filter((line) => obeyed.test(line))).toEqual([])
    expect(
      inertJson(value)
        .split('\n')
        .some((line) => obeyed.test(line)),
    ).toBe(false)
    expect(JSON.parse(inertJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
  }
  expect(identitiesSpoken(state, look).text.split('\n')).toHaveLength(2)
})

test('every scene of the gallery can be said, in lines that fit a terminal', () => {
  for (const [name, { state }] of Object.entries(scenes)) {
    if (state === null || state === undefined) continue
    for (const spoken of spokenOf) {
      const { text } = spoken(state, { now: galleryNow, room: 100 })
      expect(text, name).not.toBe('')
      if (spoken !== statusSpoken)
        expect(Math.max(...text.split('\n').map((line) => Array.from(line).length)), name).toBeLessThanOrEqual(100)
    }
  }
})

test('a table fits its room by its widest columns, and cuts nothing where nobody looks', () => {
  const rows = [['a', 'a very long word of its own', '名前名前']]
  expect(table(['x', 'y', 'z'], rows, null)).toBe('x  y                            z\na  a very long word of its own  名前名前')
  expect(table(['x', 'y', 'z'], rows, 24)).toBe('x  y            z\na  a very lon…  名前名前')
  expect(inert('a\tb')).toBe('a·b')
})

test('what a stop would cost is said as the dialog says it, and what is so already is no failure', () => {
  const items = actItems(rig, { kind: 'service', act: 'stop' }, null)
  if (typeof items === 'string') throw new Error(items)
  const [costly] = items.filter(({ costs }) => costs.length > 0)
  expect(costLines(items).some((line) => line.includes('It cannot be continued, only started over.'))).toBe(true)
  expect(costly?.consent === null || costly?.consent === `stop:${costly?.name}`).toBe(true)
  const running = actItems(rig, { kind: 'service', act: 'start' }, [costly?.name ?? ''])
  if (typeof running === 'string') throw new Error(running)
  expect(running.map(({ isSo, closed }) => [isSo, closed])).toEqual([[true, 'It runs.']])
  expect(running.map(leftLine)[0]).toBe(`${costly?.name} is left as it is. It runs.`)
  expect(actItems(rig, { kind: 'node', act: 'stop' }, ['none'])).toBe('There is no node “none” here.')
})

test('one that had its time is not killed from here', () => {
  const service = serviceRow('a')
  const state = { ...emptyState, services: { a: { ...service, slot: { ...service.slot, outlasted: true, stopWords: 'end:a' } } } }
  const items = actItems(state, { kind: 'service', act: 'stop' }, ['a'])
  expect(typeof items === 'string' ? items : items.map(({ closed, consent }) => [closed !== null, consent])).toEqual([[true, null]])
})
