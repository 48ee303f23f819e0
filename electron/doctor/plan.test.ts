import { expect, test } from 'vitest'
import { emptyState, type State } from '../contract/state.ts'
import type { ServiceSettings } from '../settings/index.ts'
import { seenRow, serviceRow } from '../verdict/testing/small-rig.ts'
import { looksOf, type Patient } from './plan.io.ts'

const rig = { kind: 'own', settingsFile: '/p/settings.json', problem: null } as State['rig']
const patient = (part: Partial<Patient> = {}): Patient => ({
  profileFolder: '/nowhere',
  state: emptyState(rig),
  settings: { version: 1, simulated: false, nodes: [], services: [] },
  profileIs: 'ours',
  ...part,
})
/** What the first looks at a place come to: those that rest on the state alone. */
async function said(of: Patient, place: string, count: number) {
  const looks = looksOf(of).filter((one) => one.of.place === place)
  const checks = await Promise.all(looks.slice(0, count).map(async ({ look }) => look()))
  return checks.flat().map(({ id, verdict }) => `${id} ${verdict}`)
}

test('of a folder in which no rig stands nothing is in order', async () => {
  expect(await said(patient(), 'profile', 1)).toEqual(['settings-in-order unknown'])
  expect(await said(patient({ settings: null }), 'profile', 1)).toEqual(['settings-in-order unknown'])
})

test('a service of which nothing is shown, and one that has its port and answers nothing, are not known', async () => {
  const entry = { name: 'a1', program: null, arguments: [], dataFolder: '/nowhere', node: 'home', operatorAddress: '127.0.0.1:1' }
  const settings = { version: 1, simulated: false, nodes: [], services: [entry as unknown as ServiceSettings] } as Patient['settings']
  expect(await said(patient({ settings }), 'service', 2)).toEqual(['service-runs unknown'])
  const row = seenRow({ cell: { key: 'ok', post: 'idle', operator: 'unreachable', event: 'none' } })
  const state = { ...emptyState(rig), services: { a1: serviceRow() }, identities: { [row.id]: row } } as unknown as State
  expect(await said(patient({ settings, state }), 'service', 2)).toContain('operator-port unknown')
})
