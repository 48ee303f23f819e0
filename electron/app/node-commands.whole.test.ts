import { expect, test } from 'vitest'
import { RigName } from '../contract/model/basics.ts'
import type { SlotRow } from '../contract/model/rig.ts'
import { slotOf } from '../processes/testing/slot-of.ts'
import { restartNode, startNode, stopNode } from './node-commands.io.ts'
import type { Session } from './session.io.ts'

const name = RigName.parse('n')
const open = slotOf({ state: 'running', stopClosed: null, restartClosed: null })

function sessionWith(slot: Partial<SlotRow>) {
  const asked: string[] = []
  const ask = (what: string) => () => {
    asked.push(what)
    return Promise.resolve()
  }
  const programs = { start: ask('start'), stop: ask('stop'), restart: ask('restart') }
  const seen = { ...open, ...slot }
  const keys = { look: () => {} }
  const sight = {
    lookAtKeys: () => {
      keys.look()
      return Promise.resolve()
    },
  }
  const session = { programs, sight, rows: () => ({ nodes: [{ name, slot: seen }] }) }
  return { asked, seen, keys, session: session as unknown as Pick<Session, 'rows' | 'programs' | 'sight'> }
}

test('the core holds the words against the row as it stands now, and asks for none where nothing is lost', async () => {
  const proving = sessionWith({ stopWords: 'stop:n' })
  await expect(stopNode(proving.session, { name, words: '' })).rejects.toMatchObject({ code: 'consent_mismatch' })
  await expect(restartNode(proving.session, { name, words: 'stop:m' })).rejects.toMatchObject({ code: 'consent_mismatch' })
  expect(proving.asked).toEqual([])
  await stopNode(proving.session, { name, words: 'stop:n' })
  const idle = sessionWith({})
  await stopNode(idle.session, { name, words: '' })
  expect([proving.asked, idle.asked]).toEqual([['stop'], ['stop']])
})

test('the words of an ordinary stop do not end at once what had its time', async () => {
  const { session, asked } = sessionWith({ stopWords: 'end:n', outlasted: true })
  await expect(stopNode(session, { name, words: 'stop:n' })).rejects.toMatchObject({ code: 'consent_mismatch' })
  expect(asked).toEqual([])
})

test('what a check speaks against is not started, and not stopped to be started', async () => {
  for (const closed of ['check:key-loaded-elsewhere', 'no-folder', 'not-here'] as const) {
    const { session, asked } = sessionWith({ startClosed: closed, restartClosed: closed })
    const code = closed.startsWith('check:') ? 'check_against' : 'not_allowed'
    await expect(startNode(session, name)).rejects.toMatchObject({ code })
    await expect(restartNode(session, { name, words: '' })).rejects.toMatchObject({ code })
    expect(asked).toEqual([])
  }
})

test('a key that was copied since the last look is seen before the start', async () => {
  const { session, asked, seen, keys } = sessionWith({})
  keys.look = () => {
    seen.startClosed = 'check:key-loaded-elsewhere'
    seen.restartClosed = 'check:key-loaded-elsewhere'
  }
  await expect(startNode(session, name)).rejects.toMatchObject({ code: 'check_against' })
  await expect(restartNode(session, { name, words: '' })).rejects.toMatchObject({ code: 'check_against' })
  expect(asked).toEqual([])
})
