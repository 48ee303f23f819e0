import { expect, test } from 'vitest'
import { emptyState, type State } from '../../contract/state.ts'
import { alert } from '../../notices/testing/desk.io.ts'
import { trayModel } from './spoken/tray-model.ts'

const state = (part: Partial<State>): State => ({ ...emptyState({ kind: 'own' } as State['rig']), ...part })
const said = (part: Partial<State>): string => trayModel(state(part), 0).items[0]?.label ?? ''

test('the tray says the worst open thing, and calm only where the verdict claims it', () => {
  const verdict = (calm: boolean) => ({ calm }) as NonNullable<State['verdict']>
  const worse = alert('b', { rank: 1, words: 'node-silent', values: { node: 'attic' } })
  expect(said({ alerts: { b: worse, a: alert('a') }, verdict: verdict(false) })).toBe('home has ended. (+1)')
  expect(said({ alerts: { a: alert('a', { over: 5 as never }) }, verdict: verdict(false) })).toBe('Not everything is known.')
  expect(said({ verdict: verdict(true) })).toBe('Nothing needs you.')
  expect(said({ verdict: null })).toBe('Not everything is known.')
  expect(said({ rig: { kind: 'none' } as State['rig'] })).toBe('No rig is open.')
  expect(trayModel(state({}), 0).items.map(({ does }) => does)).toEqual([null, 'open', 'quit'])
})
