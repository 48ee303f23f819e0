import { expect, test, vi } from 'vitest'
import { emptyState } from '../contract/state.ts'
import type { Clock } from '../time/index.ts'
import { Doctor } from './doctor.io.ts'
import type { Patient } from './plan.io.ts'

const state = emptyState({
  kind: 'none',
  editable: true,
  profile: '/nowhere',
  settingsFile: '/nowhere/settings.json',
  version: '0',
  host: 'console',
  starting: null,
  problem: { code: 'settings-broken', detail: 'x', settings: null },
  simulation: null,
})
const patient: Patient = { profileFolder: '/nowhere', state, settings: null, profileIs: 'lost' }

/** A clock on which every deadline has passed at once, and which moves on with each. */
function hastyClock(): Clock {
  let now = 0
  return {
    now: () => now,
    after: (ms, run) => {
      const timer = setImmediate(() => {
        now += ms
        run()
      })
      return () => clearImmediate(timer)
    },
    chance: () => 0,
  }
}

test('of a profile that is gone, without a rig: what fails is told, and a look that throws is unknown', async () => {
  const doctor = new Doctor({ clock: { ...hastyClock(), after: () => () => undefined }, patient: () => patient, refresh: () => () => true })
  await doctor.run()
  const said = doctor.last().results.map(({ check: { id, verdict } }) => `${id} ${verdict}`)
  expect(said).toContain('settings-in-order fail')
  expect(said).toContain('profile-held fail')
  expect(said).toContain('profile-private unknown')
  expect(said).toContain('profile-space unknown')
  expect(said).toContain('look-not-ended unknown')
  expect(doctor.last().run).toMatchObject({ stopped: false, done: said.length > 0 ? doctor.last().run?.of : 0 })
})

test('a look that never ends is not waited for, and what is never fresh neither', async () => {
  const waited: number[] = []
  const clock = hastyClock()
  const doctor = new Doctor({
    clock: {
      ...clock,
      after: (ms, run) => {
        waited.push(ms)
        return clock.after(ms, run)
      },
    },
    patient: () => patient,
    refresh: () => () => false,
  })
  await doctor.run()
  expect(waited.filter((ms) => ms === 100)).toHaveLength(200)
  expect(doctor.last().results.some(({ check }) => check.id === 'look-not-ended')).toBe(true)
})

test('tells its results in parts, and those of another run from the first on', async () => {
  const doctor = new Doctor({ clock: { ...hastyClock(), after: () => () => undefined }, patient: () => patient, refresh: () => () => true })
  const stop = new AbortController()
  const froms: number[] = []
  const seen = (async () => {
    for await (const { run, from, results } of doctor.watch(stop.signal)) {
      froms.push(from)
      if (run?.endedAt != null && results.length >= 0 && froms.filter((one) => one === 0).length > 2) stop.abort()
    }
  })()
  await doctor.run()
  await doctor.run()
  await seen
  expect(froms.filter((from) => from === 0).length).toBeGreaterThan(2)
})

test('a run that breaks ends, and says that not all was looked at; asked twice it is one run', async () => {
  const patientOf = vi.fn((): Patient => {
    throw new Error('no patient')
  })
  const doctor = new Doctor({ clock: hastyClock(), patient: patientOf, refresh: () => () => true })
  const [one, other] = [doctor.run(), doctor.run()]
  expect(one).toBe(other)
  await one
  expect(doctor.last().results.map(({ check: { id, evidence } }) => `${id} ${evidence}`)).toEqual(['look-not-ended no patient'])
  expect(doctor.last().run?.endedAt).not.toBeNull()
})
